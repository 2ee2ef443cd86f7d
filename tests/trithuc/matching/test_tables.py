"""Works laid out in columns."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.trithuc.matching.samples import analysed, statistics_of
from trithuc.matching import Candidate, Work, WorkTable, analyse_candidates
from trithuc.matching.tables import rows_of
from trithuc.matching.weights import AGE_HALVES_IN, AGE_SHARE
from trithuc.matching.words import keys_of

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


def test_the_same_words_say_less_in_a_longer_text() -> None:
    works = (Work("", "Rotor blade"), Work("", "Rotor blade among towers, cables and harbours"))
    found = WorkTable.of(analyse_candidates([Candidate("a", works=works)]), STATISTICS).terms
    short, long = found.hits(np.array(keys_of("rotor", "en"), dtype=np.uint32)).spoken.tolist()
    assert 0 < long < short < 1


@given(st.lists(st.integers(0, 20), max_size=40))
def test_each_row_holds_the_works_of_one_candidate_and_is_then_filled_up(sizes: list[int]) -> None:
    owners = np.repeat(np.arange(len(sizes)), sizes)
    own = [
        [work for work in row if work < len(owners)]
        for rows in rows_of(owners)
        for row in rows.tolist()
    ]
    expected = [np.flatnonzero(owners == place).tolist() for place in set(owners.tolist())]
    assert sorted(own) == sorted(expected)
    assert sum(map(np.size, rows_of(owners))) <= 2 * len(owners)


def test_no_candidates_make_an_empty_table() -> None:
    empty = WorkTable.of([], STATISTICS)
    assert len(empty.owners) == len(empty.rows) == len(empty.freshness) == 0
