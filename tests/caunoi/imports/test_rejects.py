"""The sheet of rejects: what was received, what is wrong, and ready to be handed in again."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from caunoi.imports.rejects import write_rejects
from tests.caunoi.imports.sheets import (
    HEADINGS,
    PEOPLE,
    PROPOSALS,
    applied,
    outcomes,
    person,
    planned,
    workbook,
)
from tests.factories import make_register

pytestmark = pytest.mark.django_db
GOOD = person("Nguyễn Văn An", "an@example.org", "KU Leuven")
BAD = person("Trần Thị Bình", "binh at example", "=1+1")


@pytest.fixture(autouse=True)
def register():
    return make_register()


def rejects_of(run):
    target = io.BytesIO()
    write_rejects(run, target)
    return load_workbook(target)


def table(sheet) -> list[list[str]]:
    return [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_each_rejected_row_comes_back_with_its_number_field_and_reason():
    sheet = rejects_of(planned(workbook([GOOD, BAD])))[PEOPLE]

    headings, row = table(sheet)
    assert headings[:3] == [HEADINGS["name"], HEADINGS["email"], HEADINGS["organisation"]]
    assert headings[3:] == ["Row", "What is wrong"]
    assert row[:2] == ["Trần Thị Bình", "binh at example"]
    assert row[3] == "3"
    assert "email: This is not an e-mail address." in row[4]


def test_formulas_come_back_as_text():
    sheet = rejects_of(planned(workbook([BAD])))[PEOPLE]

    assert [cell.data_type for cell in sheet[2]] == ["s"] * len(sheet[2])


def test_every_sheet_has_its_own_rejects():
    run = planned(workbook([BAD], [{"author": "Ai Đó", "email": "x@example.org", "text": "T"}]))

    assert rejects_of(run).sheetnames == [PEOPLE, PROPOSALS]


def test_a_row_whose_person_and_proposal_are_rejected_comes_back_once():
    run = planned(workbook([BAD | {"proposal": "Một cây cầu."}]))
    assert outcomes(run) == ["rejected", "rejected"]

    assert len(table(rejects_of(run)[PEOPLE])) == 2


def test_corrected_rejects_are_read_like_any_file():
    run = applied(workbook([GOOD, BAD]))
    book = rejects_of(run)
    book[PEOPLE]["B2"] = "binh@example.org"
    corrected = io.BytesIO()
    book.save(corrected)

    again = applied(corrected.getvalue(), name="rejected.xlsx")

    assert outcomes(again) == ["create"]
    assert again.actions.get().record["email"] == "binh@example.org"


def test_without_rejects_the_workbook_still_opens():
    assert len(rejects_of(planned(workbook([GOOD]))).sheetnames) == 1
