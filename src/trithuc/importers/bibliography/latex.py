"""LaTeX as it stands in bibliographies → plain text, Vietnamese letters included.

Invariant: any text gives a text. What cannot be read as LaTeX loses its commands and braces and
keeps its words.
"""

from __future__ import annotations

import logging
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from pylatexenc import latex2text, latexwalker, macrospec

from trithuc.importers.dump.fields import tidy

if TYPE_CHECKING:
    from collections.abc import Callable

# The library quotes what it cannot read, and no log keeps what people wrote.
logging.getLogger("pylatexenc").setLevel(logging.CRITICAL + 1)

LONGEST: Final = 50_000
DEEPEST: Final = 40  # the library calls itself for each level

_HINTS: Final = re.compile(r"[\\{}$~]|--|``|''")
_BARE_SPECIAL: Final = re.compile(r"(?<!\\)[%&#]")
_DOLLAR: Final = re.compile(r"(?<!\\)\$")
_RAISED: Final = re.compile(r"\$\s?[_^](?:\{([\w+\-]{1,20})\}|(\w))\s?\$")
# \d\^o, as people write it, where LaTeX wants \d{\^o}.
_ACCENT_ON_ACCENT: Final = re.compile(
    r"(\\[dhb`'^\"~=.])\s?(\\[`'^\"~=.](?:[A-Za-z]|\{[A-Za-z]\})|\\[ou]horn\b|\\[OU]HORN\b)"
)
_COMMAND: Final = re.compile(r"\\(?:[A-Za-z]+\*?\s?|[`'^\"~=.]|(.)|$)", re.DOTALL)
_NO_BRACES: Final = {ord(brace): None for brace in "{}"}

# Letters and accents of Vietnamese that the library does not know.
_LETTERS: Final = {
    "ohorn": "ơ",
    "uhorn": "ư",
    "OHORN": "Ơ",
    "UHORN": "Ư",
    "Ohorn": "Ơ",
    "Uhorn": "Ư",
}
_HOOK_ABOVE: Final = "\u0309"


def plain_text(latex: str) -> str:
    """One line of plain text."""
    if not _HINTS.search(latex):
        return tidy(latex)
    whole = _read(latex)
    if whole is not None:
        return whole
    if len(latex) > LONGEST:
        return tidy(_bare(latex))
    words = ((word, _read(word)) for word in latex.split())
    return tidy(" ".join(_bare(word) if read is None else read for word, read in words))


def _read(latex: str) -> str | None:
    """None where it is too long, too deep, or of commands that the library stumbles over."""
    if len(latex) > LONGEST or _depth(latex) > DEEPEST:
        return None
    try:
        text = tidy(_reader()(_prepared(latex)))
    except (AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return None
    # A command without what it needs comes out as the library's own pattern.
    return None if "%s" in text and "%s" not in latex else text


def _prepared(latex: str) -> str:
    """What LaTeX would take for a comment, a column or formulas is text in a bibliography."""
    text = _BARE_SPECIAL.sub(r"\\\g<0>", _RAISED.sub(r"\1\2", latex))
    if "``" not in text:
        text = text.replace("''", "'{}'")  # O''Neil closes no quotation
    if len(_DOLLAR.findall(text)) % 2:
        text = _DOLLAR.sub(r"\\$", text)
    return _ACCENT_ON_ACCENT.sub(r"\1{\2}", text)


def _bare(latex: str) -> str:
    """Without commands, accents and braces."""
    return _COMMAND.sub(r"\1", latex).translate(_NO_BRACES)


def _depth(latex: str) -> int:
    deepest = depth = 0
    for character in re.findall(r"[{}]", latex):
        depth += 1 if character == "{" else -1
        deepest = max(deepest, depth)
    begins = latex.count("\\begin") + latex.count("\\[") + latex.count("\\(")
    return deepest + begins


@cache
def _reader() -> Callable[[str], str]:
    walker = latexwalker.get_default_latex_context_db()
    hook = macrospec.MacroSpec("h", "{")
    walker.add_context_category("vietnamese", prepend=True, macros=[hook])
    texts = latex2text.get_default_latex_context_db()
    specs = [latex2text.MacroTextSpec(name, letter) for name, letter in _LETTERS.items()]
    specs.append(latex2text.MacroTextSpec("h", simplify_repl=_with_hook))
    specs.append(latex2text.MacroTextSpec("today", ""))  # else the day of reading
    texts.add_context_category("vietnamese", prepend=True, macros=specs)
    to_text = latex2text.LatexNodes2Text(latex_context=texts)

    def read(latex: str) -> str:
        nodes, _, _ = latexwalker.LatexWalker(latex, latex_context=walker).get_latex_nodes()
        return str(to_text.nodelist_to_text(nodes))

    return read


def _with_hook(node: latexwalker.LatexMacroNode, l2tobj: latex2text.LatexNodes2Text) -> str:
    """The library passes its own reader by that name."""
    letter = str(l2tobj.nodelist_to_text(node.nodeargd.argnlist))
    return unicodedata.normalize("NFC", letter[:1] + _HOOK_ABOVE + letter[1:]) if letter else ""
