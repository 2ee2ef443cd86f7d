"""Participants who never say yes are gone after their 60 days, history included."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from caunoi.people.models import Consent, HowGiven, Participant, Person
from caunoi.people.purposes import PARTICIPANT_KEPT_DAYS
from caunoi.people.retention import delete_participants_past_their_day
from caunoi.people.services import withdraw_consent
from caunoi.proposals.models import Proposal
from caunoi.sources.models import Attachment
from tests.factories import (
    make_affiliation,
    make_attachment,
    make_event,
    make_expert,
    make_office_holder,
    make_organisation,
    make_participant,
    make_proposal,
)

pytestmark = pytest.mark.django_db

NAME = "Người Sẽ Ra Đi"
LAST_DAY = timezone.localdate() + datetime.timedelta(days=PARTICIPANT_KEPT_DAYS)


def test_a_participant_stays_until_the_day_and_is_gone_on_it() -> None:
    make_participant(NAME)

    assert delete_participants_past_their_day(on=LAST_DAY - datetime.timedelta(days=1)) == 0
    assert delete_participants_past_their_day(on=LAST_DAY) == 1
    assert not Person.objects.exists()


def test_experts_and_office_holders_stay() -> None:
    kept = {make_expert().pk, make_office_holder().pk}

    delete_participants_past_their_day(on=LAST_DAY + datetime.timedelta(days=9999))

    assert set(Person.objects.values_list("pk", flat=True)) == kept


def test_what_a_participant_proposed_stays_unsigned() -> None:
    proposal = make_proposal(make_participant(NAME))

    delete_participants_past_their_day(on=LAST_DAY)

    assert Proposal.objects.get() == proposal
    assert not proposal.authorships.exists()


def test_no_table_and_no_history_names_the_participant_afterwards() -> None:
    person = make_participant(NAME, email="ra.di@example.org")
    make_affiliation(person, make_organisation())
    make_event(people=[person])
    make_proposal(person)
    person.display_name = f"{NAME} Đổi Tên"
    person.save()
    assert rows_that_hold("Ra Đi")
    assert rows_that_hold("ra.di@")

    delete_participants_past_their_day(on=LAST_DAY)

    assert rows_that_hold("Ra Đi") == []
    assert rows_that_hold("ra.di@") == []


def test_the_signed_paper_of_a_withdrawn_yes_goes_too(
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    paper = make_attachment("ra-di-signed.pdf")
    person = make_expert(NAME)
    consent = person.consents.get()
    consent.how_given, consent.evidence = HowGiven.SIGNED_PAPER, paper
    consent.save()
    withdraw_consent(consent=consent, on=timezone.localdate())

    with django_capture_on_commit_callbacks(execute=True):
        delete_participants_past_their_day(on=LAST_DAY)

    assert not Attachment.objects.exists()
    assert not Path(paper.file.path).exists()
    assert rows_that_hold("ra-di") == []


def test_a_signed_list_that_others_stand_on_stays() -> None:
    signed_list = make_attachment()
    leaving, staying = make_expert(NAME), make_expert()
    Consent.objects.update(how_given=HowGiven.SEMINAR_SHEET, evidence=signed_list)
    withdraw_consent(consent=leaving.consents.get(), on=timezone.localdate())

    delete_participants_past_their_day(on=LAST_DAY)

    assert staying.consents.get().evidence == signed_list


def test_of_an_office_holder_only_the_office_stays() -> None:
    person = make_office_holder("Bộ Trưởng Ví Dụ")
    person.email = "ra.di@example.org"
    person.save()
    Participant.objects.create(person=person, delete_on=LAST_DAY)

    delete_participants_past_their_day(on=LAST_DAY)

    person.refresh_from_db()
    assert (person.email, person.office_holder.role) == ("", "Minister of examples")
    assert rows_that_hold("ra.di@") == []


def rows_that_hold(text: str) -> list[str]:
    """Tables with a row in which this text stands, whatever the column."""
    with connection.cursor() as cursor:
        tables = [
            table
            for table in connection.introspection.table_names(cursor)
            if table.startswith(("people_", "events_", "proposals_", "imports_", "sources_"))
        ]
        found = []
        for table in tables:
            query = f'SELECT count(*) FROM "{table}" AS one WHERE one::text LIKE %s'  # noqa: S608
            cursor.execute(query, [f"%{text}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found
