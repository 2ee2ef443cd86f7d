"""The shortlist as a file: names as consents allow, everyone else a letter, and who reads of it."""

from __future__ import annotations

import html
import io
import zipfile

import pytest
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE
from caunoi.introductions.models import Stage
from caunoi.introductions.shortlists import HEADINGS, as_docx, as_xlsx, letter_of, rows_of
from caunoi.needs.services import shortlist
from caunoi.people.models import Look
from caunoi.people.purposes import Purpose
from tests.caunoi.introductions.made import (
    NAME,
    introduction_at,
    make_askable,
    make_body,
    make_needed,
    make_telling_expert,
    told,
    withdraw,
)
from tests.factories import make_affiliation, make_consent, make_organisation

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE


def put_on(need, *people):
    for place, person in enumerate(people):
        shortlist(need=need, candidate=person, score=0.9 - place / 10, reasons=[], by=None)


def names_in(need):
    return [line.name for line in rows_of(need, OFFICER)]


def make_shown(name, purpose, *, ask_before_naming=False):
    person = make_askable(name, ask_before_naming=ask_before_naming)
    make_consent(person, purpose)
    return person


def test_a_name_stands_there_only_by_a_yes_to_that_kind_of_body():
    need = make_needed(body=make_body(kinds=["education"]))
    put_on(
        need,
        make_shown("To Universities", Purpose.UNIVERSITIES),
        make_shown("To Ministries", Purpose.MINISTRIES),
        make_shown("Asked First", Purpose.UNIVERSITIES, ask_before_naming=True),
        make_shown("To Everybody", Purpose.PUBLIC),
    )

    assert names_in(need) == [
        "To Universities",
        "Ứng viên A – đang chờ đồng ý",
        "Ứng viên B – đang chờ đồng ý",
        "To Everybody",
    ]


def test_a_need_of_nobody_names_only_whom_the_public_may_read():
    need = make_needed(asked_by=None)
    put_on(
        need,
        make_shown("To Universities", Purpose.UNIVERSITIES),
        make_shown("To Everybody", Purpose.PUBLIC),
    )

    assert names_in(need) == ["Ứng viên A – đang chờ đồng ý", "To Everybody"]


@pytest.mark.parametrize("stage", Stage)
def test_whoever_wishes_to_be_asked_first_is_named_once_introduced(stage):
    found = introduction_at(stage, person=make_telling_expert())
    put_on(found.need, found.person)

    is_named = stage == Stage.INTRODUCED
    assert (names_in(found.need) == [NAME]) == is_named


def test_an_introduction_to_another_need_names_nobody_here():
    person = make_telling_expert()
    introduction_at(Stage.INTRODUCED, person=person)
    need = make_needed("Another need", body=make_body("Another body"))
    put_on(need, person)

    assert told("".join(names_in(need))) == set()


def test_a_withdrawn_yes_takes_the_line_away():
    found = introduction_at(Stage.INTRODUCED)
    put_on(found.need, found.person)
    withdraw(found.person)

    assert rows_of(found.need, OFFICER) == []


def text_of_zip(content):
    """All that is written in any part of an Office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        whole = b"".join(parts.read(name) for name in parts.namelist())
    # A workbook writes letters beyond English as numbers.
    return html.unescape(whole.decode(errors="replace"))


@pytest.mark.parametrize("write", [as_docx, as_xlsx])
def test_no_file_tells_more_of_the_unnamed_than_sectors(write):
    need, person = make_needed(), make_telling_expert()
    put_on(need, person)

    content = write(need, rows_of(need, OFFICER))

    assert told(text_of_zip(content)) == set()
    assert "Công nghệ lượng tử" in text_of_zip(content)


def named_in_files():
    body = make_body("Viện A & B <test>", kinds=["education"])
    need = make_needed("Bộ biến đổi & lưới <đảo>", body=body)
    person = make_shown("Nguyễn Văn Kiểm & Thử", Purpose.UNIVERSITIES)
    make_affiliation(person, make_organisation("Đại học Ví Dụ"), "Giáo sư")
    put_on(need, person, make_telling_expert())
    return need


LINES = [
    ["1", "Nguyễn Văn Kiểm & Thử", "Giáo sư", "Đại học Ví Dụ", ""],
    ["2", "Ứng viên A – đang chờ đồng ý", "", "", "Công nghệ lượng tử"],
]


def test_the_word_file_has_the_columns_and_a_line_each():
    need = named_in_files()

    document = Document(io.BytesIO(as_docx(need, rows_of(need, OFFICER))))

    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [list(HEADINGS), *LINES]
    said = [paragraph.text for paragraph in document.paragraphs]
    assert "Bộ biến đổi & lưới <đảo>" in said


def test_the_workbook_has_the_columns_and_a_line_each():
    need = named_in_files()

    sheet = load_workbook(io.BytesIO(as_xlsx(need, rows_of(need, OFFICER)))).active

    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows == [list(HEADINGS), *LINES]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_whoever_is_named_reads_who_received_it_and_nobody_else_does(client, sign_in, ending):
    sign_in(Role.OFFICER)
    need = named_in_files()

    page = client.get(reverse("introductions:shortlist", args=[need.pk, ending]))

    assert f"danh-sach-trich-ngang.{ending}" in page["Content-Disposition"]
    look = Look.objects.get(what=Look.What.NAMED)
    assert look.person.display_name == "Nguyễn Văn Kiểm & Thử"
    assert look.given_to == "Viện A & B <test>"


def test_there_is_no_third_kind_of_file(client, sign_in):
    sign_in(Role.OFFICER)
    where = reverse("introductions:shortlist", args=[make_needed().pk, "pdf"])

    assert client.get(where).status_code == 404


@pytest.mark.parametrize(("number", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_the_letters_go_on_after_z(number, letter):
    assert letter_of(number) == letter
