"""A data folder of each test's own, and an invented person who stands in every place."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.base import ContentFile
from django.utils import timezone

from caunoi.accounts.models import Role, User
from caunoi.answers.models import Milestone
from caunoi.answers.models import Note as ProposalNote
from caunoi.desk.models import Note
from caunoi.imports.models import ImportRun, PlannedAction
from caunoi.introductions.models import Introduction, RefusalReason
from caunoi.messages.models import LetterKind
from caunoi.messages.services import write_letter
from caunoi.needs.models import Match, Need, Verdict
from caunoi.people.models import Look, Person, PersonName, PersonStatement
from caunoi.people.purposes import Purpose
from caunoi.proposals.models import Authorship as ProposalAuthorship
from caunoi.proposals.models import CoAuthor, Draft, Proposal
from caunoi.rights.models import DataRequest, RequestKind
from caunoi.self_service.models import NewAddress
from caunoi.seminars.models import Kit, SignUp
from caunoi.site.data_folder import DataFolder
from caunoi.sources.models import SourceKind
from caunoi.sources.services import keep_file
from caunoi.works.models import Authorship as WorkAuthorship
from caunoi.works.models import Work
from tests.factories import (
    make_affiliation,
    make_consent,
    make_event,
    make_expert,
    make_officer,
    make_organisation,
    make_source,
    make_user,
)

NAME, OTHER_NAME, HAN = "Thẩm Thị Xóa Mẫu", "Tham Thi Xoa-Mau", "沈氏例"
EMAIL, ACCOUNT, ORCID = "xoa.mau@example.org", "xoa.account@example.org", "0000-0001-5109-3700"
WISHED = "xoa.wished@example.org"
CITY, FIELD, AFFILIATION = "Xóaville", "xóaquantics", "Viện Xóa Mẫu"
# What may be found nowhere afterwards; the last three are theirs alone by their words.
PERSONAL = (
    *(NAME, OTHER_NAME, HAN, EMAIL, ACCOUNT, WISHED, ORCID),
    *(CITY, FIELD, "Xóadeep", "xóaproposal"),
)
DAY = datetime.date(2026, 3, 14)


@pytest.fixture(autouse=True)
def data_folder(settings: Any, tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "data")
    settings.DATA = folder
    settings.MEDIA_ROOT = folder.uploads
    settings.EMAIL_FILE_PATH = folder.path / "mail"
    for place in (folder.uploads, folder.logs, settings.EMAIL_FILE_PATH, folder.path / "cache"):
        place.mkdir(parents=True)
    return folder


@dataclass(frozen=True)
class Everywhere:
    """The person, a colleague of whom nothing may change, and an officer."""

    person: Person
    colleague: Person
    officer: User


@pytest.fixture
def everywhere(db: None, data_folder: DataFolder) -> Everywhere:
    officer, account = make_officer(), make_user(Role.EXPERT, email=ACCOUNT, display_name=NAME)
    person = fill_profile(account, officer)
    colleague = make_expert("Lý Thị Còn Lại", email="con.lai@example.org")
    fill_texts(person, colleague, officer)
    fill_cooperation(person, colleague, officer)
    fill_imports(person, officer)
    fill_files(data_folder)
    return Everywhere(person, colleague, officer)


def fill_profile(account: User, officer: User) -> Person:
    paper = keep_file(
        ContentFile(f"signed {NAME}".encode(), f"{NAME}.pdf"), name="y.pdf", by=officer
    )
    person = make_expert(
        NAME, email=EMAIL, orcid=ORCID, city=CITY, sectors=["quantum"], user=account
    )
    make_affiliation(person, make_organisation(AFFILIATION), "Xóadeep professor")
    PersonName.objects.create(person=person, value=OTHER_NAME)
    PersonName.objects.create(person=person, value=HAN, kind="han")
    person.expert.expertise = f"{FIELD} and bridges"
    person.expert.save()
    yes = make_consent(person, Purpose.MATCHING, evidence=paper)
    yes.how_given = "signed_paper"
    yes.save()
    PersonStatement.objects.create(
        person=person, field="city", value=CITY, source=make_source(SourceKind.PERSON, title=NAME)
    )
    Look.objects.create(person=person, user=officer, what="named", about=f"{NAME}.docx")
    session = SessionStore()
    session["_auth_user_id"] = str(account.pk)
    session.save()
    # What was before stands in the history.
    person.city = f"{CITY}-old"
    person.save()
    return person


def fill_texts(person: Person, colleague: Person, officer: User) -> None:
    make_event(people=[person, colleague], description=f"With {NAME.upper()} and others")
    write_letter(
        person=person,
        kind=LetterKind.RIGHTS,
        subject=f"Dear {NAME}",
        paragraphs=[EMAIL],
        by=officer,
    )
    DataRequest.objects.create(
        person=person,
        kind=RequestKind.QUESTION,
        words=f"{NAME} asks",
        asked_on=DAY,
        due_on=DAY + datetime.timedelta(days=30),
    )
    source = make_source(SourceKind.OFFICER)
    own = Proposal.objects.create(text="xóaproposal of a bridge", received_on=DAY, source=source)
    shared = Proposal.objects.create(
        text=f"A proposal together with {NAME}", received_on=DAY, source=source
    )
    ProposalAuthorship.objects.create(proposal=own, person=person)
    ProposalAuthorship.objects.create(proposal=shared, person=person)
    ProposalAuthorship.objects.create(proposal=shared, person=colleague)
    alone = Work.objects.create(title=f"On {FIELD}", source=source)
    both = Work.objects.create(title="On bridges", other_authors=f"{NAME}; X", source=source)
    WorkAuthorship.objects.create(work=alone, expert=person.expert)
    WorkAuthorship.objects.create(work=both, expert=person.expert)
    WorkAuthorship.objects.create(work=both, expert=colleague.expert)
    need = Need.objects.create(
        title="A need", text=f"Somebody like {OTHER_NAME}", stated_on=DAY, source=source
    )
    Match.objects.create(
        need=need,
        person=person,
        verdict=Verdict.SHORTLISTED,
        evidence=[{"feature": "text", "score": 1.0, "text": f"{FIELD}", "concepts": []}],
    )
    Note.objects.create(text=f"Ring {NAME} ({EMAIL.upper()})", written_by=officer)


def fill_cooperation(person: Person, colleague: Person, officer: User) -> None:
    """What is on its way: drafts, sign-ups, introductions, what others say of a proposal."""
    now = timezone.now()
    Draft.objects.create(person=person, text=f"{NAME} begins", co_authors=EMAIL, kept_at=now)
    proposal = Proposal.objects.create(
        text="A proposal of a colleague", received_on=DAY, source=make_source(SourceKind.OFFICER)
    )
    ProposalAuthorship.objects.create(proposal=proposal, person=colleague)
    CoAuthor.objects.create(proposal=proposal, line=EMAIL, person=person)
    CoAuthor.objects.create(proposal=proposal, line=f"{NAME} as well")
    ProposalNote.objects.create(proposal=proposal, text=f"Ask {NAME}", written_at=now)
    Milestone.objects.create(
        proposal=proposal, words=f"{NAME} gave a talk", happened_on=DAY, told_at=now
    )
    kit = Kit.objects.create(event=make_event(), code="xyzxyz", opens_on=DAY, closes_on=DAY)
    SignUp.objects.create(kit=kit, person=person, key="k", display_name=NAME, signed_up_at=now)
    introduction = Introduction.objects.create(
        need=Need.objects.first(),
        person=person,
        organisation=make_organisation(),
        description=f"Works on {FIELD}",
    )
    RefusalReason.objects.create(introduction=introduction, text=f"{NAME} is away", given_at=now)
    NewAddress.issue(
        purpose="new_address",
        lifetime=datetime.timedelta(days=7),
        now=now,
        person=person,
        email=WISHED,
    )


def fill_imports(person: Person, officer: User) -> None:
    sheet = keep_file(ContentFile(workbook(), "guests.xlsx"), name="guests.xlsx", by=officer)
    run = ImportRun.objects.create(
        kind="seminar",
        state="applied",
        file_name=f"{NAME}.xlsx",
        upload=sheet,
        applied_at="2026-03-14T09:00Z",
    )
    PlannedAction.objects.create(
        run=run,
        position=1,
        row=2,
        subject="person",
        outcome="create",
        label=NAME,
        record={"display_name": NAME},
        cells=[NAME.upper(), EMAIL],
        target=person.pk,
    )


def workbook() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("xl/sharedStrings.xml", f"<si><t>{NAME}</t></si><si><t>{EMAIL}</t></si>")
    return packed.getvalue()


def fill_files(folder: DataFolder) -> None:
    (folder.path / "mail" / "1.log").write_text(f"To: {EMAIL}\n")
    (folder.path / "cache" / "page").write_text(f"<p>{NAME}</p>")
    (folder.logs / "web.log").write_text(f"GET /people/?q={NAME}\nGET /desk/\n")
