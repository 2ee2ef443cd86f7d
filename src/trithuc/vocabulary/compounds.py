"""The terms inside Dutch and German compounds.

Internal to spotting: "halfgeleiderchips" holds "halfgeleider", and "Wasserstofftankstelle"
"Wasserstoff", though neither whole word is a label. A part must be a label of one word, long
enough not to be there by chance, and what is left must be long enough to be a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from trithuc.text.folding import fold
from trithuc.vocabulary.labels import ENTRIES, Index, Label

COMPOUNDING: Final = frozenset({"nl", "de"})
_SHORTEST_COMPOUND: Final = 9
_LONGEST_COMPOUND: Final = 80
_SHORTEST_PART: Final = 5
_SHORTEST_REST: Final = 3
_LINKS: Final = ("", "s", "e", "n", "en", "es")
_CACHED_WORDS: Final = 100_000


@dataclass(frozen=True, slots=True)
class Part:
    """start, end: code points within the word; concepts: what that part names."""

    start: int
    end: int
    concepts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Compounds:
    """Words already taken apart, of one language."""

    index: Index
    known: dict[str, tuple[Part, ...]] = field(default_factory=dict)

    def parts(self, word: str) -> tuple[Part, ...]:
        if not _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND:
            return ()
        if word not in self.known:
            if len(self.known) >= _CACHED_WORDS:
                self.known.clear()
            self.known[word] = tuple(_parts(self.index, word))
        return self.known[word]


def _parts(index: Index, word: str) -> Iterator[Part]:
    """The longest label the word begins with, and the longest that the rest ends with."""
    places, letters = _folded(word)
    first = _beginning(index, letters)
    reach, begun = first if first else (0, ())
    if begun:
        yield Part(0, places[reach], begun)
    last = _ending(index, letters, reach)
    if last:
        yield Part(places[last[0]], len(word), last[1])


def _folded(word: str) -> tuple[list[int], str]:
    """Place in the word of each folded letter (ß gives two), one more for its end."""
    folded = [(place, letter) for place, raw in enumerate(word) for letter in fold(raw)]
    return [place for place, _ in folded] + [len(word)], "".join(letter for _, letter in folded)


def _beginning(index: Index, letters: str) -> tuple[int, tuple[str, ...]] | None:
    for reach in range(len(letters) - _SHORTEST_REST, _SHORTEST_PART - 1, -1):
        part = letters[:reach]
        for link in _LINKS:
            if part.endswith(link) and len(part) - len(link) >= _SHORTEST_PART:
                labels = _labels(index, part[: len(part) - len(link)])
                if labels:
                    return _without_link(part, labels), _concepts(labels)
    return None


def _without_link(part: str, labels: list[Label]) -> int:
    """Where the label ends: forms drop an s that may be the word's own or a link."""
    spelt = [len(text) for text in (fold(one.text) for one in labels) if part.startswith(text)]
    return max(spelt, default=len(part))


def _ending(index: Index, letters: str, after: int) -> tuple[int, tuple[str, ...]] | None:
    for start in range(max(after, _SHORTEST_REST), len(letters) - _SHORTEST_PART + 1):
        labels = _labels(index, letters[start:])
        if labels:
            return start, _concepts(labels)
    return None


def _labels(index: Index, part: str) -> list[Label]:
    entries: list[Label] = index.trie.get(index.keys[part], {}).get(ENTRIES, [])
    return [
        label
        for label in entries
        if not (label.is_acronym or label.is_bare) and len(label.text) >= _SHORTEST_PART
    ]


def _concepts(labels: list[Label]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(label.concept for label in labels))
