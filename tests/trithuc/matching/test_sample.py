"""A bounded sample of a collection."""

import random

import pytest

from trithuc.matching import AnalysedText, analyse, sample
from trithuc.matching.sample import Sample


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "SIZE", 10)


def texts(number: int) -> list[AnalysedText]:
    return [analyse(f"wind turbine {n}word", language="en") for n in range(number)]


def kept(*batches: list[AnalysedText]) -> list[AnalysedText]:
    one = Sample()
    for batch in batches:
        one.add(batch)
    return sorted(one.by_language().get("en", ()), key=AnalysedText.to_bytes)


def test_it_is_bounded_for_each_language() -> None:
    one = Sample()
    one.add([*texts(50), analyse("Điện gió", language="vi")])
    assert {language: len(found) for language, found in one.by_language().items()} == {
        "en": 10,
        "vi": 1,
    }


def test_order_batches_and_repetition_do_not_matter() -> None:
    shuffled = texts(50)
    random.Random(3).shuffle(shuffled)
    assert kept(shuffled[:17], shuffled[17:], texts(50)) == kept(texts(50))


def test_merging_is_adding() -> None:
    first, second = Sample(), Sample()
    first.add(texts(50)[:25])
    second.add(texts(50)[25:])
    first.merge(second)
    assert sorted(first.by_language()["en"], key=AnalysedText.to_bytes) == kept(texts(50))
