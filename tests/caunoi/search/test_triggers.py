"""The database notes every change that documents are made of, whoever makes it and however."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from caunoi.events.models import EventHost
from caunoi.people.models import Expert, ExpertSector, Person, PersonName
from caunoi.people.purposes import Purpose
from caunoi.search.models import StaleDocument
from caunoi.search.triggers import REFRESH
from caunoi.sources.copying import insert_by_copy
from tests.factories import (
    make_affiliation,
    make_consent,
    make_event,
    make_expert,
    make_organisation,
    make_person,
    make_proposal,
    make_work,
    place,
)

pytestmark = pytest.mark.django_db


def noted() -> set[tuple[str, int]]:
    found = set(StaleDocument.objects.values_list("kind", "record"))
    StaleDocument.objects.all().delete()
    return found


@pytest.fixture
def expert():
    person = make_expert("Nguyễn Ghi Chú", purposes=[Purpose.MATCHING])
    noted()
    return person


def test_what_a_person_s_document_is_made_of(expert):
    mine = {("expert", expert.pk)}
    Person.objects.filter(pk=expert.pk).update(city="Gent")
    assert noted() == mine
    PersonName.objects.create(person=expert, value="阮例")
    assert noted() == mine
    affiliation = make_affiliation(expert, make_organisation())
    assert noted() >= mine
    affiliation.delete()
    assert noted() == mine
    Expert.objects.filter(pk=expert.pk).update(expertise="Bridges")
    assert noted() == mine
    ExpertSector.objects.create(expert=expert.expert, sector_id="energy")
    assert noted() == mine


def test_a_consent_that_shows_touches_the_works_and_another_does_not(expert):
    work = make_work(expert)
    assert noted() == {("expert", expert.pk), ("work", work.pk)}
    make_consent(expert, Purpose.UNIVERSITIES)
    assert noted() >= {("expert", expert.pk), ("work", work.pk)}
    make_consent(expert, Purpose.CONTACT)
    assert not noted() & {("expert", expert.pk), ("work", work.pk)}


def test_a_row_moved_from_one_record_to_another_touches_both(expert):
    other = make_person()
    name = PersonName.objects.create(person=expert, value="阮例")
    noted()
    name.person = other
    name.save()
    assert noted() == {("expert", expert.pk), ("expert", other.pk)}


def test_proposals_events_and_organisations(expert):
    proposal = make_proposal(expert)
    assert ("proposal", proposal.pk) in noted()
    placement = place(proposal, "energy")
    assert noted() == {("proposal", proposal.pk)}
    placement.placed_sectors.all().delete()
    assert noted() == {("proposal", proposal.pk)}
    body = make_organisation()
    assert noted() == {("organisation", body.pk)}
    event = make_event(hosts=[body])
    assert noted() == {("event", event.pk)}
    body.display_name = "Renamed"
    body.save()
    assert noted() == {("organisation", body.pk), ("event", event.pk)}
    EventHost.objects.all().delete()
    assert noted() == {("event", event.pk)}


def test_copy_is_noted_once_a_statement():
    people = [Person(display_name=f"Ví Dụ {number}") for number in range(50)]
    for person in people:
        person.derive_keys()
    insert_by_copy(people)
    assert StaleDocument.objects.count() == 50
    assert noted() == {("expert", person.pk) for person in people}


def test_the_worker_is_asked_once_a_transaction(expert):
    jobs = "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s"

    def asked() -> int:
        with connection.cursor() as cursor:
            cursor.execute(jobs, [REFRESH])
            return int(cursor.fetchone()[0])

    # All of a test is one transaction, in which the fixture has asked already.
    assert asked() == 1
    make_person()
    assert asked() == 1


@pytest.mark.django_db(transaction=True)
def test_each_transaction_asks_for_itself_and_one_rolled_back_does_not():
    def asked() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [REFRESH]
            )
            return int(cursor.fetchone()[0])

    before = asked()
    make_person("Một")
    assert asked() == before + 1
    with transaction.atomic():
        make_person("Hai")
        make_person("Ba")
    assert asked() == before + 2
    make_and_roll_back("Bốn")
    assert asked() == before + 2


def make_and_roll_back(name: str) -> None:
    with transaction.atomic():
        make_person(name)
        transaction.set_rollback(True)


def test_a_savepoint_rolled_back_does_not_swallow_the_asking(expert):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
        cursor.execute("SELECT set_config('search.asked_in', '', true)")
    make_and_roll_back("Năm")
    make_person("Sáu")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone()[0] == 1
