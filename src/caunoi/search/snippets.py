"""A stretch of a text with the words that were searched for marked in it.

Reach for `Marker` when hits are shown. Invariant: everything but the marks is escaped, whatever
stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from caunoi.search.analysis import folded_and_stems, folded_words, han_terms, without_han
from caunoi.search.typed import Typed
from trithuc.text.folding import fold
from trithuc.text.tokens import Token, tokens

LONGEST_SNIPPET = 240
LONGEST_READ = 6_000
BEFORE_THE_FIRST = 60
# Each is compared with each: a text of one word repeated must not take long.
MOST_COMPARED = 100
_READ_AHEAD = LONGEST_SNIPPET - BEFORE_THE_FIRST


@dataclass(frozen=True, slots=True)
class Marker:
    """Knows the words of one search, as they are met in texts.

    asked: how many different words somebody typed, before labels were added to them.
    """

    folded: frozenset[str]
    stems: frozenset[str]
    han: re.Pattern[str] | None
    beginning: str
    asked: int

    @classmethod
    def of(cls, typed: Typed, also: Iterable[str] = ()) -> Marker:
        """also: labels by which the index looked as well."""
        said = [*typed.words, *typed.phrases, *also]
        words = [word for part in said for word in folded_words(part)]
        is_begun = typed.is_unfinished and bool(typed.words)
        last = folded_words(typed.words[-1]) if is_begun else []
        return cls(
            folded=frozenset(words),
            stems=frozenset().union(*(folded_and_stems(word)[1] for word in words)),
            han=_any_of({term for part in said for term in han_terms(part)}),
            beginning=last[-1] if last and len(last[-1]) > 1 else "",
            asked=_number_of_words([*typed.words, *typed.phrases]),
        )

    def marked(self, text: str) -> SafeString:
        """The whole text, for titles."""
        return _with_marks(text, 0, len(text), self._hits(text))

    def snippet(self, texts: Iterable[str]) -> SafeString:
        """The stretch of one of these texts with most of the words; their beginning without any.

        The first that holds as many as were asked is taken, and no further text is read.
        """
        best, kept = 0, ("", (0, 0), [])  # type: ignore[var-annotated]
        for text in texts:
            text = text[:LONGEST_READ]
            hits = self._hits(text)
            number, (start, end) = _best_stretch(text, hits)
            if number > best or not kept[0]:
                best, kept = number, (text, (start, end), hits)
            if number >= self.asked > 0:
                break
        text, (start, end), hits = kept
        return _with_marks(text, start, end, hits)

    def _hits(self, text: str) -> list[Token]:
        """In order. Han is not cut into words, which takes longest: where it was asked for, it is
        looked for as it stands."""
        hits = [token for token in tokens(without_han(text)) if self._is_met(token)]
        if self.han:
            hits += [
                Token(found.start(), found.end(), found.group(), "han")
                for found in self.han.finditer(text)
            ]
            hits.sort(key=lambda hit: hit.start)
        return hits

    def _is_met(self, token: Token) -> bool:
        word, stems = folded_and_stems(token.text)
        if word in self.folded or (self.beginning and word.startswith(self.beginning)):
            return True
        return not self.stems.isdisjoint(stems)


def _number_of_words(said: Iterable[str]) -> int:
    return len({word for part in said for word in (*folded_words(part), *han_terms(part))})


def _any_of(terms: Collection[str]) -> re.Pattern[str] | None:
    """The longest that stands at a place is met."""
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if terms else None


def _best_stretch(text: str, hits: Sequence[Token]) -> tuple[int, tuple[int, int]]:
    """How many different words it holds, and where it is."""
    if not hits:
        return 0, _around(text, 0)
    hits = hits[:MOST_COMPARED]
    number, first = max(
        (
            len({fold(one.text) for one in hits if 0 <= one.start - hit.start < _READ_AHEAD}),
            -hit.start,
        )
        for hit in hits
    )
    return number, _around(text, -first)


def _around(text: str, first: int) -> tuple[int, int]:
    """A stretch that begins and ends between words."""
    start = max(0, first - BEFORE_THE_FIRST)
    if start:
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), start + LONGEST_SNIPPET)
    if end < len(text):
        space = text.rfind(" ", start, end)
        end = space if space > first else end
    return start, end


def _with_marks(text: str, start: int, end: int, hits: Iterable[Token]) -> SafeString:
    parts: list[tuple[str, SafeString | str]] = []
    at = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            mark = format_html("<mark>{}</mark>", hit.text)
            parts.append((text[at : hit.start], mark))
            at = hit.end
    said = format_html_join("", "{}{}", parts)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}{}", before, said, text[at:end], after)
