"""Thousands of rows at once: constraints, triggers and history hold as for one."""

from __future__ import annotations

import datetime

import pghistory
import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction

from caunoi.imports.models import ImportRun, PlannedAction
from caunoi.people.models import Expert, Participant, Person, PersonStatement
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.many import among
from caunoi.sources.models import Attachment, Source, SourceKind
from tests.factories import make_consent, make_expert, make_participant, make_person, make_source

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 14)


def people(number: int) -> list[Person]:
    found = [Person(display_name=f"Người Ví Dụ {one}") for one in range(number)]
    for person in found:
        person.derive_keys()
    return found


def test_records_get_their_keys_and_stand_in_the_table():
    written = people(3)

    insert_by_copy(written)

    assert Person.objects.in_bulk() == {person.pk: person for person in written}
    assert make_person().pk not in {person.pk for person in written}


def test_nothing_to_write_is_nothing_written(django_assert_num_queries):
    with django_assert_num_queries(0):
        insert_by_copy([])


@pytest.mark.parametrize(
    "value", ["", "một", 'a "quote"\tand\n\\N', 3, 2.5, True, [1, [None, "x"]], {"a": "ễ"}]
)
def test_json_comes_back_as_it_went(value):
    statement = PersonStatement(person=make_person(), field="f", value=value, source=make_source())

    insert_by_copy([statement])

    assert PersonStatement.objects.get().value == value


def test_every_kind_of_column_comes_back_as_it_went():
    run = ImportRun.objects.create(kind="seminar", file_name="f", sha256="0")
    action = PlannedAction(
        run=run, position=1, row=2, subject="person", outcome="create", candidates=[7, 8]
    )
    attachment = Attachment(file="a/b.pdf", name="b.pdf", sha256="0", size=2**40)

    insert_by_copy([action])
    insert_by_copy([attachment])

    found = PlannedAction.objects.get()
    assert (found.candidates, found.cells, found.record) == ([7, 8], [], None)
    kept = Attachment.objects.get()
    assert (kept.file.name, kept.size) == ("a/b.pdf", 2**40)
    assert kept.added_at is not None


def test_enumerations_are_kept_by_their_value():
    insert_by_copy([Source(kind=SourceKind.PERSON, stated_on=DAY)])

    assert Source.objects.get().kind == "person"


def test_constraints_hold_and_nothing_of_the_lot_stays():
    nameless = Person(display_name="")
    nameless.derive_keys()

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_by_copy([*people(2), nameless])

    assert not Person.objects.exists()


def test_triggers_hold():
    person = make_participant()
    consent = make_consent(person)

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_by_copy([Expert(person=person, yes=consent, confirmed_on=DAY)])


def test_a_trigger_that_is_ignored_stays_ignored():
    person = make_expert()

    with pgtrigger.ignore("people.Participant:participant_is_no_expert"):
        insert_by_copy([Participant(person=person, delete_on=DAY)])

    assert Participant.objects.exists()


def test_history_knows_the_context():
    with pghistory.context(import_run=7):
        insert_by_copy(people(2))

    events = pghistory.models.Events.objects.filter(pgh_model="people.PersonEvent")
    assert [event.pgh_context["import_run"] for event in events] == [7, 7]


def test_a_table_that_grew_by_thousands_is_measured_anew():
    insert_by_copy(people(1_000))

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'people_person'")
        assert cursor.fetchone()[0] >= 1_000


def test_among_is_as_in_for_any_number():
    written = people(5)
    insert_by_copy(written)
    wanted = [person.pk for person in written[:2]]

    assert set(Person.objects.filter(among("pk", wanted))) == set(written[:2])
    assert not Person.objects.filter(among("pk", [])).exists()
