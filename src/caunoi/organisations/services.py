"""Writing organisations by hand: what an officer says, kept as statements beside all others."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from caunoi.accounts.models import User
from caunoi.organisations.facts import Fact, facts_of
from caunoi.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationStatement,
    Register,
)
from caunoi.organisations.wording import fact_in_words
from caunoi.sources.services import record_officers_word
from trithuc.text.folding import fold

ROR_DISPLAY = "ror_display"
FACTS_TYPED = (Fact.DISPLAY_NAME, Fact.KINDS, Fact.PLACE, Fact.WEBSITE, Fact.NAMES)


@dataclass(frozen=True, slots=True)
class WrittenName:
    """kind: label, alias or acronym. language: a code, or "" where it is in none."""

    value: str
    kind: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """An organisation as typed. `names` need not repeat the display name."""

    display_name: str
    kinds: Sequence[str] = ()
    city: str = ""
    country_code: str = ""
    website: str = ""
    names: Sequence[WrittenName] = ()

    @property
    def all_names(self) -> set[str]:
        return {self.display_name, *(name.value for name in self.names)}


@transaction.atomic
def add_organisation(
    *, particulars: Particulars, by: User | None, on: datetime.date
) -> Organisation:
    organisation = Organisation()
    _write_columns(organisation, particulars)
    _write_names(organisation, particulars)
    facts = _facts(organisation)
    stated = {field: value for field, value in facts.items() if fact_in_words(field, value)}
    record_officers_word(OrganisationStatement, organisation, stated, by=by, on=on)
    return organisation


@transaction.atomic
def change_organisation(
    *, organisation: Organisation, particulars: Particulars, by: User | None, on: datetime.date
) -> bool:
    """Whether anything changed. Only what did is stated anew."""
    held = Organisation.objects.select_for_update().get(pk=organisation.pk)
    before = _facts(held)
    _write_columns(held, particulars)
    _write_names(held, particulars)
    changed = {field: value for field, value in _facts(held).items() if value != before[field]}
    record_officers_word(OrganisationStatement, held, changed, by=by, on=on)
    return bool(changed)


@transaction.atomic
def name_register(
    *,
    name: str,
    controller: Organisation | str,
    countries: Sequence[str],
    by: User | None,
    on: datetime.date,
) -> Register:
    """Say what the register is called and who answers for it.

    controller: an organisation of the register, or the name of a mission to add to it.
    """
    if isinstance(controller, str):
        mission = Particulars(controller, kinds=[OrganisationKind.MISSION])
        controller = add_organisation(particulars=mission, by=by, on=on)
    register, _is_new = Register.objects.update_or_create(
        only=True,
        defaults={"name": name, "controller": controller, "countries": list(countries)},
    )
    return register


def _write_columns(organisation: Organisation, particulars: Particulars) -> None:
    if not _is_same_place(organisation, particulars):
        # Coordinates belong to the place they came with.
        organisation.latitude = organisation.longitude = None
    organisation.display_name = particulars.display_name
    organisation.kinds = sorted(particulars.kinds)
    organisation.city = particulars.city
    organisation.country_code = particulars.country_code
    organisation.website = particulars.website
    organisation.save()


def _is_same_place(organisation: Organisation, particulars: Particulars) -> bool:
    return organisation.country_code == particulars.country_code and fold(
        organisation.city
    ) == fold(particulars.city)


def _write_names(organisation: Organisation, particulars: Particulars) -> None:
    """Make its names these, and the display name one of them, since search knows only names."""
    wanted = {(name.value, name.language): name.kind for name in particulars.names}
    if particulars.display_name not in {value for value, _language in wanted}:
        wanted[particulars.display_name, ""] = "label"
    held = {(name.value, name.language): name for name in organisation.names.all()}
    for key in held.keys() - wanted.keys():
        held[key].delete()
    for (value, language), kind in wanted.items():
        name = held.get((value, language)) or OrganisationName(
            organisation=organisation, value=value, language=language
        )
        kinds = _kinds(name, kind)
        if name.pk is None or name.kinds != kinds:
            name.kinds = kinds
            name.save()


def _kinds(name: OrganisationName, kind: str) -> list[str]:
    """ROR's mark of the name it shows stays on it, whatever else the name is now called."""
    is_plain_label = name.kinds == [ROR_DISPLAY] and kind == "label"
    if kind in name.kinds or is_plain_label:
        return name.kinds
    return sorted({kind, *({ROR_DISPLAY} & set(name.kinds))})


def _facts(organisation: Organisation) -> dict[str, Any]:
    """Those an officer types."""
    facts = facts_of(organisation)
    return {field: facts[field] for field in FACTS_TYPED}
