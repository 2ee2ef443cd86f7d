"""Small files to import and the steps around them. Everybody in them is invented."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pghistory
from django.core.files.base import ContentFile
from django.db import models
from django.utils import timezone

from caunoi.events.models import Event, Participation
from caunoi.imports.models import ImportRun, PlannedAction
from caunoi.imports.services import apply_import, plan_import, receive_file
from caunoi.organisations.models import (
    Organisation,
    OrganisationName,
    OrganisationRelation,
    OrganisationStatement,
)
from caunoi.people.consent_texts import VERSION_1
from caunoi.people.models import (
    Affiliation,
    Consent,
    Expert,
    ExpertSector,
    OfficeHolder,
    Participant,
    Person,
    PersonName,
    PersonStatement,
)
from caunoi.programmes.models import (
    Deliverable,
    OrganisationPic,
    Project,
    ProjectField,
    ProjectPartner,
    ProjectSector,
    ProjectStatement,
)
from caunoi.proposals.models import Authorship, Proposal
from caunoi.sources.models import Attachment, Source
from caunoi.works.models import Authorship as WorkAuthorship
from caunoi.works.models import Work
from tests.factories import make_attachment
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

# A fixed day would lie behind every yes that is given while the tests run.
TODAY = timezone.localdate()
PEOPLE, PROPOSALS = "People", "Proposals"

HEADINGS = {
    "name": "Full name",
    "email": "E-mail",
    "orcid": "ORCID",
    "organisation": "Organisation",
    "position": "Position",
    "city": "City",
    "country": "Country",
    "sectors": "Sectors",
    "expertise": "Works on",
    "ways": "Ways to contribute",
    "languages": "Languages",
    "link": "Link with Viet Nam",
    "proposal": "Proposal",
    **VERSION_1["en"],
}
PROPOSAL_HEADINGS = {"author": "Author", "email": "E-mail", "title": "Title", "text": "Proposal"}
ALL_ABOUT = {
    "orcid": "0000-0002-1825-0097",
    "position": "Professor",
    "city": "Leuven",
    "country": "BE",
    "sectors": "ai; energy",
    "expertise": "Dự báo công suất gió bằng học sâu",
    "ways": "visit; teach_mentor",
    "languages": "vi; en",
    "link": "Studied in Hà Nội",
}

Row = Mapping[str, str]


def person(name: str, email: str = "", organisation: str = "", **cells: str) -> dict[str, str]:
    """A row; `profile="yes"` is the person's own yes."""
    return {"name": name, "email": email, "organisation": organisation, **cells}


def workbook(people: Sequence[Row], proposals: Sequence[Row] = ()) -> bytes:
    target = io.BytesIO()
    sheets = [SheetToWrite(PEOPLE, _table(people, HEADINGS))]
    if proposals:
        sheets.append(SheetToWrite(PROPOSALS, _table(proposals, PROPOSAL_HEADINGS)))
    write_workbook(target, sheets)
    return target.getvalue()


def _table(rows: Sequence[Row], headings: Mapping[str, str]) -> Iterable[list[str]]:
    used = [field for field in headings if any(field in row for row in rows)]
    yield [headings[field] for field in used]
    for row in rows:
        yield [row.get(field, "") for field in used]


def received(
    content: bytes,
    *,
    kind: str = "seminar",
    name: str = "guests.xlsx",
    signed: bool = False,
    event: Event | None = None,
) -> ImportRun:
    return receive_file(
        kind=kind,
        file=ContentFile(content, name=name),
        name=name,
        event=event,
        signed_list=make_attachment() if signed else None,
    )


def planned(content: bytes, **where: Any) -> ImportRun:
    return plan_import(run=received(content, **where), on=TODAY)


def applied(content: bytes, **where: Any) -> ImportRun:
    return apply_import(run=planned(content, **where), on=TODAY)


def plan_of(
    people: Sequence[Row], proposals: Sequence[Row] = (), **where: Any
) -> list[PlannedAction]:
    return list(planned(workbook(people, proposals), **where).actions.all())


def outcomes(run: ImportRun) -> list[str]:
    return [action.outcome for action in run.actions.all()]


def reasons(action: PlannedAction) -> list[str]:
    return [reason["code"] for reason in action.reasons]


def problems(action: PlannedAction) -> list[str]:
    return [problem["reason"] for problem in action.problems]


def changes(action: PlannedAction) -> dict[str, Any]:
    return {change["field"]: change["new"] for change in action.changes}


def elsewhere() -> pghistory.context:
    """As if in another request: what is done in here is no part of an import."""
    return pghistory.context(page="elsewhere")


REGISTER: tuple[type[models.Model], ...] = (
    Affiliation,
    Authorship,
    Consent,
    Deliverable,
    Expert,
    ExpertSector,
    OfficeHolder,
    Organisation,
    OrganisationName,
    OrganisationPic,
    OrganisationRelation,
    OrganisationStatement,
    Participant,
    Participation,
    Person,
    PersonName,
    PersonStatement,
    Project,
    ProjectField,
    ProjectPartner,
    ProjectSector,
    ProjectStatement,
    Proposal,
    Source,
    Work,
    WorkAuthorship,
)


def the_whole_register() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that an import may write, history and imports aside."""
    return {
        model._meta.label: sorted(model._default_manager.order_by().values_list(), key=repr)
        for model in REGISTER
    }


def files_kept() -> set[str]:
    return set(Attachment.objects.values_list("name", flat=True))
