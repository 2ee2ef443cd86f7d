"""The workbook an officer would have made at an invented seminar: people and their proposals."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator, Sequence

from caunoi.demonstration.files import InventedPerson, WrittenProposal
from caunoi.people.consent_texts import VERSION_1
from caunoi.people.purposes import NEEDS_A_NAMED_RECIPIENT, Purpose
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

PERSON_HEADINGS = (
    "Họ và tên",
    "Họ",
    "Tên đệm",
    "Tên riêng",
    "Email",
    "Đơn vị công tác",
    "Chức vụ",
    "Thành phố",
    "Quốc gia",
    "Lĩnh vực",
    "Mô tả chuyên môn",
    "Hình thức đóng góp",
    "Ngôn ngữ",
    "Gắn bó với Việt Nam",
)
ASKED = tuple(purpose for purpose in Purpose if purpose not in NEEDS_A_NAMED_RECIPIENT)
PROPOSAL_HEADINGS = ("Tác giả", "Email", "Tên đề xuất", "Nội dung đề xuất", "Ngôn ngữ", "Ngày nhận")


def seminar_workbook(
    people: Sequence[InventedPerson],
    proposals: Sequence[WrittenProposal],
    *,
    loaded_on: datetime.date,
) -> bytes:
    """An XLSX of these people and of those proposals that one of them wrote."""
    names = {person.email: person.display_name for person in people if person.email}
    theirs = [proposal for proposal in proposals if proposal.author_email in names]
    target = io.BytesIO()
    write_workbook(
        target,
        [
            SheetToWrite("Đại biểu", _people_rows(people)),
            SheetToWrite("Đề xuất", _proposal_rows(theirs, names, loaded_on)),
        ],
    )
    return target.getvalue()


def _people_rows(people: Sequence[InventedPerson]) -> Iterator[list[str]]:
    yield [*PERSON_HEADINGS, *(VERSION_1["vi"][purpose] for purpose in ASKED)]
    for person in people:
        yield [
            person.display_name,
            person.family_name,
            person.middle_name,
            person.given_name,
            person.email,
            person.organisation,
            person.position,
            person.city,
            person.country,
            person.sectors,
            person.expertise,
            person.ways_to_contribute,
            person.languages,
            person.link_with_vietnam,
            *_answers(person),
        ]


def _answers(person: InventedPerson) -> list[str]:
    purposes = set(person.purposes.split(";")) | ({Purpose.PROFILE} if person.yes else set())
    return ["x" if purpose in purposes else "" for purpose in ASKED]


def _proposal_rows(
    proposals: Sequence[WrittenProposal], names: dict[str, str], loaded_on: datetime.date
) -> Iterator[list[str]]:
    yield list(PROPOSAL_HEADINGS)
    for proposal in proposals:
        yield [
            names[proposal.author_email],
            proposal.author_email,
            proposal.title,
            proposal.text,
            proposal.language,
            proposal.received_on(loaded_on).isoformat(),
        ]
