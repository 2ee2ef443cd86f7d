"""What a file of needs would do: planned, applied once, and taken back."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse

from caunoi.imports.services import undo_import
from caunoi.needs.models import Need
from caunoi.needs.posting import Channel, Review
from tests.caunoi.imports.sheets import applied, outcomes, planned, problems
from tests.factories import make_officer, make_organisation
from trithuc.importers.needs import passed_on
from trithuc.importers.needs.records import HEADINGS
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

pytestmark = pytest.mark.django_db
ROW = {"title": "Packaging", "text": "Chips are to be packaged.", "sectors": "semiconductors"}


def workbook(*rows):
    names = [names[1] for names in HEADINGS.values()]
    cells = [[row.get(field, "") for field in HEADINGS] for row in rows]
    content = io.BytesIO()
    write_workbook(content, [SheetToWrite("Needs", [names, *cells])])
    return content.getvalue()


def taken(content, name="needs.xlsx"):
    return applied(content, kind="needs", name=name)


def test_a_row_becomes_a_need_that_waits_for_review():
    body = make_organisation("Viện Ví Dụ")

    taken(workbook(ROW | {"asked_by": "vien vi du", "kind": "Training", "trl_from": "4"}))

    need = Need.objects.get()
    assert (need.asked_by, need.kind, need.trl_from) == (body, "training", 4)
    assert (need.review, need.channel, need.language) == (Review.WAITING, Channel.FORM, "en")
    assert [one.sector_id for one in need.need_sectors.all()] == ["semiconductors"]
    assert need.source.row == 2


def test_the_same_file_twice_changes_nothing_and_rows_may_repeat():
    run = taken(workbook(ROW, ROW))
    assert outcomes(run) == ["create", "unchanged"]

    assert outcomes(taken(workbook(ROW, ROW))) == ["unchanged", "unchanged"]
    assert Need.objects.count() == 1


def test_a_body_that_nobody_knows_rejects_its_row_and_the_rest_goes_on():
    run = taken(workbook(ROW | {"asked_by": "Nobody"}, ROW))

    assert outcomes(run) == ["rejected", "create"]
    assert problems(run.actions.first()) == ["body-unknown"]


def test_undo_takes_it_back():
    run = taken(workbook(ROW))

    assert not list(undo_import(run=run))
    assert not Need.objects.exists()


def test_what_another_mission_passed_on_waits_for_review_too():
    said = passed_on([{"reference": "7", "title": "A", "text": "B"}], mission="Example Mission")

    taken(said.encode(), name="need.json")

    need = Need.objects.get()
    assert (need.channel, need.passed_by, need.passed_reference) == (
        Channel.MISSION,
        "Example Mission",
        "7",
    )
    assert need.review == Review.WAITING


def test_the_plan_is_shown_in_words(client):
    client.force_login(make_officer())
    make_organisation("Viện Ví Dụ")
    row = ROW | {"asked_by": "Viện Ví Dụ", "kind": "Training"}
    run = planned(workbook(row), kind="needs", name="needs.xlsx")

    page = client.get(reverse("imports:run", args=[run.pk])).content.decode()

    for words in ("Packaging", "training sought", "Viện Ví Dụ", "Semiconductors"):
        assert words in page
