"""Own data tell nothing of the other side's answer; erasure leaves no name in any letter."""

from __future__ import annotations

import pytest

from caunoi.introductions.models import Conflict, Introduction, RefusalReason, Stage
from caunoi.introductions.services import say_no
from caunoi.messages.models import Letter
from caunoi.people.models import Person
from caunoi.rights.erasing import erase_person
from caunoi.rights.exporting import as_json, own_data_of
from tests.caunoi.introductions.made import (
    EMAIL,
    NAME,
    introduction_at,
    make_telling_expert,
)
from tests.factories import make_officer

pytestmark = pytest.mark.django_db


def test_what_the_person_said_is_in_the_own_data():
    found = introduction_at(Stage.EXPERT_ASKED)
    say_no(introduction=found, reason="zzreason", never_this_body=True)

    told = as_json(own_data_of(found.person))

    for said in ("zzreason", "An asking institute", "The islands", "A converter for islands"):
        assert said in told


@pytest.mark.parametrize("stage", [Stage.BODY_ASKED, Stage.BODY_AGREED, Stage.BODY_DECLINED])
def test_the_answer_of_the_body_is_not(stage):
    found = introduction_at(stage)

    told = as_json(own_data_of(found.person)).casefold()

    for kept_back in ("declined", "body_a", "body answered", "office@example.org"):
        assert kept_back not in told


def test_erasure_takes_all_of_it_and_the_name_out_of_the_letter_to_the_body():
    found = introduction_at(Stage.INTRODUCED, person=make_telling_expert())
    refused = introduction_at(Stage.EXPERT_ASKED, person=found.person)
    say_no(introduction=refused, reason="zzreason", never_this_body=True)
    offices = Letter.objects.filter(contact_point__isnull=False)
    assert any(NAME in letter.body for letter in offices)

    erase_person(person=found.person, by=make_officer())

    for model in (Introduction, RefusalReason, Conflict, Person):
        assert not model.objects.exists()
    assert offices.exists()
    for letter in offices.all():
        assert NAME not in letter.body
        assert EMAIL not in letter.body
