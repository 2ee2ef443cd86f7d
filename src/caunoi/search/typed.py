"""What someone typed into the search box: words, phrases in quotation marks, words to leave out.

Reach for it before anything is asked of the index: typed text never becomes query syntax.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

LONGEST_TYPED, MOST_WORDS = 300, 16

_PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟″«»「」『』", '"'))
_HAS_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Typed:
    """Words and phrases as typed, marks kept (NFC). is_unfinished: the last word may go on."""

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = field(default=())
    is_unfinished: bool = False

    @property
    def asks_something(self) -> bool:
        return bool(self.words or self.phrases)


def read_typed(text: str) -> Typed:
    """Never fails: what is no word, as a lone quotation mark, asks nothing."""
    kept = unicodedata.normalize("NFC", text.replace("\x00", " "))[:LONGEST_TYPED]
    words: list[str] = []
    phrases: list[str] = []
    excluded: list[str] = []
    parts = list(_PART.finditer(kept.translate(_QUOTES)))[:MOST_WORDS]
    for part in parts:
        said = (part["phrase"] or part["word"] or "").strip()
        if not _HAS_LETTER.search(said):
            continue
        kind = excluded if part["minus"] else phrases if part["phrase"] else words
        kind.append(said)
    last = parts[-1]["word"] if parts else None
    ends_in_word = bool(last and _HAS_LETTER.search(last)) and not kept[-1:].isspace()
    return Typed(
        text=kept.strip(),
        words=tuple(words),
        phrases=tuple(phrases),
        excluded=tuple(excluded),
        is_unfinished=ends_in_word and not parts[-1]["minus"],
    )
