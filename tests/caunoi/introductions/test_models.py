"""What the database itself refuses, and who may see an introduction."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.introductions.models import Introduction, Outcome, Side, Stage
from caunoi.people.purposes import Purpose
from tests.caunoi.introductions.made import (
    introduction_at,
    make_askable,
    make_body,
    make_needed,
    withdraw,
)

pytestmark = pytest.mark.django_db


def as_body(body):
    return Viewer(roles=frozenset({Role.HOME_PARTNER}), organisation_ids=frozenset({body.pk}))


def ids_seen_by(viewer):
    return set(Introduction.objects.visible_to(viewer).values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Stage.TO_BE_ASKED, Stage.EXPERT_AGREED),
        (Stage.EXPERT_ASKED, Stage.BODY_ASKED),
        (Stage.EXPERT_AGREED, Stage.INTRODUCED),
        (Stage.BODY_ASKED, Stage.INTRODUCED),
        (Stage.EXPERT_DECLINED, Stage.EXPERT_AGREED),
        (Stage.BODY_DECLINED, Stage.BODY_AGREED),
        (Stage.CLOSED, Stage.INTRODUCED),
    ],
)
def test_no_stage_is_left_out(before, after):
    found = introduction_at(before)

    with pytest.raises(ProgrammingError, match="Invalid transition"), transaction.atomic():
        Introduction.objects.filter(pk=found.pk).update(stage=after)


def test_nobody_is_introduced_before_both_agreed():
    found = introduction_at(Stage.BODY_ASKED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.filter(pk=found.pk).update(introduced_at=timezone.now())


def test_a_person_is_introduced_to_a_need_once():
    found = introduction_at(Stage.EXPERT_ASKED)

    with pytest.raises(IntegrityError), transaction.atomic():
        Introduction.objects.create(
            need=found.need, person=found.person, organisation=found.organisation
        )


def test_officers_see_those_that_stand():
    standing, ended = introduction_at(Stage.EXPERT_ASKED), introduction_at(Stage.BODY_ASKED)
    withdraw(ended.person)

    assert ids_seen_by(OFFICER_AT_THE_COMMAND_LINE) == {standing.pk}
    assert ids_seen_by(PUBLIC) == set()


@pytest.mark.parametrize("purpose", [Purpose.MATCHING, Purpose.CONTACT, Purpose.PROFILE])
def test_an_introduction_stands_while_each_of_its_yeses_does(purpose):
    found = introduction_at(Stage.BODY_AGREED)
    withdraw(found.person, purpose)

    assert not Introduction.objects.standing().exists()


@pytest.mark.parametrize("stage", Stage)
def test_a_body_sees_only_what_it_was_asked(stage):
    body = make_body()
    found = introduction_at(stage, need=make_needed(body=body))

    was_asked = found.body_asked_at is not None
    assert ids_seen_by(as_body(body)) == ({found.pk} if was_asked else set())
    assert ids_seen_by(as_body(make_body("Another body"))) == set()


@pytest.mark.parametrize("stage", Stage)
def test_a_person_sees_only_what_they_were_asked(stage):
    found = introduction_at(stage)

    own, another = Viewer(person_id=found.person_id), Viewer(person_id=make_askable().pk)
    assert ids_seen_by(own) == (set() if stage == Stage.TO_BE_ASKED else {found.pk})
    assert ids_seen_by(another) == set()


def test_each_side_sees_its_own_question_of_the_outcome():
    found = introduction_at(Stage.INTRODUCED)
    for side in Side:
        Outcome.objects.create(
            introduction=found, side=side, after_months=1, asked_at=timezone.now()
        )

    def sides(viewer):
        return set(Outcome.objects.visible_to(viewer).values_list("side", flat=True))

    assert sides(Viewer(person_id=found.person_id)) == {Side.EXPERT}
    assert sides(as_body(found.organisation)) == {Side.BODY}
    assert sides(OFFICER_AT_THE_COMMAND_LINE) == set(Side)
    assert sides(PUBLIC) == set()
