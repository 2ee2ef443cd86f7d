"""What a Vietnamese text leaves unsaid where two terms share a part.

Internal to spotting. "Thiết kế và đóng gói chip" names chip design too, "điện gió và mặt trời"
solar power: the part said once is put back, and what comes out counts only if it is a label.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from trithuc.vocabulary.fitting import Reading
from trithuc.vocabulary.labels import ENTRIES, Index, Label, Trie
from trithuc.vocabulary.loan_words import marked_key

_AND: Final = frozenset(("và", "hoặc", "va", "hoac"))
_JOINING: Final = _AND | {","}
_MOST_OF_A_PART: Final = 4
_MOST_BETWEEN: Final = 6


@dataclass(frozen=True, slots=True)
class Unsaid:
    """The part that stands in the text, by its pieces, for a whole label of the concept."""

    at: int
    end: int
    concept: str


def unsaid(reading: Reading, index: Index) -> Iterator[Unsaid]:
    """index: of Vietnamese. In order of where the terms are joined."""
    joints = [at for at, word in enumerate(reading.cut.words) if word.lower() in _JOINING]
    if joints:
        terms = _Terms(reading, index)
        for joint in joints:
            yield from _ending_shared(terms, joint)
            yield from _beginning_shared(terms, joint)


@dataclass(frozen=True)
class _Terms:
    """The pieces of a text, to be put together anew."""

    reading: Reading
    index: Index
    keys: list[str] = field(init=False)

    def __post_init__(self) -> None:
        keys = list(map(self.index.keys.__getitem__, self.reading.cut.words))
        object.__setattr__(self, "keys", keys)

    def below(self, trie: Trie, at: int, end: int) -> Trie:
        """Empty where no label goes on with pieces at..end."""
        for key in self.keys[at:end]:
            if key not in trie:
                return {}
            trie = trie[key]
        return trie

    def labels(self, trie: Trie, *stretches: tuple[int, int], plain: bool = False) -> list[Label]:
        """Those ending here, spelt as the stretches; plain: words of no concept as well."""
        entries: list[Label] = trie.get(ENTRIES, [])
        if not entries:
            return []
        words = [word for at, end in stretches for word in self.reading.cut.words[at:end]]
        return [one for one in entries if self._is_spelt(one, words, plain=plain)]

    def _is_spelt(self, label: Label, words: Sequence[str], *, plain: bool) -> bool:
        if label.is_bare or label.is_acronym or not (label.concept or plain):
            return False
        return self.reading.is_unmarked or tuple(map(marked_key, words)) == label.toned

    def ends(self, trie: Trie, head: tuple[int, int], at: int) -> Iterator[tuple[int, list[Label]]]:
        """Where labels end that begin with the head and go on at another place, furthest first."""
        if at >= len(self.keys) or self.keys[at] not in trie:
            return
        for end in range(min(at + _MOST_OF_A_PART, len(self.keys)), at, -1):
            labels = self.labels(self.below(trie, at, end), head, (at, end))
            if labels:
                yield end, labels

    def named(self, at: int, end: int, *, plain: bool = False) -> list[Label]:
        return self.labels(self.below(self.index.trie, at, end), (at, end), plain=plain)


def _ending_shared(terms: _Terms, joint: int) -> Iterator[Unsaid]:
    """Xử lý | và tái chế | nước thải: what stands after the second term ends the first too."""
    first = [(at, terms.below(terms.index.trie, at, joint)) for at in _before(joint)]
    begun = [(at, trie) for at, trie in first if trie]
    for cut in range(joint + 2, min(joint + 2 + _MOST_BETWEEN, len(terms.keys))) if begun else ():
        for at, trie in begun:
            for end, labels in terms.ends(trie, (at, joint), cut):
                if _is_parallel(terms, joint, cut, end):
                    yield Unsaid(at, joint, labels[0].concept)
                    return


def _before(joint: int) -> range:
    return range(max(0, joint - _MOST_OF_A_PART), joint)


def _is_parallel(terms: _Terms, joint: int, cut: int, end: int) -> bool:
    """Whether the second term, cut in two, is one label, or a word before a label.

    After a comma only where "and" follows: phát điện, đốt kèm sinh khối are two things.
    """
    words = terms.reading.cut.words
    if words[joint] == ",":
        ands = [at for at in range(joint + 1, cut) if words[at].lower() in _AND]
        return bool(ands) and _is_parallel(terms, ands[-1], cut, end)
    if terms.named(joint + 1, end):
        return True
    return bool(terms.named(joint + 1, cut, plain=True)) and bool(terms.named(cut, end))


def _beginning_shared(terms: _Terms, joint: int) -> Iterator[Unsaid]:
    """Điện | gió và | mặt trời: what begins the first term begins the second too."""
    for at in range(max(0, joint - 2 * _MOST_OF_A_PART), joint - 1):
        if not terms.named(at, joint):
            continue
        for cut in range(joint - 1, at, -1):
            head = terms.below(terms.index.trie, at, cut)
            for end, labels in terms.ends(head, (at, cut), joint + 1):
                yield Unsaid(joint + 1, end, labels[0].concept)
                return
