"""What an officer may answer about a possible duplicate."""

import pytest

from caunoi.imports.forms import DecisionForm
from caunoi.imports.models import Decision, PlannedAction


@pytest.mark.parametrize(
    ("answer", "meant"),
    [
        ("same:12", (Decision.SAME, 12)),
        ("different", (Decision.DIFFERENT, None)),
        ("leave_out", (Decision.LEAVE_OUT, None)),
    ],
)
def test_an_answer_is_read(answer, meant):
    form = DecisionForm(PlannedAction(candidates=[12]), {"verdict": answer})

    assert form.is_valid()
    assert form.cleaned_data["verdict"] == meant


@pytest.mark.parametrize(
    "answer", ["", "same", "same:13", "same:²", "perhaps", f"same:{'9' * 5000}"]
)
def test_any_other_answer_is_refused(answer):
    assert not DecisionForm(PlannedAction(candidates=[12]), {"verdict": answer}).is_valid()
