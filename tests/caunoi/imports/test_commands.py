"""Imports from a shell do what pages do, say why a row is out, and dry leave nothing."""

from __future__ import annotations

import pytest

from caunoi.imports import commands, services
from caunoi.imports.commands import import_files, undo_run
from caunoi.imports.models import ImportRun
from caunoi.imports.services import PlanIsStale
from caunoi.people.models import Expert, Person
from caunoi.sources.models import Attachment
from tests.caunoi.imports.sheets import applied, elsewhere, person, the_whole_register, workbook
from tests.factories import make_event, make_participant, make_register

pytestmark = pytest.mark.django_db
AN = person("Nguyễn Văn An", "an@example.org", "KU Leuven")


@pytest.fixture(autouse=True)
def register():
    return make_register()


@pytest.fixture
def file(tmp_path):
    def write(content: bytes, name: str = "guests.xlsx"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return write


def import_one(path, **words):
    words = {"event": None, "signed_list": None, "is_dry_run": False} | words
    return import_files(kind="seminar", files=[path], **words)


def test_a_file_is_planned_shown_and_applied(file, capsys):
    code = import_one(
        file(workbook([AN | {"profile": "x"}])),
        signed_list=file(b"%PDF-1.7 signed", "signed.pdf"),
        event=make_event().pk,
    )

    assert code == 0
    assert "1 create" in capsys.readouterr().out
    assert Expert.objects.get().person.participations.exists()


def test_a_dry_run_shows_the_plan_and_leaves_nothing(file, capsys):
    before = the_whole_register()

    code = import_one(
        file(workbook([AN])), signed_list=file(b"%PDF-1.7 signed", "signed.pdf"), is_dry_run=True
    )

    assert code == 0
    assert "1 create" in capsys.readouterr().out
    assert the_whole_register() == before
    assert not ImportRun.objects.exists()
    assert not Attachment.objects.exists()


def test_rejected_and_held_rows_are_named_with_their_reasons(file, capsys):
    make_participant("Lê Minh Hoàng", email="an@example.org")

    code = import_one(file(workbook([AN, person("Trần Thị Bình", "binh at example")])))

    said = capsys.readouterr().err
    assert code == 1
    assert "row 2: held: Someone with another name has this e-mail address." in said
    assert "row 3: email 'binh at example': This is not an e-mail address." in said
    assert Person.objects.count() == 1


def test_a_record_of_orcid_is_named_by_its_file_and_its_number(file, capsys):
    path = file(b'{"orcid-identifier": {"path": "0000-0002-1825-0097"}}', "record.json")

    code = import_files(kind="orcid", files=[path], event=None, signed_list=None, is_dry_run=False)

    said = capsys.readouterr().err
    assert code == 1
    assert f"{path}: row 1: orcid '0000-0002-1825-0097': No expert of this register" in said


def test_a_register_that_moved_while_we_looked_is_told(file, capsys, monkeypatch):
    def moved(**_words: object) -> None:
        raise PlanIsStale

    monkeypatch.setattr(services, "apply_import", moved)

    code = import_one(file(workbook([AN])))

    assert code == commands.NOTHING_READ
    assert "changed" in capsys.readouterr().err


def test_an_undo_says_what_it_left(capsys):
    run = applied(workbook([AN]))
    with elsewhere():
        make_event(people=[Person.objects.get()])

    assert undo_run(number=run.pk) == 1

    said = capsys.readouterr()
    assert "people.person" in said.err
    assert "1 records were left" in said.out
    assert undo_run(number=run.pk) == 2
    assert undo_run(number=10**9) == 2
