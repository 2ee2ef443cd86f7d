"""The words with which an index proposes works."""

from tests.trithuc.matching.samples import CANDIDATES, analysed, statistics_of
from trithuc.matching import Need, WorkTable, analyse_need, index_tokens, query_terms, score, weigh

STATISTICS = statistics_of(analysed())
NEED = weigh(analyse_need(Need("n", "Lưu trữ hydro trong hang muối")), STATISTICS)


def test_a_work_that_scores_shares_a_token_with_the_need() -> None:
    asked = {term.token for term in query_terms(NEED, 10_000)}
    found = score(NEED, WorkTable.of(analysed(), STATISTICS))
    for candidate, total in zip(analysed(), found.totals.tolist(), strict=True):
        tokens = {token for work in candidate.works for token in index_tokens(work.text)}
        assert bool(asked & tokens) >= (total > 0 and not candidate.sectors)
    assert len(CANDIDATES) == len(found.totals)


def test_the_heaviest_come_first_and_no_more_than_asked_for() -> None:
    terms = query_terms(NEED, 5)
    assert len(terms) == 5
    assert [one.weight for one in terms] == sorted((one.weight for one in terms), reverse=True)


def test_words_concepts_and_what_they_are_called_elsewhere_are_asked_for() -> None:
    terms = {(one.kind, one.text) for one in query_terms(NEED, 100)}
    assert {("word", "Lưu trữ"), ("concept", "hydrogen-storage"), ("theme", "")} <= terms


def test_tokens_of_words_and_concepts_are_never_the_same_and_hold_no_space() -> None:
    tokens = index_tokens(analysed()[0].works[0].text)
    concepts = [token for token in tokens if token.startswith("k")]
    assert concepts
    assert all(" " not in token for token in tokens)
    assert all(int(token, 16) >= 0 for token in tokens if token not in concepts)


def test_a_need_that_says_nothing_asks_for_nothing() -> None:
    assert query_terms(weigh(analyse_need(Need("n", "")), STATISTICS)) == []
