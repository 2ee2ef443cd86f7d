"""Candidates ranked, with their reasons."""

import math

import pytest

from tests.trithuc.matching.samples import HYDROGEN, analysed, statistics_of
from trithuc.matching import (
    WEIGHTS,
    Match,
    Need,
    WeighedNeed,
    analyse_need,
    explain,
    rank,
    readings_of,
    weigh,
)

CANDIDATES = analysed()
STATISTICS = statistics_of(CANDIDATES)
NEED = Need("n", "Hydrogen storage in salt caverns", sectors=("energy",), ways_wanted=("teach",))


def best(need: Need = NEED) -> tuple[Match, WeighedNeed]:
    weighed = weigh(analyse_need(need), STATISTICS)
    return rank(weighed, CANDIDATES, STATISTICS)[0], weighed


def test_best_first_and_none_for_whom_nothing_speaks() -> None:
    matches = rank(analyse_need(NEED), CANDIDATES, STATISTICS)
    assert matches[0].candidate == "hydrogen"
    assert [one.score for one in matches] == sorted((one.score for one in matches), reverse=True)
    assert "silent" not in [one.candidate for one in matches]


def test_top_is_a_limit() -> None:
    assert len(rank(analyse_need(NEED), CANDIDATES, STATISTICS, 1)) == 1


def test_the_reasons_are_all_there_are() -> None:
    match, _ = best()
    assert 1 - math.prod(1 - one.score for one in match.evidence) == pytest.approx(match.score)
    assert {one.feature for one in match.evidence} == {"words", "concepts", "sectors", "ways"}
    assert {one.feature for one in match.evidence} <= WEIGHTS.keys()


def test_reasons_name_the_work_and_quote_it() -> None:
    match, weighed = best()
    texts = {place: one.text for place, one in enumerate(readings_of(HYDROGEN))}
    for one in explain(match, weighed, texts).evidence:
        if one.place is None:
            assert one.text in ("energy", "teach")
        else:
            assert "hydrogen" in one.text.lower()
            assert one.text in texts[one.place].body + texts[one.place].title
            assert one.concepts


def test_texts_that_are_not_at_hand_leave_the_reason_unquoted() -> None:
    match, weighed = best()
    assert explain(match, weighed, {}) == match


@pytest.mark.parametrize("text", ["", "qqq", "the of and"])
def test_a_need_that_says_nothing_has_no_matches(text: str) -> None:
    assert rank(analyse_need(Need("n", text)), CANDIDATES, STATISTICS) == []


def test_no_candidates_no_matches() -> None:
    assert rank(analyse_need(NEED), [], STATISTICS) == []
