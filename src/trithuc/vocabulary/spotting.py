"""Where a text speaks of a concept.

Reach for it to find what a text is about, with the words that say so. One pass over the text:
the longest label at each place, in the text's own language or in English, outside the names of
institutions. Invariant: spots are in order, do not overlap unless two concepts share one stretch,
and lead back to the text: `text[spot.start:spot.end] == spot.text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from trithuc.text.languages import UNKNOWN, detect_language
from trithuc.vocabulary.compounds import COMPOUNDING, Compounds
from trithuc.vocabulary.coordination import unsaid
from trithuc.vocabulary.fitting import Reading, fitting
from trithuc.vocabulary.institutions import institution_names
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
    reading = Reading(text, pieces(text), language)
    names = institution_names(text, reading.cut)
    found = list(_spots(reading, [index_of(one) for one in searched]))
    if language == "vi":
        found = _completed(reading, found)
    return tuple(one for one in found if not _lies_in(one, names)) if names else tuple(found)


def _lies_in(one: Spot, names: list[tuple[int, int]]) -> bool:
    return any(start <= one.start < end for start, end in names)


def _spots(reading: Reading, indexes: list[Index]) -> Iterator[Spot]:
    words = reading.cut.words
    keyed = [(index, list(map(index.keys.__getitem__, words))) for index in indexes]
    compounding = [_compounds_of(one.language) for one in indexes if one.language in COMPOUNDING]
    openings = _openings(reading, keyed)
    reached = 0
    for at in range(len(words)) if compounding else sorted(openings):
        if at < reached:
            continue
        end, labels = _meant(reading, keyed, at) if at in openings else (at, [])
        if labels:
            yield from _spots_of(reading, at, end, labels)
        elif compounding:
            yield from _spots_within(reading, compounding, at)
        reached = end


def _openings(reading: Reading, keyed: list[tuple[Index, list[str]]]) -> set[int]:
    """The pieces where a label can begin, by its first two: so few that each may cost."""
    joined = reading.cut.joined
    places = {*joined, *(at - 1 for at in joined if at)}
    for index, keys in keyed:
        trie = index.trie
        places.update(
            [
                at
                for at, (key, after) in enumerate(pairwise((*keys, ENTRIES)))
                if key in trie and (ENTRIES in trie[key] or after in trie[key])
            ]
        )
    return places


def _meant(
    reading: Reading, keyed: list[tuple[Index, list[str]]], at: int
) -> tuple[int, list[Label]]:
    """The longest label; in Vietnamese, which parts no words, not one that cuts the next.

    Tái chế | nước thải, not tái chế nước | thải.
    """
    end, labels = _longest(reading, keyed, at)
    index, keys = keyed[0]
    if index.language != "vi" or reading.language != "vi" or end - at < 2:
        return end, labels
    for shorter, held in _ends(reading.cut, index, keys, at):
        fit = fitting(reading, "vi", held, at, shorter) if shorter < end else []
        if fit and _longest(reading, keyed, shorter)[0] > end:
            return shorter, fit
    return end, labels


def _longest(
    reading: Reading, keyed: list[tuple[Index, list[str]]], at: int
) -> tuple[int, list[Label]]:
    """The longest fitting label at a piece; of equal ones, the one of the earlier index."""
    reach, meant = at, list[Label]()
    for index, keys in keyed:
        ends = _ends_read_both_ways if at in reading.cut.joined else _ends
        for end, labels in ends(reading.cut, index, keys, at):
            fit = fitting(reading, index.language, labels, at, end) if end > reach else []
            if fit:
                reach, meant = end, fit
                break
    return reach, meant


def _ends(cut: Pieces, index: Index, keys: list[str], at: int) -> list[tuple[int, list[Label]]]:
    """Every place where a label beginning at a piece ends, furthest first."""
    found: list[tuple[int, list[Label]]] = []
    trie, here, last = index.trie.get(keys[at]), at, len(keys) - 1
    while trie is not None:
        if ENTRIES in trie:
            found.insert(0, (here + 1, trie[ENTRIES]))
        if here == last:
            break
        here += 1
        if here in cut.joined:
            return sorted((*found, *_descend(cut, index, keys, trie, here)), key=_end, reverse=True)
        trie = trie.get(keys[here])
    return found


def _ends_read_both_ways(
    cut: Pieces, index: Index, keys: list[str], at: int
) -> list[tuple[int, list[Label]]]:
    """The same where a hyphenated word begins: in parts, and as one word."""
    return sorted(_descend(cut, index, keys, index.trie, at), key=_end, reverse=True)


def _descend(
    cut: Pieces, index: Index, keys: list[str], below: Trie, at: int
) -> Iterator[tuple[int, list[Label]]]:
    waiting: list[tuple[Trie, int]] = [(below, at)]
    while waiting:
        trie, here = waiting.pop()
        if ENTRIES in trie and here > at:
            yield here, trie[ENTRIES]
        if here == len(keys):
            continue
        if keys[here] in trie:
            waiting.append((trie[keys[here]], here + 1))
        if here in cut.joined:
            whole, following = cut.joined[here]
            if index.keys[whole] in trie:
                waiting.append((trie[index.keys[whole]], following))


def _end(candidate: tuple[int, list[Label]]) -> int:
    return candidate[0]


def _spots_of(reading: Reading, at: int, end: int, labels: list[Label]) -> Iterator[Spot]:
    start, stop = reading.cut.starts[at], reading.cut.ends[end - 1]
    for concept in dict.fromkeys(label.concept for label in labels if label.concept):
        yield Spot(start, stop, reading.text[start:stop], concept)


def _spots_within(reading: Reading, compounding: list[Compounds], at: int) -> Iterator[Spot]:
    word, start = reading.cut.words[at], reading.cut.starts[at]
    for compounds in compounding:
        parts = compounds.parts(word)
        for part in parts:
            begin, stop = start + part.start, start + part.end
            yield from (Spot(begin, stop, reading.text[begin:stop], one) for one in part.concepts)
        if parts:
            return


def _completed(reading: Reading, found: list[Spot]) -> list[Spot]:
    """With the concepts named by what two terms share; nothing across what was found."""
    cut, added = reading.cut, dict.fromkeys(found)
    for one in unsaid(reading, index_of("vi")):
        start, stop = cut.starts[one.at], cut.ends[one.end - 1]
        if all(_is_apart(held, start, stop) for held in added):
            added[Spot(start, stop, reading.text[start:stop], one.concept)] = None
    return sorted(added, key=_start)


def _is_apart(held: Spot, start: int, stop: int) -> bool:
    return held.end <= start or stop <= held.start or (held.start, held.end) == (start, stop)


def _start(one: Spot) -> int:
    return one.start


@cache
def _compounds_of(language: str) -> Compounds:
    return Compounds(index_of(language))
