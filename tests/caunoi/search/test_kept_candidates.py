"""What the index keeps of a candidate comes back as it was."""

from __future__ import annotations

import pytest

from caunoi.search.kept_candidates import KeptCandidate, digest_of, fingerprint, with_texts
from trithuc.matching import Candidate, Text, UnreadableAnalysis, Work, analyse, readings_of

CANDIDATE = Candidate(
    id=7,
    kind="expert",
    profile="Bán dẫn và vi điện tử",
    works=(
        Work(title="Chips", abstract="Semiconductors in six languages.", id=1, year=2020),
        Work(title="半导体", abstract="", id=2, year=None),
        Work(title="", abstract="", id=3, year=1999),
    ),
    sectors=("semiconductors",),
    ways_to_contribute=("visit",),
)


def kept(candidate: Candidate) -> KeptCandidate:
    readings = readings_of(candidate)
    return with_texts(candidate, [analyse(one.text.body, title=one.text.title) for one in readings])


@pytest.mark.parametrize("candidate", [CANDIDATE, Candidate(id=1)])
def test_it_comes_back_as_it_was(candidate):
    before = kept(candidate)
    after = KeptCandidate.from_bytes(before.to_bytes())
    assert after == before
    assert [work.id for work in after.candidate.works] == [one.id for one in readings_of(candidate)]


@pytest.mark.parametrize("broken", [b"\x00\x00\x00\x00", kept(CANDIDATE).to_bytes()[:-3]])
def test_what_is_cut_short_is_refused(broken):
    with pytest.raises((UnreadableAnalysis, ValueError)):
        KeptCandidate.from_bytes(broken)


def test_a_digest_tells_texts_apart():
    texts = [Text("a", "b"), Text("b", "a"), Text("a b"), Text("a", "b", "en"), Text("\ud800")]
    assert len({digest_of(text) for text in texts}) == len(texts)
    assert fingerprint() == fingerprint()
