"""The organisations of the demonstration: real ones as told, invented ones, and the register's own.

Reach for `create_organisations` before anything else is loaded. Invariant: every fact about a real
body has a source; of an invented one nothing is claimed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from caunoi.demonstration.files import InventedBody, RealOrganisation, parts
from caunoi.organisations.facts import facts_of
from caunoi.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationRelation,
    OrganisationStatement,
    Register,
    RelationKind,
)
from caunoi.sources.models import Source, SourceKind
from caunoi.sources.services import record_statements
from trithuc.identifiers import ror

CONTROLLER = "Embassy of Viet Nam in Belgium and Luxembourg"
REGISTER = "Cầu Nối – Belgium & Luxembourg (demo)"


@transaction.atomic
def create_organisations(
    real: Sequence[RealOrganisation], invented: Iterable[InventedBody], *, on: datetime.date
) -> None:
    if Register.objects.exists():
        return
    for told in real:
        _create_real(told, on)
    _link_parents(real)
    for body in invented:
        _create_named(
            body.display_name,
            [("", body.display_name)],
            city=body.city,
            country_code=body.country,
            kinds=[body.kind],
            **_place(body),
        )
    controller = Organisation.objects.get(names__value=CONTROLLER)
    Register.objects.create(name=REGISTER, controller=controller, countries=["BE", "LU"])


def organisations_by_display_name() -> dict[str, Organisation]:
    return {organisation.display_name: organisation for organisation in Organisation.objects.all()}


def _create_real(told: RealOrganisation, on: datetime.date) -> None:
    names = [tuple(name.split(":", 1)) for name in told.names.split("|") if name]
    organisation = _create_named(
        told.display_name,
        [(language, value) for language, value in names] or [("", told.display_name)],
        acronym=told.acronym,
        city=told.city,
        country_code=told.country,
        kinds=[kind for kind in parts(told.types) if kind in OrganisationKind.values],
        website=told.website,
        ror_id=ror.normalize(told.ror_id) if told.ror_id else None,
        **_place(told),
    )
    source = Source.objects.create(kind=SourceKind.DOCUMENT, title=told.source[:255], stated_on=on)
    stated = facts_of(Organisation.objects.get(pk=organisation.pk))
    record_statements(
        [
            OrganisationStatement(
                organisation=organisation, field=field, value=value, source=source
            )
            for field, value in stated.items()
            if value
        ]
    )


def _place(told: InventedBody | RealOrganisation) -> dict[str, Any]:
    if not told.latitude:
        return {}
    return {"latitude": float(told.latitude), "longitude": float(told.longitude)}


def _create_named(
    display_name: str, names: Sequence[tuple[str, str]], *, acronym: str = "", **columns: Any
) -> Organisation:
    organisation = Organisation.objects.create(display_name=display_name, **columns)
    kinds_of_name = {(language, value): ["label"] for language, value in names}
    if display_name not in {value for _language, value in names}:
        kinds_of_name["", display_name] = ["ror_display"]
    if acronym:
        kinds_of_name["", acronym] = ["acronym"]
    for (language, value), kinds_here in kinds_of_name.items():
        OrganisationName.objects.create(
            organisation=organisation, value=value, language=language, kinds=kinds_here
        )
    return organisation


def _link_parents(real: Sequence[RealOrganisation]) -> None:
    by_name = organisations_by_display_name()
    for told in real:
        parent = by_name.get(told.parent)
        if parent and parent.ror_id:
            OrganisationRelation.objects.create(
                organisation=by_name[told.display_name],
                kind=RelationKind.PARENT,
                other_ror_id=parent.ror_id,
                other_label=parent.display_name,
            )
