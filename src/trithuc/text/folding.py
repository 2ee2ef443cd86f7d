"""One spelling for every way of typing the same words.

Reach for it before comparing, keying or looking up text; never before showing it: what a person
wrote is kept as written. Invariant: folding twice changes nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

# Letters that Unicode does not decompose, each as it is typed on a keyboard without it. Đ is
# often typed as one of two letters that merely look like it.
_LETTERS: Final = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ɖ": "d",
        "ø": "o",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "e",
    }
)
_LOOKALIKES: Final = str.maketrans(
    dict.fromkeys("‘’‚‛′ʼ`´", "'") | dict.fromkeys("“”„‟″«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
# European and Vietnamese marks only: stripping every mark would damage kana and Indic vowels.
_MARKS: Final = re.compile("[\u0300-\u036f]")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)


def fold(text: str) -> str:
    """Lower case without marks, full-width forms or repeated spaces; Han characters as they are.

    Nguyễn Đức, NGUYEN DUC and ＮＧＵＹỄＮ Ðức all give "nguyen duc"; Straße gives "strasse".
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    visible = _INVISIBLE.sub("", text).translate(_LOOKALIKES)
    # Compatibility forms can hide capitals and capitals can hide compatibility forms: twice.
    once = unicodedata.normalize("NFKC", visible).casefold()
    decomposed = unicodedata.normalize("NFKD", once).casefold()
    unmarked = _MARKS.sub("", decomposed).translate(_LETTERS).translate(_LOOKALIKES)
    return " ".join(unicodedata.normalize("NFC", unmarked).split())
