"""Works laid out in columns."""

from tests.trithuc.matching.samples import analysed, statistics_of
from trithuc.matching import Candidate, Work, WorkTable, analyse_candidates
from trithuc.matching.weights import AGE_HALVES_IN, AGE_SHARE

STATISTICS = statistics_of(analysed())


def table(*years: int | None, as_of: int | None = None) -> WorkTable:
    works = tuple(Work(f"Rotor {place} blade", year=year) for place, year in enumerate(years))
    return WorkTable.of(analyse_candidates([Candidate("a", works=works)]), STATISTICS, as_of)


def test_works_stand_in_the_order_of_their_candidates() -> None:
    assert WorkTable.of(analysed(), STATISTICS).owners.tolist() == [0, 0, 0, 1, 2]


def test_half_of_what_age_takes_is_gone_after_so_many_years() -> None:
    newest, half, undated = table(2020, 2020 - round(AGE_HALVES_IN), None).freshness.tolist()
    assert newest == 1
    assert half == undated == 1 - AGE_SHARE / 2


def test_age_is_counted_from_the_newest_year_or_the_one_given() -> None:
    assert table(2020, 2010).freshness[0] == 1
    assert table(2020, 2010, as_of=2025).freshness[0] < 1
    assert table(2030, as_of=2025).freshness[0] == 1


def test_lengths_are_shares_of_the_usual_length() -> None:
    lengths = WorkTable.of(analysed(), STATISTICS).lengths
    assert lengths.min() > 0
    assert WorkTable.of([], STATISTICS).lengths.tolist() == []
