"""What every kind's planner builds its steps from."""

from __future__ import annotations

from caunoi.imports.models import Outcome
from caunoi.imports.plan import Received, Subject, step_for
from trithuc.importers.reading import Position, Problem

ROW = Position(row=7, sheet="People")


def test_a_row_that_was_read_changes_nothing_until_a_planner_says_what():
    odd = Problem("city", "??", "not-a-city")
    received = Received(Subject.PERSON, ROW, record="Mai", problems=(odd,), cells=("Mai", "??"))

    step = step_for(received, "Mai")

    assert step.outcome == Outcome.UNCHANGED
    assert not step.writes
    assert step.key == (Subject.PERSON, ROW)
    assert (step.record, step.problems, step.cells) == ("Mai", (odd,), ("Mai", "??"))


def test_a_label_is_no_longer_than_its_column():
    assert step_for(Received(Subject.PERSON, ROW, record="Mai"), "á" * 201).label == "á" * 200
