"""Where a text speaks of a concept.

Reach for it to find what a text is about, with the words that say so. One pass over the text:
the longest label at each place, in the text's own language or in English. Invariant: spots are
in order, do not overlap unless two concepts share one stretch, and lead back to the text:
`text[spot.start:spot.end] == spot.text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trithuc.text.languages import UNKNOWN, detect_language
from trithuc.text.tones import toned_form
from trithuc.vocabulary.labels import ENTRIES, Index, Label, Trie, index_of
from trithuc.vocabulary.pieces import Pieces, pieces
from trithuc.vocabulary.sectors import LANGUAGES


@dataclass(frozen=True, slots=True)
class Spot:
    """start, end: code points in the text as given, end exclusive.

    concept: a concept's id, or a sector's code where the label is the sector's own.
    """

    start: int
    end: int
    text: str
    concept: str


def spot(text: str, language: str = "") -> tuple[Spot, ...]:
    """The concepts a text names, in order.

    language: one of the six; "" asks `detect_language`; with "unknown" the labels of all six are
    looked for. English labels are found in every language: their terms are used everywhere.
    """
    language = language or detect_language(text)
    searched = LANGUAGES if language == UNKNOWN else tuple(dict.fromkeys((language, "en")))
    return tuple(_spots(text, pieces(text), [index_of(one) for one in searched]))


def _spots(text: str, cut: Pieces, indexes: list[Index]) -> Iterator[Spot]:
    keyed = [[index.keys[word] for word in cut.words] for index in indexes]
    at = 0
    while at < len(cut.words):
        following, labels = at, list[Label]()
        for index, keys in zip(indexes, keyed, strict=True):
            end, found = _longest(text, cut, index, keys, at)
            if end > following:
                following, labels = end, found
        for concept in dict.fromkeys(label.concept for label in labels):
            start, stop = cut.starts[at], cut.ends[following - 1]
            yield Spot(start, stop, text[start:stop], concept)
        at = max(following, at + 1)


def _longest(
    text: str, cut: Pieces, index: Index, keys: list[str], at: int
) -> tuple[int, list[Label]]:
    for end, entries in sorted(_ends(cut, index, keys, at), key=lambda one: -one[0]):
        stretch = text[cut.starts[at] : cut.ends[end - 1]]
        fitting = [label for label in entries if _fits(label, stretch, cut.words[at:end])]
        if fitting:
            return end, fitting
    return at, []


def _ends(cut: Pieces, index: Index, keys: list[str], at: int) -> Iterator[tuple[int, list[Label]]]:
    waiting: list[tuple[Trie, int]] = [(index.trie, at)]
    while waiting:
        trie, here = waiting.pop()
        if here > at and ENTRIES in trie:
            yield here, trie[ENTRIES]
        if here == len(keys):
            continue
        if keys[here] in trie:
            waiting.append((trie[keys[here]], here + 1))
        if here in cut.joined:
            whole, following = cut.joined[here]
            if index.keys[whole] in trie:
                waiting.append((trie[index.keys[whole]], following))


def _fits(label: Label, stretch: str, words: list[str]) -> bool:
    if label.is_acronym:
        return stretch in (label.text, label.text.upper(), label.text + "s")
    if label.toned and not stretch.isascii():
        return tuple(map(toned_form, words)) == label.toned
    return True
