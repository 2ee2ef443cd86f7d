"""What a text is about, as few numbers, so that it can be laid beside ten thousand others.

Reach for `gist_of` once a text, keep its bytes, and give them to `likenesses`. A gist holds keys
in groups: the concepts of the vocabulary that the text names, what its everyday words mean, its
own words, spellings that travel between languages, and its sectors. Invariant: the same text gives
the same bytes on every machine, and `Gist.from_bytes(one.to_bytes())` equals `one`.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from trithuc.categorise import categorise
from trithuc.likeness.meanings import meant_in, weight_of, words_of
from trithuc.matching.weak_words import WEAK_WORDS
from trithuc.text.folding import fold
from trithuc.text.languages import UNKNOWN, detect_language
from trithuc.text.stems import stem
from trithuc.text.tokens import Token
from trithuc.vocabulary.neighbours import broader_of
from trithuc.vocabulary.sectors import LANGUAGES
from trithuc.vocabulary.spotting import spot

Keys = npt.NDArray[np.uint32]
Weights = npt.NDArray[np.float32]

# A row of kept bytes: a key and its weight. The first row is the header: a key of no group, which
# holds the layout and the language, so that many gists can be read as one table.
ROW: Final = np.dtype([("key", "<u4"), ("weight", "<f4")])
_LAYOUT: Final = 1
_LANGUAGES: Final = (UNKNOWN, *LANGUAGES)
_MOST_CHARACTERS: Final = 20_000
_MOST_KEYS: Final = 400
# The title says what the text is about: it is read twice.
_TITLE: Final = 2
# Each step up from a concept counts this much of the step before.
_ABOVE: Final = 0.5
_LEAST_SPELLING: Final = 5


class Group(IntEnum):
    """The kinds of keys; the number is the lowest bits of a key."""

    CONCEPT = 0
    MEANING = 1
    WORD = 2
    SPELLING = 3
    SECTOR = 4


GROUPS: Final = len(Group)
GROUP_BITS: Final = 7


class UnreadableGist(ValueError):
    """Bytes of another layout: make the gist again from the text."""


@dataclass(frozen=True, slots=True, eq=False)
class Gist:
    """keys: ascending, each once. weights: of each; the squares of a group add up to 1."""

    language: str
    keys: Keys
    weights: Weights

    def to_bytes(self) -> bytes:
        rows = np.empty(len(self.keys) + 1, dtype=ROW)
        rows["key"][0], rows["weight"][0] = _header(self.language), 0
        rows["key"][1:], rows["weight"][1:] = self.keys, self.weights
        return rows.tobytes()

    @classmethod
    def from_bytes(cls, kept: bytes) -> Gist:
        """Raises UnreadableGist."""
        if len(kept) < ROW.itemsize or len(kept) % ROW.itemsize:
            raise UnreadableGist("a gist cut short")
        rows = np.frombuffer(kept, ROW)
        return cls(language_of_header(int(rows["key"][0])), rows["key"][1:], rows["weight"][1:])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Gist) and self.to_bytes() == other.to_bytes()

    def __hash__(self) -> int:
        return hash(self.to_bytes())


def _header(language: str) -> int:
    return _LAYOUT << 16 | _LANGUAGES.index(language) << 8 | GROUP_BITS


def language_of_header(header: int) -> str:
    """Raises UnreadableGist for a layout that is not ours."""
    if header >> 16 != _LAYOUT or header & GROUP_BITS != GROUP_BITS:
        raise UnreadableGist("not a gist of this version")
    return _LANGUAGES[header >> 8 & 0xFF]


def gist_of(text: str, *, title: str = "", language: str = "") -> Gist:
    """language: one of the six, or "" to have it found. Of the text 20,000 characters are read."""
    text, title = text[:_MOST_CHARACTERS], title[:_MOST_CHARACTERS]
    if language not in LANGUAGES:
        language = detect_language(f"{title}\n{text}")
    said: list[defaultdict[str, float]] = [defaultdict(float) for _ in Group]
    for part, times in ((title, _TITLE), (text, 1)):
        _add_words(said, part, language, times)
        _add_concepts(said[Group.CONCEPT], part, language, times)
    for one in categorise(text, title=title, language=language).sectors:
        said[Group.SECTOR][one.code] = one.score**2
    return _gist(language, said)


def _add_words(
    said: Sequence[defaultdict[str, float]], part: str, language: str, times: int
) -> None:
    found = words_of(part)
    covered = set[int]()
    for one in meant_in(found, language):
        said[Group.MEANING][one.meaning] += times
        covered.update(range(one.first, one.end))
    weak = WEAK_WORDS.get(language, frozenset())
    for at, token in enumerate(found):
        if token.script == "han":
            _add_pairs_of_letters(said[Group.WORD], token.text, times)
        elif fold(token.text) not in weak and token.text.lower() not in weak:
            _add_word(said, token, language, times, is_meant=at in covered)
    for name in _names(found):
        said[Group.SPELLING][name] += times


def _add_word(
    said: Sequence[defaultdict[str, float]],
    token: Token,
    language: str,
    times: int,
    *,
    is_meant: bool,
) -> None:
    said[Group.WORD][f"{language} {stem(token.text, language)}"] += times
    spelling = fold(token.text)
    if not is_meant and language != "vi" and len(spelling) >= _LEAST_SPELLING:
        said[Group.SPELLING][spelling[:_LEAST_SPELLING]] += times


def _add_pairs_of_letters(words: defaultdict[str, float], run: str, times: int) -> None:
    for first, second in pairwise(run):
        words[f"zh {first}{second}"] += times


def _names(found: Sequence[Token]) -> Iterator[str]:
    """Two words in capitals beside each other, and what mixes letters, capitals and figures."""
    for first, second in pairwise(found):
        if first.text[:1].isupper() and second.text[:1].isupper():
            yield f"{fold(first.text)} {fold(second.text)}"
    for token in found:
        if len(token.text) > 1 and any(one.isupper() or one.isdigit() for one in token.text[1:]):
            yield fold(token.text)


def _add_concepts(concepts: defaultdict[str, float], part: str, language: str, times: int) -> None:
    for one in spot(part, language) if part else ():
        share = float(times)
        for concept in (one.concept, *broader_of(one.concept)):
            concepts[concept] += share
            share *= _ABOVE


def _gist(language: str, said: Sequence[Mapping[str, float]]) -> Gist:
    weights: dict[int, float] = {}
    for group in Group:
        weighed = _weighed(group, said[group])
        size = sum(weight * weight for weight in weighed.values()) ** 0.5
        for name, weight in weighed.items():
            weights[_key(group, name)] = weight / size
    keys = np.array(sorted(weights), dtype=np.uint32)
    return Gist(language, keys, np.array([weights[key] for key in keys.tolist()], dtype=np.float32))


def _weighed(group: Group, said: Mapping[str, float]) -> dict[str, float]:
    """The most said of a group, each with its weight: what is said often counts less each time."""
    most = sorted(said, key=lambda name: (-said[name], name))[: _MOST_KEYS // GROUPS]
    if group is Group.SECTOR:
        return {name: said[name] for name in most if said[name]}
    tells = _TELLS.get(group, _alike)
    return {name: tells(name) * said[name] ** 0.5 for name in most}


def _alike(name: str) -> float:
    return 1.0


_TELLS: Final = {Group.MEANING: weight_of}


def _key(group: Group, name: str) -> int:
    hashed = zlib.crc32(name.encode("utf-8", "surrogatepass"))
    return int(hashed & ~GROUP_BITS & 0xFFFFFFFF) | group
