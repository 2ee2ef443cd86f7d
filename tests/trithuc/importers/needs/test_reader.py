"""Needs read from a workbook, from a Word form and from another mission's file."""

from __future__ import annotations

import datetime
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document

from trithuc.importers.needs import (
    PostedNeed,
    passed_on,
    read_needs,
    write_word_form,
    write_workbook_form,
)
from trithuc.importers.needs.records import HEADINGS
from trithuc.importers.reading import UnreadableFile
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

SAID = {
    "vi": ("Đóng gói chip", "Cần chuyên gia về đóng gói chip.", "Tìm chuyên gia"),
    "en": ("Chip packaging", "An expert on packaging is needed.", "Expertise request"),
    "fr": ("Encapsulation", "Un spécialiste est demandé.", "Demande d'expertise"),
}


def headings(language: str) -> list[str]:
    return [names[list(SAID).index(language)] for names in HEADINGS.values()]


def workbook(path: Path, rows: list[dict[str, str]], language: str = "en") -> Path:
    cells = [[row.get(field, "") for field in HEADINGS] for row in rows]
    write_workbook(path, [SheetToWrite("Needs", [headings(language), *cells])])
    return path


@pytest.mark.parametrize("language", SAID)
def test_a_row_of_a_workbook_is_a_need_in_three_languages(tmp_path, language):
    title, text, kind = SAID[language]
    said = {"title": title, "text": text, "kind": kind, "due_on": "31/12/2026", "days": "20"}
    path = workbook(tmp_path / "needs.xlsx", [said | {"sectors": "ai; health"}], language)

    [reading] = read_needs(path)

    assert reading.position.row == 2
    assert not reading.problems
    assert reading.record == PostedNeed(
        title=title,
        text=text,
        kind="expertise",
        due_on=datetime.date(2026, 12, 31),
        days=20,
        sectors=("ai", "health"),
    )


@pytest.mark.parametrize("language", SAID)
def test_the_word_form_filled_in_is_a_need(tmp_path, language):
    path, (title, text, kind) = tmp_path / "form.docx", SAID[language]
    write_word_form(path, language)
    document = Document(str(path))
    filled = dict(zip(HEADINGS, document.tables[0].rows, strict=True))
    for field, value in (("title", title), ("text", text), ("kind", kind), ("trl_from", "4")):
        filled[field].cells[1].text = value
    document.save(str(path))

    [reading] = read_needs(path)

    assert not reading.problems
    assert reading.record == PostedNeed(title=title, text=text, kind="expertise", trl_from=4)


@pytest.mark.parametrize("language", SAID)
def test_an_empty_form_holds_nothing(tmp_path, language):
    write_workbook_form(tmp_path / "form.xlsx", language)
    write_word_form(tmp_path / "form.docx", language)

    for path in tmp_path.iterdir():
        with pytest.raises(UnreadableFile) as refusal:
            read_needs(path)
        assert refusal.value.reason == "no-table-recognised"


@pytest.mark.parametrize(
    ("field", "written", "reason"),
    [
        ("due_on", "soon", "date-unreadable"),
        ("due_on", "31/02/2026", "date-unreadable"),
        ("sectors", "alchemy", "sector-unknown"),
        ("kind", "miracle", "field-malformed"),
        ("trl_from", "12", "field-malformed"),
        ("days", "-1", "field-malformed"),
        ("days", "nan", "field-malformed"),
        ("days", "1e999", "field-malformed"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_told(tmp_path, field, written, reason):
    row = {"title": "A", "text": "B", field: written}

    [reading] = read_needs(workbook(tmp_path / "needs.xlsx", [row]))

    assert reading.record == PostedNeed(title="A", text="B")
    assert [(one.field, one.reason) for one in reading.problems] == [(field, reason)]


def test_a_row_without_a_title_is_rejected_and_the_rest_goes_on(tmp_path):
    rows = [{"text": "B"}, {"title": "A", "text": "B"}]

    without, whole = read_needs(workbook(tmp_path / "needs.xlsx", rows))

    assert without.record is None
    assert without.problems[0].reason == "title-missing"
    assert whole.record is not None


def test_readiness_never_goes_downwards(tmp_path):
    row = {"title": "A", "text": "B", "trl_from": "6", "trl_to": "3"}

    [reading] = read_needs(workbook(tmp_path / "needs.xlsx", [row]))

    assert reading.record == PostedNeed(title="A", text="B", trl_from=6)


def test_what_one_mission_passes_on_another_reads_and_no_more(tmp_path):
    path = tmp_path / "need.json"
    said = {"reference": "7", "title": "A", "text": "B", "trl_from": 3, "sectors": ["ai"]}
    path.write_text(passed_on([said | {"email": "zz@example.org"}], mission="Example Mission"))

    [reading] = read_needs(path)

    assert "zz@example.org" not in path.read_text()
    assert reading.record == PostedNeed(
        title="A",
        text="B",
        trl_from=3,
        sectors=("ai",),
        passed_by="Example Mission",
        reference="7",
    )


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"schema": "other/1", "needs": []}', "[" * 100_000]
)
def test_a_file_that_is_none_is_refused_whole(tmp_path, content):
    path = tmp_path / "need.json"
    path.write_text(content)

    with pytest.raises(UnreadableFile):
        read_needs(path)


def test_a_line_that_is_no_need_is_rejected_alone(tmp_path):
    path = tmp_path / "need.json"
    needs = [7, {"title": "A", "text": "B"}]
    path.write_text(json.dumps({"schema": "caunoi-needs/1", "from": "M", "needs": needs}))

    wrong, right = read_needs(path)

    assert (wrong.record, right.record is None) == (None, False)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "file-damaged"),
        (b"<a", "file-damaged"),
        (b" " * (17 * 1024**2), "zip-bomb"),
    ],
)
def test_a_hostile_word_file_is_refused(tmp_path, content, reason):
    path = tmp_path / "form.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)

    with pytest.raises(UnreadableFile) as refusal:
        read_needs(path)

    assert refusal.value.reason == reason


def test_a_stamped_word_file_is_refused(tmp_path):
    document = Document()
    document.add_paragraph("TỐI MẬT")
    document.save(str(tmp_path / "form.docx"))

    with pytest.raises(UnreadableFile) as refusal:
        read_needs(tmp_path / "form.docx")

    assert refusal.value.reason == "stamped-secret"
