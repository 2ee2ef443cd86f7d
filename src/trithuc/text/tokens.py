"""Words of a text with their places, each in one script.

Reach for it wherever text is cut into words: spotting, indexing, features. Invariant:
`text[token.start:token.end] == token.text`, whatever the text holds, and tokens never overlap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_MARKS: Final = "\u0300-\u036f"
_LATIN: Final = (
    f"A-Za-z0-9\u00aa\u00b2\u00b3\u00b9\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f{_MARKS}"
    "\u0250-\u02af\u1e00-\u1eff\u2070-\u209c\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06"
    "\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
)
# A mark alone is no word, but a mark after a letter belongs to it.
_WORD: Final = re.compile(
    f"(?P<han>[{HAN}]+)|(?P<latin>(?![{_MARKS}])[{_LATIN}]+)|(?P<other>(?:(?![{HAN}{_LATIN}])[^\\W_])+)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """start, end: code points in the text as given, end exclusive.

    script: "latin", "han", "number" (digits alone), or the Unicode name of another script's
    letters in lower case ("cyrillic", "hiragana", "hangul", …).
    """

    start: int
    end: int
    text: str
    script: str


def tokens(text: str) -> list[Token]:
    """Latin words and numbers, Han words as jieba cuts them, and runs of any other script.

    The script is decided on both sides: 用AI技术 is 用, AI, 技术. A hyphen or an apostrophe ends
    a word. jieba is loaded only where Han occurs.
    """
    return list(_tokens(text))


def han_words(run: str) -> Iterator[str]:
    """The words of a run of Han characters, in order; joined they are the run again."""
    return iter(_segmenter()(run))


def _tokens(text: str) -> Iterator[Token]:
    for found in _WORD.finditer(text):
        start, end, word = found.start(), found.end(), found.group()
        if found.lastgroup == "han":
            yield from _han_tokens(word, start)
        elif found.lastgroup == "latin":
            yield Token(start, end, word, "number" if word.isdigit() else "latin")
        else:
            yield Token(start, end, word, _script(word[0]))


def _han_tokens(run: str, start: int) -> Iterator[Token]:
    for word in han_words(run):
        yield Token(start, start + len(word), word, "han")
        start += len(word)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "unknown").split(" ", 1)[0].lower()


@cache
def _segmenter() -> Callable[[str], list[str]]:
    """jieba in Rust, with jieba's own dictionary and model of unknown words."""
    import rjieba

    cut: Callable[[str], list[str]] = rjieba.cut
    return cut
