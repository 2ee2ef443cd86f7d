"""The scores of every candidate for one need."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.trithuc.matching.samples import CANDIDATES, CHIPS, HYDROGEN, analysed, statistics_of
from trithuc.matching import (
    Candidate,
    Need,
    Work,
    WorkTable,
    analyse_candidate,
    analyse_need,
    score,
    weigh,
)
from trithuc.matching.scoring import share_of_each_work
from trithuc.matching.tables import rows_of
from trithuc.matching.weights import COUNTED_WORKS

STATISTICS = statistics_of(analysed())


def scores(need: Need, *candidates: Candidate, as_of: int | None = None) -> list[float]:
    table = WorkTable.of([analyse_candidate(one) for one in candidates], STATISTICS, as_of)
    found: list[float] = score(weigh(analyse_need(need), STATISTICS), table).scores.tolist()
    return found


def text(body: str, year: int | None = None, **stated: tuple[str, ...]) -> Candidate:
    return Candidate("x", works=(Work("", body, year=year),), **stated)


NEED = Need("n", "hydrogen storage in salt caverns", language="en")


@pytest.mark.parametrize(
    "need",
    [
        "hydrogen storage",
        "lưu trữ hydro",
        "stockage d'hydrogène",
        "waterstofopslag",
        "Wasserstoffspeicherung",
        "储氢",
    ],
)
def test_the_right_candidate_leads_in_every_language(need: str) -> None:
    found = scores(Need("n", need), *CANDIDATES)
    assert found[0] == max(found) > 2 * max(found[1:])


def test_scores_lie_between_0_and_1_and_silence_is_0() -> None:
    found = scores(NEED, *CANDIDATES)
    assert all(0 <= one < 1 for one in found)
    assert found[CANDIDATES.index(HYDROGEN)] > 0.4
    assert found[-1] == 0


def test_no_other_candidate_changes_a_score() -> None:
    assert scores(NEED, HYDROGEN, as_of=2024) == scores(NEED, CHIPS, HYDROGEN, as_of=2024)[1:]


def test_newer_work_counts_more_and_an_unknown_year_between() -> None:
    body = "Salt caverns store hydrogen."
    new, old, undated = (scores(NEED, text(body, year), as_of=2025) for year in (2025, 1990, None))
    assert old < undated < new


def test_the_same_work_in_another_field_counts_less() -> None:
    near = scores(NEED, text("Underground gas storage and hydrogen fuel cells."))
    far = scores(NEED, text("Verdicts of tribunals in maritime law."))
    assert near > far


def test_stated_sectors_and_ways_speak_for_a_candidate_and_silence_not_against() -> None:
    need = Need("n", "hydrogen storage", sectors=("energy",), ways_wanted=("teach",))
    body = "Salt caverns store hydrogen."
    plain = scores(need, text(body))
    assert plain < scores(need, text(body, sectors=("energy",)))
    assert plain < scores(need, text(body, ways_to_contribute=("teach",)))
    assert plain == scores(need, text(body, sectors=("ocean",), ways_to_contribute=("visit",)))


def test_a_second_work_adds_less_than_the_first_and_a_far_one_takes_nothing_away() -> None:
    right, far = Work("", "Hydrogen storage in salt caverns."), Work("", "Opera and verdicts.")
    again = Work("", "Salt caverns for hydrogen storage.")
    one = scores(NEED, Candidate("x", works=(right,)))[0]
    assert scores(NEED, Candidate("x", works=(right, far)))[0] == pytest.approx(one)
    two = scores(NEED, Candidate("x", works=(right, again)))[0]
    assert one < two < 1 - (1 - one) ** 2


def test_a_work_listed_twice_counts_once() -> None:
    work = Work("", "Hydrogen storage in salt caverns.", id="w")
    twice = Candidate("x", works=(work, Work("", work.abstract, id="v")))
    assert scores(NEED, twice) == scores(NEED, Candidate("x", works=(work,)))


def test_both_ways_of_looking_give_the_same_to_the_last_bit() -> None:
    table = WorkTable.of(analysed(), STATISTICS)
    need = weigh(analyse_need(NEED), STATISTICS)
    assert score(need, table).totals.tobytes() == score(need, table.inverted()).totals.tobytes()


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 1)), max_size=60))
def test_best_works_count_most_and_at_most_so_many(works: list[tuple[int, float]]) -> None:
    works.sort(key=lambda one: one[0])
    owners = np.array([owner for owner, _ in works], dtype=np.intp)
    values = np.array([value for _, value in works])
    shares = share_of_each_work(rows_of(owners), values)
    for owner in set(owners.tolist()):
        own = shares[owners == owner]
        ranked = own[np.argsort(-values[owners == owner], kind="stable")]
        assert ranked[0] == 1
        assert (np.diff(ranked) <= 0).all()
        assert np.count_nonzero(own) == min(len(own), COUNTED_WORKS)
