"""The pages of an import: who opens them, and what they say of good and of hostile files."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.imports import services, tasks
from caunoi.imports.forgetting import forget_old_contents
from caunoi.imports.models import Decision, ImportRun, RunState
from caunoi.jobs.services import open_job
from caunoi.people.models import Expert, Person
from caunoi.sources.models import Attachment
from tests.caunoi.imports.sheets import (
    TODAY,
    applied,
    person,
    planned,
    received,
    the_whole_register,
    workbook,
)
from tests.caunoi.queries import queries_of
from tests.factories import make_event, make_officer, make_participant, make_register, make_user
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

pytestmark = pytest.mark.django_db
AN = person("Nguyễn Văn An", "an@example.org", "KU Leuven")


@pytest.fixture(autouse=True)
def register():
    return make_register()


@pytest.fixture
def officer(client):
    user = make_officer()
    client.force_login(user)
    return user


@pytest.fixture
def at_once(monkeypatch):
    """Work is done where a page asks for it, instead of by a worker."""

    def start(task, *, run, by):
        if task == "undo":
            services.undo_import(run=run)
        else:
            service = {"plan": services.plan_import, "apply": services.apply_import}[task]
            tasks._call(service, ImportRun.objects.get(pk=run.pk), services.no_report)

    monkeypatch.setattr(tasks, "start", start)


def hand_in(client, content: bytes, name: str = "guests.xlsx", kind: str = "seminar", **fields):
    return client.post(
        reverse("imports:upload", args=[kind]),
        {"file": SimpleUploadedFile(name, content), **fields},
        follow=True,
    )


def said(response) -> str:
    return response.content.decode()


# --- who ---

PAGES = ["runs", "choose_kind", "upload", "template", "run", "progress", "columns", "rejects"]
ACTIONS = ["signed_list", "decide", "apply", "undo", "discard"]


def address(page: str, run: ImportRun) -> str:
    arguments = {
        "runs": [],
        "choose_kind": [],
        "upload": ["seminar"],
        "template": ["vi"],
        "decide": [run.pk, run.actions.get().pk],
    }
    return reverse(f"imports:{page}", args=arguments.get(page, [run.pk]))


@pytest.mark.parametrize("page", [*PAGES, *ACTIONS])
@pytest.mark.parametrize(
    "role", [Role.ADMINISTRATOR, Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR]
)
def test_imports_are_for_officers_only(client, page, role):
    run = planned(workbook([AN]))
    client.force_login(make_user(role))
    ask = client.post if page in ACTIONS else client.get

    assert ask(address(page, run)).status_code in {403, 404}


@pytest.mark.parametrize("page", [*PAGES, *ACTIONS])
def test_whoever_has_not_signed_in_is_asked_to(client, page):
    run = planned(workbook([AN]))
    ask = client.post if page in ACTIONS else client.get

    response = ask(address(page, run))

    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


@pytest.mark.parametrize("page", PAGES)
def test_an_officer_opens_every_page(client, officer, page):
    assert client.get(address(page, planned(workbook([AN])))).status_code == 200


@pytest.mark.parametrize("page", ACTIONS)
def test_looking_never_acts(client, officer, page):
    assert client.get(address(page, planned(workbook([AN])))).status_code == 405


@pytest.mark.parametrize("path", ["new/nonsense/", "999999/", "template/xx/"])
def test_what_is_not_there_is_not_found(client, officer, path):
    assert client.get(reverse("imports:runs") + path).status_code == 404


def test_a_row_of_another_import_cannot_be_decided(client, officer):
    mine, other = planned(workbook([AN])), planned(workbook([AN]))

    response = client.post(
        reverse("imports:decide", args=[mine.pk, other.actions.get().pk]),
        {"verdict": "different"},
    )

    assert response.status_code == 404


# --- the way of a good file ---


def test_hand_in_look_apply_undo(client, officer, at_once):
    event = make_event()
    content = workbook([AN | {"profile": "x"}])
    proof = SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed")

    page = hand_in(client, content, event=event.pk, signed_list=proof)
    run = ImportRun.objects.get()
    assert "Nothing has changed yet" in said(page)
    assert "Becomes an expert" in said(page)
    assert not Person.objects.exists()

    page = client.post(reverse("imports:apply", args=[run.pk]), follow=True)
    assert Expert.objects.get().person.participations.get().event == event
    assert "It can be undone as a whole" in said(page)

    client.post(reverse("imports:undo", args=[run.pk]))
    assert not Person.objects.exists()
    assert run.created_by == officer


def test_the_preview_says_what_a_participant_will_be_and_why(client, officer, at_once):
    page = hand_in(client, workbook([AN | {"profile": "x"}]))

    assert "no signed list is attached" in said(page)


def test_a_signed_list_attached_later_makes_the_plan_anew(client, officer, at_once):
    run = planned(workbook([AN | {"profile": "x"}]))

    page = client.post(
        reverse("imports:signed_list", args=[run.pk]),
        {"signed_list": SimpleUploadedFile("signed.pdf", b"%PDF-1.7 signed")},
        follow=True,
    )

    assert "Becomes an expert" in said(page)


def test_unknown_columns_are_named_by_hand(client, officer, at_once):
    page = hand_in(client, "Foo;Bar\nNguyễn An;an@example.org\n".encode(), "guests.csv")
    run = ImportRun.objects.get()
    assert run.state == RunState.NEEDS_COLUMNS
    assert reverse("imports:columns", args=[run.pk]) in said(page)

    client.post(
        reverse("imports:columns", args=[run.pk]),
        {"column_0": "display_name", "column_1": "email"},
    )

    run.refresh_from_db()
    assert run.state == RunState.PLANNED
    assert run.actions.get().record["email"] == "an@example.org"


# --- twice ---


def test_a_second_click_on_apply_or_undo_does_nothing_more(client, officer, at_once):
    run = planned(workbook([AN]))
    apply, undo = (reverse(f"imports:{word}", args=[run.pk]) for word in ("apply", "undo"))
    client.post(apply)
    before = the_whole_register()

    page = client.post(apply, follow=True)

    assert "Nothing was done" in said(page)
    assert the_whole_register() == before
    client.post(undo)
    page = client.post(undo, follow=True)
    assert page.status_code == 200
    assert "Nothing was done" in said(page)


def test_a_decision_sent_twice_is_one_decision(client, officer):
    known = make_participant("Lê Minh Hoàng", email="an@example.org")
    run = planned(workbook([AN]))
    action = run.actions.get()

    for _ in range(2):
        client.post(
            reverse("imports:decide", args=[run.pk, action.pk]), {"verdict": f"same:{known.pk}"}
        )

    action.refresh_from_db()
    assert (action.decision, action.decided_for) == (Decision.SAME, known.pk)


@pytest.mark.parametrize("verdict", ["", "same:", "same:x", "same:999999", "nonsense", "same:²"])
def test_a_nonsense_decision_is_told_and_not_kept(client, officer, verdict):
    make_participant("Lê Minh Hoàng", email="an@example.org")
    run = planned(workbook([AN]))

    page = client.post(
        reverse("imports:decide", args=[run.pk, run.actions.get().pk]),
        {"verdict": verdict},
        follow=True,
    )

    assert page.status_code == 200
    assert run.actions.get().decision == ""


def test_a_run_at_work_is_not_thrown_away(client, officer):
    run = planned(workbook([AN]))
    ImportRun.objects.filter(pk=run.pk).update(job=open_job(title="Applying import"))

    client.post(reverse("imports:discard", args=[run.pk]))

    assert ImportRun.objects.filter(pk=run.pk).exists()


def test_discarding_an_import_leaves_nothing_of_it(client, officer, at_once):
    hand_in(client, workbook([AN]))

    client.post(reverse("imports:discard", args=[ImportRun.objects.get().pk]))

    assert not ImportRun.objects.exists()


def test_progress_is_asked_for_until_the_work_is_over(client, officer):
    run = planned(workbook([AN]))
    job = open_job(title="Reading import 1")
    ImportRun.objects.filter(pk=run.pk).update(job=job)
    address = reverse("imports:progress", args=[run.pk])

    assert "Reading import 1" in said(client.get(address))

    job.state = "done"
    job.save()
    assert client.get(address)["HX-Refresh"] == "true"


# --- hostile files ---


def zip_bomb() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"<workbook>" + b" " * 80_000_000)
    return target.getvalue()


def with_sheet(rows: str) -> bytes:
    """A workbook whose only sheet holds exactly this XML."""
    source, target = io.BytesIO(workbook([AN])), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = (
                    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                    f"<sheetData>{rows}</sheetData></worksheet>"
                ).encode()
            new.writestr(name, content)
    return target.getvalue()


def two_far_cells() -> bytes:
    return with_sheet(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Full name</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    )


def two_hundred_columns() -> bytes:
    target = io.BytesIO()
    write_workbook(target, [SheetToWrite("People", [["Full name", *["x"] * 1_200], ["An"]])])
    return target.getvalue()


def encrypted() -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2_000)


HOSTILE = {
    "zip bomb": (zip_bomb, "guests.xlsx"),
    "two far cells": (two_far_cells, "guests.xlsx"),
    "encrypted or damaged": (encrypted, "guests.xlsx"),
    "truncated": (lambda: workbook([AN])[:600], "guests.xlsx"),
    "a PDF named xlsx": (lambda: b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "guests.xlsx"),
    "a web page": (lambda: b"<html><table><tr><td>An</td></tr></table></html>", "guests.xls"),
    "a thousand columns": (two_hundred_columns, "guests.xlsx"),
    "stamped secret": (lambda: workbook([{"name": "TUYỆT MẬT"}, AN]), "guests.xlsx"),
    "a quotation mark never closed": (lambda: b'Full name,E-mail\n"An,a@example.org\n', "a.csv"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_gets_a_kind_answer_and_changes_nothing(client, officer, at_once, kind):
    make, name = HOSTILE[kind]
    before = the_whole_register()

    page = hand_in(client, make(), name)

    assert page.status_code == 200
    run = ImportRun.objects.get()
    assert run.state == RunState.REFUSED
    assert "This file was refused" in said(page)
    assert "Traceback" not in said(page)
    assert not run.actions.exists()
    assert the_whole_register() == before


def test_an_empty_file_is_told_at_once(client, officer, at_once):
    page = hand_in(client, b"")

    assert page.status_code == 200
    assert not ImportRun.objects.exists()


def test_of_a_stamped_file_nothing_is_left(client, officer, at_once, settings):
    hand_in(client, workbook([{"name": "TỐI MẬT"}, AN]))

    assert not Attachment.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    run = ImportRun.objects.get()
    assert "an@example.org" not in str(vars(run))


@pytest.mark.parametrize(
    "odd",
    [
        {"name": '=HYPERLINK("http://example.org","An")', "email": "an@example.org"},
        {"name": "An Nguyễn\u200b\u202e", "email": "an@example.org"},
        {"name": "N" * 199, "email": "a" * 60 + "@" + "b" * 60 + ".org", "organisation": "O" * 300},
        {"name": "<script>alert(1)</script>", "email": "an@example.org"},
        {"name": "Ａｎ 阮文安 \ufeff", "email": ""},
        {"name": "ﷺ" * 200, "email": "an@example.org"},
        {"name": "An", "email": "x" * 300 + "@example.org"},
        {"name": "An", "email": "an@example.org", "organisation": "ﷺ" * 300},
    ],
)
def test_odd_cells_never_stop_an_import(client, officer, at_once, odd):
    rows = "\n".join(
        [
            "Full name\tE-mail\tOrganisation",
            "\t".join(odd.get(field, "") for field in ("name", "email", "organisation")),
            "Trần Thị Bình\tbinh@example.org\tUGent",
        ]
    )

    page = hand_in(client, rows.encode(), "guests.tsv")
    run = ImportRun.objects.get()
    assert "<script>alert" not in said(page)
    client.post(reverse("imports:apply", args=[run.pk]))

    run.refresh_from_db()
    assert run.state == RunState.APPLIED
    assert Person.objects.filter(email_key="binh@example.org").exists()


def test_a_file_of_ror_that_is_no_json_is_refused(client, officer, at_once):
    hand_in(client, b"no json at all", "ror.jsonl", kind="ror")

    assert ImportRun.objects.get().state == RunState.REFUSED


# --- as fast with three as with one ---


def test_the_list_asks_as_often_for_three_runs_as_for_one(client, officer):
    event = make_event()
    planned(workbook([AN]), event=event)
    once = queries_of(client, reverse("imports:runs"))

    for _ in range(2):
        planned(workbook([AN]), event=event)

    assert queries_of(client, reverse("imports:runs")) == once


def test_a_plan_asks_as_often_for_three_rows_as_for_one(client, officer):
    event = make_event()
    rows = []
    for number in range(3):
        make_participant("Lê Minh Hoàng", email=f"p{number}@example.org")
        rows.append(person("Nguyễn Văn An", f"p{number}@example.org"))

    one, three = (
        queries_of(client, planned(workbook(rows[:size]), event=event).get_absolute_url())
        for size in (1, 3)
    )

    assert one == three


def test_a_forgotten_run_still_opens(client, officer):
    run = applied(workbook([AN, person("", "x@example.org")]))
    forget_old_contents(on=TODAY.replace(year=2099))

    page = client.get(run.get_absolute_url())

    assert "deleted after 30 days" in said(page)
    assert "an@example.org" not in said(page)


def test_a_run_just_received_opens(client, officer):
    assert client.get(received(b"x").get_absolute_url()).status_code == 200
