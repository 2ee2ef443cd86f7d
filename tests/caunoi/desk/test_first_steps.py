"""The steps of a register that has just been started."""

import pytest
from django.utils.translation import override

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE
from caunoi.desk.first_steps import first_steps
from tests.factories import make_event, make_expert, make_proposal, make_register, place

pytestmark = pytest.mark.django_db
OFFICER = OFFICER_AT_THE_COMMAND_LINE


def test_a_fresh_register_is_named_and_led_through_three_steps():
    steps = first_steps(OFFICER)

    with override("en"):
        assert [str(step.title) for step in steps] == [
            "Name the register and who runs it",
            "Create the first seminar",
            "Invite or import the people who came",
            "Place the first proposal",
        ]
    assert [step.url for step in steps] == [
        "/organisations/register/",
        "/events/add/",
        "/imports/new/seminar/",
        "/proposals/triage/",
    ]
    assert not any(step.is_done for step in steps)


def test_each_is_ticked_off_and_at_the_end_they_go():
    make_register()
    make_event()
    assert [step.is_done for step in first_steps(OFFICER)] == [True, False, False]

    proposal = make_proposal(make_expert())
    assert [step.is_done for step in first_steps(OFFICER)] == [True, True, False]

    place(proposal, "energy")
    assert first_steps(OFFICER) == []
