"""From typed words to a question that the index understands.

Each word may be met folded, with its marks, as a stem in four languages or, for Han, as a word;
what is met in a name counts most. Weights stand in one table. Invariant: the shelf, which says who
reads, is a condition of its own that no typed text can reach.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from caunoi.search.analysis import folded_words, han_words_of, holds_han, marked_words, stems_of
from caunoi.search.schema import HAN, MARKED, NAMES, SHELF, STEMS, WORDS
from caunoi.search.typed import Typed

if TYPE_CHECKING:
    from tantivy import Occur, Query

    from caunoi.search.index import Reader

IN_A_NAME: Final = 3.0
AS_TYPED: Final = 1.0
WITH_ITS_MARKS: Final = 1.5
STEMMED: Final = 0.7
SIDE_BY_SIDE: Final = 2.0
BEGUN: Final = 0.4

SHORTEST_BEGINNING: Final = 2
MOST_COMPLETIONS: Final = 50
# How much the lesser ways to meet a word add to the best one.
TIE: Final = 0.1


class Question:
    """Builds the query of one search; the index itself completes an unfinished word.

    every_word: whether a record must hold all of them or may hold some.
    """

    def __init__(self, typed: Typed, reader: Reader, *, every_word: bool) -> None:
        self._typed, self._searcher = typed, reader.searcher
        self._schema = reader.index.schema
        self._asked = self._what_is_asked(every_word)

    def on_shelves(self, shelves: Sequence[str]) -> Query:
        from tantivy import Occur, Query

        found = Query.term_set_query(self._schema, SHELF, list(shelves))
        uncounted = Query.const_score_query(found, 0.0)
        return Query.boolean_query([(Occur.Must, self._asked), (Occur.Must, uncounted)])

    def _what_is_asked(self, every_word: bool) -> Query:
        from tantivy import Occur, Query

        occur = Occur.Must if every_word else Occur.Should
        words = [(occur, query) for query in self._words()]
        phrases = [(Occur.Must, self._phrase(phrase)) for phrase in self._typed.phrases]
        apart = [(Occur.MustNot, self._phrase(words)) for words in self._typed.excluded]
        return Query.boolean_query([*words, *phrases, *self._side_by_side(), *apart])

    def _words(self) -> list[Query]:
        typed = self._typed.words
        queries = []
        for number, word in enumerate(typed, 1):
            is_last = number == len(typed)
            queries += self._ways_to_meet(word, is_begun=is_last and self._typed.is_unfinished)
        return queries

    def _ways_to_meet(self, word: str, *, is_begun: bool) -> list[Query]:
        """One query for each part of what was typed between two spaces."""
        folded = folded_words(word)
        queries = [self._latin(word, part, len(folded) == 1) for part in folded]
        if is_begun and queries and not holds_han(word):
            queries[-1] = self._or_begun(queries[-1], folded[-1])
        return queries + [self._term(HAN, part) for part in han_words_of(word)]

    def _latin(self, word: str, folded: str, is_whole: bool) -> Query:
        from tantivy import Query

        met = [
            self._boosted(NAMES, folded, IN_A_NAME),
            self._boosted(WORDS, folded, AS_TYPED),
        ]
        for language, field in STEMS.items():
            stems = stems_of(word if is_whole else folded, language)
            met += [self._boosted(field, stem, STEMMED) for stem in stems[:1]]
        query = Query.disjunction_max_query(met, TIE)
        marked = marked_words(word) if is_whole else []
        if not marked:
            return query
        return _any_of([query, self._boosted(MARKED, marked[0], WITH_ITS_MARKS)])

    def _or_begun(self, query: Query, beginning: str) -> Query:
        from tantivy import Query

        if len(beginning) < SHORTEST_BEGINNING:
            return query
        whole = [
            self._completed(field, beginning, weight)
            for field, weight in ((NAMES, IN_A_NAME * BEGUN), (WORDS, BEGUN))
        ]
        return Query.disjunction_max_query([query, *(one for one in whole if one)], TIE)

    def _completed(self, field: str, beginning: str, weight: float) -> Query | None:
        from tantivy import Query

        found = self._searcher.terms_with_prefix(field, beginning, limit=MOST_COMPLETIONS)
        if not found:
            return None
        words = Query.term_set_query(self._schema, field, [word for word, _ in found])
        return Query.const_score_query(words, weight)

    def _side_by_side(self) -> list[tuple[Occur, Query]]:
        """Words that stand as they were typed count more than the same ones apart."""
        from tantivy import Occur, Query

        words = folded_words(" ".join(self._typed.words))
        if len(words) < 2:
            return []
        return [
            (Occur.Should, Query.boost_query(self._in_a_row(field, words), weight))
            for field, weight in ((NAMES, SIDE_BY_SIDE), (WORDS, SIDE_BY_SIDE))
        ]

    def _phrase(self, phrase: str) -> Query:
        """All of it in one stretch; Han characters as words that must all be there."""
        from tantivy import Occur, Query

        parts: list[Query] = [self._term(HAN, word) for word in han_words_of(phrase)]
        if words := folded_words(phrase):
            fields = (NAMES, WORDS)
            parts.append(_any_of([self._in_a_row(field, words) for field in fields]))
        return Query.boolean_query([(Occur.Must, part) for part in parts])

    def _in_a_row(self, field: str, words: Sequence[str]) -> Query:
        from tantivy import Query

        if len(words) == 1:
            return self._term(field, words[0])
        return Query.phrase_query(self._schema, field, list(words))

    def _boosted(self, field: str, term: str, weight: float) -> Query:
        from tantivy import Query

        return Query.boost_query(self._term(field, term), weight)

    def _term(self, field: str, term: str) -> Query:
        from tantivy import Query

        return Query.term_query(self._schema, field, term)


def _any_of(queries: Sequence[Query]) -> Query:
    from tantivy import Occur, Query

    return Query.boolean_query([(Occur.Should, query) for query in queries])
