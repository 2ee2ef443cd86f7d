"""What the codes of proposals mean in words, in the reader's language."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Set
from dataclasses import dataclass

from django.utils.translation import gettext_lazy, ngettext

from caunoi.people.wording import in_readers_language
from caunoi.proposals.queries import State
from caunoi.sectors.models import Sector
from trithuc import vocabulary

STATE_LABELS = {
    State.ALL: gettext_lazy("All"),
    State.TO_PLACE: gettext_lazy("To place"),
    State.PLACED: gettext_lazy("Placed"),
    State.NONE_OF_THESE: gettext_lazy("In no sector"),
}


def sectors_in_words(codes: Iterable[str]) -> str:
    return ", ".join(Sector(code=code).label for code in codes)


def about_time(span: datetime.timedelta) -> str:
    """As one says it beforehand: whole minutes, and never none."""
    minutes = max(1, round(span.total_seconds() / 60))
    return ngettext("about %(minutes)d minute", "about %(minutes)d minutes", minutes) % {
        "minutes": minutes
    }


@dataclass(frozen=True, slots=True)
class Pick:
    """One sector of the picker. words: its labels in all languages and its aliases, to find it."""

    code: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class FamilyToPick:
    label: str
    sectors: tuple[Pick, ...]


def families_to_pick(*, without: Set[str]) -> list[FamilyToPick]:
    """All sectors under their families, save those that stand elsewhere on the page."""
    return [
        FamilyToPick(
            in_readers_language(family.labels),
            tuple(
                _pick(sector)
                for sector in vocabulary.sectors()
                if sector.family == family.code and sector.code not in without
            ),
        )
        for family in vocabulary.families()
    ]


def _pick(sector: vocabulary.Sector) -> Pick:
    words = " · ".join(dict.fromkeys((*sector.labels.values(), *sector.aliases)))
    return Pick(sector.code, in_readers_language(sector.labels), words)
