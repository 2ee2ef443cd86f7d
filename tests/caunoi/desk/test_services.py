"""Notes: written, ticked off, taken up again, thrown away."""

import pytest
from django.utils import timezone

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC
from caunoi.desk import queries, services
from caunoi.desk.models import Note
from tests.factories import make_officer

pytestmark = pytest.mark.django_db


def open_notes() -> list[str]:
    return [note.text for note in queries.open_notes(OFFICER_AT_THE_COMMAND_LINE)]


def test_a_note_stays_on_the_desk_until_it_is_ticked_off():
    note = services.write_note(text="Gọi lại cho trường đại học", by=make_officer())
    assert open_notes() == ["Gọi lại cho trường đại học"]

    services.tick_off(note=note, at=timezone.now())
    assert open_notes() == []

    services.take_up_again(note=note)
    assert open_notes() == ["Gọi lại cho trường đại học"]


def test_a_note_thrown_away_is_gone():
    services.delete_note(note=services.write_note(text="x", by=make_officer()))

    assert not Note.objects.exists()


def test_nobody_but_officers_sees_notes():
    services.write_note(text="x", by=make_officer())

    assert not Note.objects.visible_to(PUBLIC)
