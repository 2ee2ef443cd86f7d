"""What to do in a register that has just been started, until it has been done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.organisations.queries import the_register
from caunoi.people.models import Person
from caunoi.proposals.models import Placement


@dataclass(frozen=True, slots=True)
class FirstStep:
    title: str | Promise
    why: str | Promise
    url: str
    is_done: bool


def first_steps(viewer: Viewer) -> list[FirstStep]:
    """Empty once each has been done."""
    steps = list(_steps(viewer))
    return [] if all(step.is_done for step in steps) else steps


def _steps(viewer: Viewer) -> Iterator[FirstStep]:
    if the_register() is None:
        yield FirstStep(
            _("Name the register and who runs it"),
            _("Every consent names the organisation that receives the data."),
            reverse("organisations:register"),
            is_done=False,
        )
    yield FirstStep(
        _("Create the first seminar"),
        _("So that the register knows where its people were met."),
        reverse("events:add"),
        Event.objects.visible_to(viewer).exists(),
    )
    yield FirstStep(
        _("Invite or import the people who came"),
        _("A sheet with names and organisations is enough. You see every change beforehand."),
        reverse("imports:upload", args=["seminar"]),
        Person.objects.visible_to(viewer).exists(),
    )
    yield FirstStep(
        _("Place the first proposal"),
        _("Its sectors are suggested with the words that led to them; you decide."),
        reverse("proposals:triage"),
        Placement.objects.standing().exists(),
    )
