"""Loan words as Vietnamese writes them, by ear or as in English: các-bon, cacbon, carbon.

Internal to spotting. Only words that are nothing else in Vietnamese, so that a label with one
spelling is found in all of them, whatever the rest of it says.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from trithuc.text.folding import fold
from trithuc.text.inflection import vietnamese_form
from trithuc.text.tones import toned_form

# Folded, hyphens gone; the first of each line stands for all.
_SPELLINGS: Final = """
    cacbon carbon
    hydro hydrogen hidro hidrogen hydrogene
    modun module modul
    noron neuron neural
    vacxin vaccine vaccin
    lithi lithium liti
    polyme polymer polime
    enzyme enzym enzim
    composite compozit composit
    urani uranium
    titan titanium
    coban cobalt
    niken nickel
    oxit oxide
    axit acid
    metan methane
    metanol methanol
    etanol ethanol
    amoniac ammonia
    congtenno container
    tuabin tuocbin turbine
    virut virus
    rada radar
    lade laser
    angten anten antenna
    oxy oxi oxygen
    nito nitrogen
    phophat photphat phosphat phosphate
    silic silicium
    graphen graphene
    photon foton
    isotop isotope
"""


def _by_spelling() -> Mapping[str, str]:
    lines = [line.split() for line in _SPELLINGS.strip().splitlines()]
    return MappingProxyType({spelling: line[0] for line in lines for spelling in line})


_LOANS: Final = _by_spelling()


def spelling_key(folded: str) -> str:
    """folded: one syllable, or a loan word. What its spellings share, without marks."""
    return _LOANS.get(folded) or vietnamese_form(folded)


@lru_cache(maxsize=100_000)
def marked_key(word: str) -> str:
    """The same with marks, which a loan word has none of that tell it apart."""
    return _LOANS.get(fold(word)) or toned_form(word)
