"""What every kind's planner builds its steps from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from caunoi.imports.models import Outcome
from caunoi.imports.plan import (
    FieldChange,
    Received,
    Subject,
    change_of,
    changes_of,
    first_too_long,
    step_for,
    updating,
)
from caunoi.sources.models import SourceKind
from caunoi.sources.queries import Voices, as_stated
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


# --- what becomes of a field ---


@dataclass(frozen=True, slots=True)
class Held:
    """A record of the register with one field."""

    facts: dict[str, Any]
    voices: Voices = field(default_factory=Voices)


@pytest.mark.parametrize(
    ("held", "chosen_by", "stated_by", "change"),
    [
        ("", None, SourceKind.SERVICE, FieldChange("city", None, "Ghent")),
        ("Gent", None, SourceKind.SERVICE, FieldChange("city", "Gent", "Ghent")),
        ("Gent", "service", SourceKind.SERVICE, FieldChange("city", "Gent", "Ghent")),
        ("Gent", "import_row", SourceKind.SERVICE, FieldChange("city", "Gent", "Ghent")),
        ("Gent", "officer", SourceKind.SERVICE, FieldChange("city", "Gent", "Ghent", True)),
        ("Gent", "person", SourceKind.IMPORT_ROW, FieldChange("city", "Gent", "Ghent", True)),
        ("", "person", SourceKind.IMPORT_ROW, FieldChange("city", None, "Ghent", True)),
    ],
)
def test_a_value_is_kept_beside_one_stated_by_someone_with_more_say(
    held, chosen_by, stated_by, change
):
    voices = Voices(chosen={"city": chosen_by} if chosen_by else {})

    assert change_of(Held({"city": held}, voices), "city", "Ghent", stated_by) == change


def test_only_what_is_new_to_the_register_is_a_change():
    beside = {as_stated("country", "BE")}
    known = Held({"city": "Ghent", "country": "NL", "email": ""}, Voices(beside=beside))
    stated = {"city": "Ghent", "country": "BE", "email": "mai@example.org"}

    changes = changes_of(known, stated, SourceKind.SERVICE)

    assert [change.field for change in changes] == ["email"]


def test_a_step_without_changes_leaves_its_record_as_it_is():
    step = step_for(Received(Subject.PERSON, ROW, record="Mai"), "Mai")
    change = FieldChange("city", None, "Ghent")

    assert updating(step, 12, []).outcome == Outcome.UNCHANGED
    assert updating(step, 12, [change]).outcome == Outcome.UPDATE
    assert (updating(step, 12, [change]).target, updating(step, 12, []).target) == (12, 12)


@pytest.mark.parametrize(
    ("texts", "field_told"),
    [
        ([], None),
        ([("title", None, 3), ("city", "", 3), ("city", "Hue", 3)], None),
        ([("title", "Rice", 4), ("city", "Hà Nội", 5), ("city", "Sài Gòn", 5)], "city"),
    ],
)
def test_the_first_text_its_column_cannot_hold_is_told_with_both_lengths(texts, field_told):
    problem = first_too_long(texts)

    assert (problem.field if problem else None) == field_told
    if problem:
        assert (problem.value, dict(problem.parameters)) == (
            "Hà Nội",
            {"length": "6", "limit": "5"},
        )
