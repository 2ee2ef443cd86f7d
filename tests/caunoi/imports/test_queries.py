"""Counts and rows of a plan."""

from __future__ import annotations

import pytest

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import PUBLIC, Viewer
from caunoi.imports.models import Decision, Outcome
from caunoi.imports.plan import Subject
from caunoi.imports.queries import (
    counts_by_outcome,
    counts_by_subject,
    held_rows,
    listed_runs,
    rejected_rows,
    rows_with,
)
from caunoi.imports.services import decide
from tests.caunoi.imports.sheets import person, planned, workbook
from tests.factories import make_participant, make_register

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    make_register()
    make_participant("Lê Minh Hoàng", email="an@example.org")
    return planned(
        workbook(
            [
                person("Nguyễn Văn An", "an@example.org"),
                person("Trần Thị Bình", "binh@example.org"),
                person("", "nobody@example.org"),
            ],
            [{"author": "Trần Thị Bình", "email": "binh@example.org", "text": "Một cây cầu."}],
        )
    )


def test_rows_are_counted_by_what_they_would_do_and_of_whom_they_speak(run):
    assert counts_by_outcome(run) == {
        Outcome.CREATE: 2,
        Outcome.POSSIBLE_DUPLICATE: 1,
        Outcome.REJECTED: 1,
    }
    assert counts_by_outcome(run)[Outcome.UPDATE] == 0
    assert counts_by_subject(run)[Subject.PROPOSAL] == {Outcome.CREATE: 1}
    assert Subject.ORGANISATION not in counts_by_subject(run)


def test_rows_come_in_the_order_of_the_file_and_may_be_narrowed(run):
    assert [row.row for row in rows_with(run)] == [2, 3, 4, 2]
    assert [row.row for row in rows_with(run, Outcome.CREATE, Subject.PERSON)] == [3]
    assert [row.row for row in rejected_rows(run)] == [4]


@pytest.mark.parametrize(("decision", "held"), [(None, 1), ("leave_out", 1), ("different", 0)])
def test_what_nobody_decided_or_someone_left_out_is_held(run, decision, held):
    if decision:
        decide(action=held_rows(run).get(), decision=Decision(decision))

    assert held_rows(run).count() == held


@pytest.mark.parametrize(
    ("viewer", "listed"),
    [
        (Viewer(roles=frozenset({Role.OFFICER})), 1),
        (Viewer(roles=frozenset({Role.ADMINISTRATOR})), 0),
        (PUBLIC, 0),
    ],
)
def test_runs_are_listed_to_officers_only(run, viewer, listed):
    assert listed_runs(viewer).count() == listed
