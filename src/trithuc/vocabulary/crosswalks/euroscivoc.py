"""The European Science Vocabulary (EuroSciVoc), as CORDIS labels projects with it.

Codes and English paths: © European Union, EuroSciVoc, CC BY 4.0. The table holds rules: what is
said of a code holds for all below it, until a longer rule says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from trithuc.vocabulary.crosswalks.tables import rows


@dataclass(frozen=True, slots=True)
class EuroSciVocRule:
    """code: "/23/47/297"; path: English names; sectors: codes; empty: none holds from here on."""

    code: str
    path: str
    sectors: tuple[str, ...]


@cache
def euroscivoc_rules() -> tuple[EuroSciVocRule, ...]:
    return tuple(
        EuroSciVocRule(row["code"], row["path"], tuple(row["sectors"].split()))
        for row in rows("euroscivoc.csv")
    )


def sectors_of_euroscivoc(path_or_code: str) -> tuple[str, ...]:
    """Sectors of "/natural sciences/mathematics/…" or "/23/51/…", leading slash or not.

    None where no sector is clear, as for natural sciences as a whole, or the path is unknown.
    """
    steps = path_or_code.strip().strip("/").lower().split("/")
    for length in range(len(steps), 0, -1):
        found = _sectors_by_key().get("/" + "/".join(steps[:length]))
        if found is not None:
            return found
    return ()


@cache
def _sectors_by_key() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {key.lower(): one.sectors for one in euroscivoc_rules() for key in (one.code, one.path)}
    )
