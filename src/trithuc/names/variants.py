"""The spellings under which one name may be met: turned round, folded, initialled, read out.

Reach for it to fill an index or to look someone up; `compare` finds each of them alike the name
it was made from. Invariant: the name as it is displayed comes first, and none comes twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, product, takewhile
from typing import Final

from trithuc.names.order import is_block_of_initials
from trithuc.names.parsing import ParsedName, parse
from trithuc.names.readings import (
    pinyin_readings,
    readings,
    simplified_name,
    traditional_name,
)
from trithuc.names.tables import is_particle
from trithuc.text.folding import fold

MOST_READINGS: Final = 8  # of one name in characters
_HAN: Final = re.compile("[㐀-鿿]+")
_FOREIGN_IN_HAN: Final = re.compile("[㐀-鿿]+(?:·[㐀-鿿]+)+")
_WORD: Final = re.compile(r"[^\W_]+")
_WRITTEN_OUT: Final = {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"}
_UMLAUTS: Final = str.maketrans(_WRITTEN_OUT)


def variants(name: str | ParsedName) -> tuple[str, ...]:
    """name: as displayed, or parsed already where its parts are known better than by parsing."""
    parsed = parse(name) if isinstance(name, str) else name
    spellings = list(_spellings(parsed))
    folded = (_unmarked(one) for one in spellings)
    return tuple(dict.fromkeys(one for one in (*spellings, *folded) if one))


def _spellings(parsed: ParsedName) -> Iterator[str]:
    yield parsed.display_name
    if _is_han(parsed):
        yield from _in_other_scripts(parsed)
        return
    if not parsed.family_name or not parsed.given_name:
        return
    if _FOREIGN_IN_HAN.fullmatch(parsed.display_name):
        return
    yield from _in_words(parsed)
    yield from _with_initials(parsed)
    if parsed.display_name.translate(_UMLAUTS) != parsed.display_name:
        yield parsed.display_name.translate(_UMLAUTS)


def _in_words(parsed: ParsedName) -> Iterator[str]:
    family, middle, given = parsed.family_name, parsed.middle_name, parsed.given_name
    capitals = family.upper()
    for after in dict.fromkeys((_line(middle, given), _line(given, middle))):
        yield from (_line(family, after), f"{family}, {after}", _line(after, family))
        if not is_block_of_initials(after):
            yield from (_line(capitals, after), _line(after, capitals))
    yield from _with_particles_after(family, _line(middle, given))
    if middle:
        yield _line(family, _hyphenated(middle, given))
        yield _line(_hyphenated(middle, given), family)
        yield _line(capitals, _hyphenated(middle, given))


def _with_particles_after(family: str, names: str) -> Iterator[str]:
    """Berg, Jan van der."""
    words = family.split()
    particles = list(takewhile(lambda word: word.islower() and is_particle(word), words))
    if 0 < len(particles) < len(words):
        yield f"{_line(*words[len(particles) :])}, {names} {_line(*particles)}"


def _with_initials(parsed: ParsedName) -> Iterator[str]:
    """A. V. Nguyễn, Nguyễn V. A., Nguyen Van A., J.-P. Dupont, Dupont JP."""
    family, middle, given = parsed.family_name, parsed.middle_name, parsed.given_name
    if parsed.middle_name:
        turned, kept = _initials(given, middle), _initials(middle, given)
        yield from (_line(turned, family), _line(kept, family), _line(family, kept))
        yield from (f"{family}, {kept}", f"{family}, {turned}", _line(family, turned))
        yield from (
            _line(family, middle, _initials(given)),
            _line(given, _initials(middle), family),
        )
        yield from (_line(turned.replace(" ", ""), family), _line(family, kept.replace(" ", "")))
        return
    short = _initials(given)
    yield from (_line(short, family), _line(family, short), f"{family}, {short}")
    if "-" in given:
        yield _line(_initials(given).replace(" ", "-"), family)


def _in_other_scripts(parsed: ParsedName) -> Iterator[str]:
    """The other form of the characters, their Vietnamese readings, and pinyin."""
    han = "".join(_HAN.findall(parsed.display_name))
    yield from (han, simplified_name(han), traditional_name(simplified_name(han)))
    for syllables in islice(product(*readings(han)), MOST_READINGS):
        yield from (_line(*syllables), _line(*syllables[1:], syllables[0]))
    length = len(parsed.family_name)
    for pinyin in islice(product(*pinyin_readings(han)), MOST_READINGS):
        family, given = "".join(pinyin[:length]).title(), "".join(pinyin[length:]).title()
        yield from (_line(family, given), _line(given, family))


def _is_han(parsed: ParsedName) -> bool:
    return _HAN.fullmatch(parsed.display_name.replace(" ", "")) is not None


def _initials(*parts: str) -> str:
    words = re.findall(r"[^\W_]+", " ".join(parts).replace("'", ""))
    letters = (word if is_block_of_initials(word) else word[0] for word in words)
    return " ".join(f"{letter.upper()}." for letter in "".join(letters))


def _hyphenated(*parts: str) -> str:
    return "-".join(" ".join(parts).split())


def _line(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _unmarked(spelling: str) -> str:
    """Folded word by word, with the capitals of names."""
    return _WORD.sub(_unmarked_word, spelling)


def _unmarked_word(found: re.Match[str]) -> str:
    word = fold(found[0])
    if is_block_of_initials(found[0]):
        return found[0]
    return word.capitalize() if found[0][0].isupper() else word
