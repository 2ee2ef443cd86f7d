"""What goes again: a discarded run with its files, and after thirty days what a file held."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.base import ContentFile

from caunoi.imports.forgetting import discard_import, forget_old_contents
from caunoi.imports.models import ImportRun
from caunoi.imports.services import receive_file
from caunoi.imports.states import WrongState
from caunoi.people.models import Participant, Person
from caunoi.sources.models import Attachment
from tests.caunoi.imports.sheets import applied, outcomes, person, planned, workbook
from tests.factories import make_register

pytestmark = pytest.mark.django_db
AN = person("Nguyễn Văn An", "an@example.org", "KU Leuven")


@pytest.fixture(autouse=True)
def register():
    return make_register()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_a_discarded_run_takes_its_file_and_its_signed_list_with_it(committed):
    run = planned(workbook([AN]), signed=True)
    files = [run.upload.file, run.signed_list.file]

    with committed():
        discard_import(run=run)

    assert not Attachment.objects.exists()
    assert not any(file.storage.exists(file.name) for file in files)


def test_a_signed_list_that_others_need_stays(committed):
    run = applied(workbook([AN | {"profile": "x"}]), signed=True)
    other = receive_file(
        kind="seminar", file=ContentFile(b"x"), name="x.csv", signed_list=run.signed_list
    )

    with committed():
        discard_import(run=other)

    assert run.signed_list.file.storage.exists(run.signed_list.file.name)


def test_what_another_click_discarded_is_told_and_not_a_fault():
    run = planned(workbook([AN]))
    same = ImportRun.objects.get(pk=run.pk)
    discard_import(run=run)

    with pytest.raises(WrongState):
        discard_import(run=same)


def test_what_was_applied_is_not_discarded():
    with pytest.raises(WrongState):
        discard_import(run=applied(workbook([AN])))


def test_contents_are_forgotten_after_thirty_days_and_counts_stay(committed):
    run = applied(workbook([AN | {"profile": "x"}, person("", "x@example.org")]), signed=True)
    file = run.upload.file
    handed_in = run.created_at.date()

    assert forget_old_contents(on=handed_in + datetime.timedelta(days=30)) == 0
    with committed():
        assert forget_old_contents(on=handed_in + datetime.timedelta(days=31)) == 1

    run.refresh_from_db()
    assert run.upload is None
    assert not file.storage.exists(file.name)
    assert (run.headings, run.notices) == ([], [])
    for action in run.actions.all():
        assert (action.label, action.record, action.cells) == ("", None, [])
        assert (action.changes, action.problems) == ([], [])
        assert action.row
    assert outcomes(run) == ["create", "rejected"]
    assert run.signed_list.file.storage.exists(run.signed_list.file.name)
    assert Participant.objects.count() == 0
    assert Person.objects.count() == 1
    assert forget_old_contents(on=handed_in + datetime.timedelta(days=60)) == 0
