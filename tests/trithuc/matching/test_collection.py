"""A whole collection in memory."""

import pytest

from tests.trithuc.matching.samples import CANDIDATES, analysed, statistics_of
from trithuc.matching import Need, analyse_need, rank
from trithuc.matching.collection import Collection

NEEDS = ("Hydrogen storage in salt caverns", "先进封装芯片", "Lúa chịu mặn", "")


@pytest.mark.parametrize("text", NEEDS)
def test_scores_are_those_of_ranking_what_an_index_proposed(text: str) -> None:
    collection = Collection.of(CANDIDATES)
    scores = dict(collection.all_scores(collection.read(Need("n", text))))
    proposed = rank(analyse_need(Need("n", text)), analysed(), statistics_of(analysed()))
    assert {one.candidate: one.score for one in proposed} == {
        candidate: score for candidate, score in scores.items() if score > 0
    }
    assert len(scores) == len(CANDIDATES)


def test_several_processes_read_the_same() -> None:
    one, two = Collection.of(CANDIDATES), Collection.of(CANDIDATES, processes=2)
    need = Need("n", NEEDS[0])
    assert one.best(one.read(need)) == two.best(two.read(need))


def test_no_candidates_is_a_collection_too() -> None:
    collection = Collection.of(())
    assert collection.best(collection.read(Need("n", NEEDS[0]))) == []
    assert collection.all_scores(collection.read(Need("n", NEEDS[0]))) == []
