"""The demonstration: loaded once, through the doors of every register, everyone in it marked."""

from __future__ import annotations

import datetime
import json

import pytest
from django.utils import timezone

from caunoi.accounts.models import User
from caunoi.demonstration import bodies, gatherings, services, writings
from caunoi.demonstration.accounts import DEMONSTRATION_ACCOUNTS, PASSWORD
from caunoi.demonstration.files import (
    CORDIS_TABLES,
    InventedPerson,
    InventedWork,
    RealOrganisation,
    StatedPriority,
    ToldEvent,
    WrittenNeed,
    WrittenProposal,
    read,
)
from caunoi.demonstration.services import load_demonstration_once
from caunoi.events.models import Event
from caunoi.imports.models import ImportRun, Outcome, RunState
from caunoi.needs.models import Need, NeedSector
from caunoi.organisations.models import Organisation, Register
from caunoi.people.models import Consent, Expert, Participant, Person
from caunoi.programmes.models import Project, ProjectPartner
from caunoi.proposals.models import Placement, Proposal
from caunoi.sectors.models import Priority
from caunoi.works.models import Work
from tests.caunoi.imports.sheets import the_whole_register

pytestmark = pytest.mark.django_db


def test_it_is_loaded_once_and_everyone_in_it_is_marked():
    assert load_demonstration_once() is True

    people = read("people", InventedPerson)
    told = read("events", ToldEvent)
    assert Person.objects.count() == len(people)
    assert Expert.objects.count() + Participant.objects.count() == len(people)
    assert Expert.objects.count() == sum(bool(person.yes) for person in people)
    assert Event.objects.count() == len(told)
    assert Proposal.objects.exists()
    for person in Person.objects.all():
        assert "(minh họa)" in person.display_name or "(demo)" in person.display_name
        assert "example" in person.email or not person.email
    assert not Consent.objects.filter(evidence=None).exists()
    for account in DEMONSTRATION_ACCOUNTS:
        assert User.objects.get(email=account.email).check_password(PASSWORD)

    before = the_whole_register()
    assert load_demonstration_once() is False
    assert the_whole_register() == before


def test_every_real_organisation_says_where_it_was_read():
    load_demonstration_once()

    for told in read("organisations", RealOrganisation):
        organisation = Organisation.objects.get(display_name=told.display_name)
        assert {one.source.title for one in organisation.statements.all()} == {told.source[:255]}
    assert Register.objects.get().controller.display_name == bodies.CONTROLLER


def test_one_workbook_with_mistakes_waits_for_decisions():
    load_demonstration_once()

    run = ImportRun.objects.get(state=RunState.PLANNED)
    outcomes = {action.outcome for action in run.actions.all()}
    assert {Outcome.REJECTED, Outcome.POSSIBLE_DUPLICATE} <= outcomes


STEPS = [
    (bodies, "create_organisations"),
    (services, "_import"),
    (gatherings, "create_events"),
    (gatherings, "import_seminar"),
    (writings, "add_works"),
    (writings, "place_proposals"),
    (writings, "write_needs"),
    (writings, "state_priorities"),
    (services, "_plan_walk_ins"),
]


def test_half_of_the_proposals_are_placed_by_the_officer_and_the_others_wait():
    load_demonstration_once()

    told = read("proposals", WrittenProposal)
    assert Proposal.objects.to_place().count() == sum(not one.placed_in for one in told)
    assert {one.placed_by.email for one in Placement.objects.select_related("placed_by")} == {
        DEMONSTRATION_ACCOUNTS[0].email
    }
    assert NeedSector.objects.exists()


def test_every_expert_works_on_something_and_some_consents_end_soon():
    load_demonstration_once()

    today = timezone.localdate()
    assert not Expert.objects.filter(expertise="").exists()
    soon = Consent.objects.in_force(on=today).filter(
        expires_on__lte=today + datetime.timedelta(days=30)
    )
    assert 3 <= soon.values("person").distinct().count() <= 10
    assert not Participant.objects.filter(delete_on__lte=today).exists()


def test_organisations_and_projects_came_through_the_imports_of_every_register():
    load_demonstration_once()

    runs = ImportRun.objects.filter(kind__in=["ror", "cordis"])
    assert {run.state for run in runs} == {RunState.APPLIED}
    assert {run.kind for run in runs} == {"ror", "cordis"}
    assert Organisation.objects.exclude(ror_id=None).count() > 100
    assert ProjectPartner.objects.exists()


@pytest.mark.parametrize(("module", "step"), STEPS, ids=lambda one: getattr(one, "__name__", one))
def test_killed_before_a_step_it_goes_on(monkeypatch, module, step):
    def killed(*_args: object, **_named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, step, killed)
    with pytest.raises(KeyboardInterrupt):
        load_demonstration_once()
    monkeypatch.undo()

    assert load_demonstration_once() is True

    assert Person.objects.count() == len(read("people", InventedPerson))
    assert Event.objects.count() == len(read("events", ToldEvent))
    assert Work.objects.count() == len(read("works", InventedWork))
    assert Need.objects.count() == len(read("needs", WrittenNeed))
    assert Priority.objects.count() == len(read("priorities", StatedPriority))
    assert Project.objects.count() == len(json.loads(CORDIS_TABLES[0].read_bytes()))
    assert ImportRun.objects.filter(state=RunState.PLANNED).count() == 1
