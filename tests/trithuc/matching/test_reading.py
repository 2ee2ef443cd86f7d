"""Candidates and needs from JSON objects."""

import pytest

from trithuc.jsonlines import BadRecord
from trithuc.matching import Candidate, Need, Work
from trithuc.matching.reading import candidate_from, need_from


def test_a_candidate_with_everything() -> None:
    record = {
        "id": 7,
        "kind": "expert",
        "name": "Lan (demo)",
        "profile": "Hydrogen.",
        "works": [{"id": "w", "title": "T", "abstract": "A", "year": 2020}],
        "sectors": ["energy", "Năng lượng nguyên tử và an toàn bức xạ, hạt nhân", "no sector"],
        "languages": ["vi"],
        "country": "BE",
        "ways_to_contribute": ["teach"],
        "unknown": 1,
    }
    assert candidate_from(record) == Candidate(
        id=7,
        kind="expert",
        name="Lan (demo)",
        profile="Hydrogen.",
        works=(Work("T", "A", "w", 2020),),
        sectors=("energy", "nuclear"),
        languages=("vi",),
        country="BE",
        ways_to_contribute=("teach",),
    )


def test_what_is_missing_or_null_is_empty() -> None:
    bare = {"id": "a", "profile": None, "works": None, "sectors": None}
    assert candidate_from(bare) == Candidate("a")
    assert candidate_from({"id": "a", "works": [{}]}).works == (Work(""),)
    assert need_from({"id": "n", "text": ""}) == Need("n", "")


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({}, '"id" is missing'),
        ({"id": "a", "works": {}}, '"works" should be a list'),
        ({"id": "a", "works": ["w"]}, '"works" should hold objects'),
        ({"id": "a", "works": [{"title": 1}]}, '"title" should be text, not a number'),
        ({"id": "a", "works": [{"year": "2020"}]}, '"year" should be a year as a whole number'),
        ({"id": "a", "works": [{"year": True}]}, '"year" should be a year as a whole number'),
        ({"id": "a", "works": [{"year": 10**400}]}, '"year" should be a year as a whole number'),
        ({"id": "a", "sectors": [1]}, '"sectors" should hold texts'),
        ({"id": "a", "sectors": "energy"}, '"sectors" should be a list'),
        ({"id": "a", "name": []}, '"name" should be text, not a list'),
    ],
)
def test_what_is_wrong_is_said(record: dict[str, object], reason: str) -> None:
    with pytest.raises(BadRecord, match=reason):
        candidate_from(record)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ({"id": "n"}, '"text" is missing'),
        ({"id": "n", "text": 3}, '"text" should be text, not a number'),
        ({"id": "", "text": "x"}, '"id" is missing'),
    ],
)
def test_a_need_needs_an_id_and_a_text(record: dict[str, object], reason: str) -> None:
    with pytest.raises(BadRecord, match=reason):
        need_from(record)
