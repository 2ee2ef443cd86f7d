"""Which kit a code opens, what each host may ask, who is to be thanked."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.accounts.viewers import PUBLIC, Viewer
from caunoi.people.models import Person
from caunoi.people.purposes import Purpose
from caunoi.seminars.queries import (
    Figures,
    figures_of,
    kit_with_code,
    questions_at,
    sign_ups_at,
    sign_ups_to_thank,
)
from caunoi.seminars.services import check_in, confirm, thank
from tests.caunoi.seminars.conftest import DAY, new_kit
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", [str.upper, str.lower, " {} ".format])
def test_a_code_opens_its_kit_however_it_is_typed(kit, typed):
    assert kit_with_code(typed(kit.code)) == kit


def test_another_code_opens_nothing(kit):
    assert kit_with_code("zzzzzz") is None


class TestTwoHosts:
    @pytest.fixture
    def mission(self):
        return make_organisation("Example Mission to the Union", kinds=["mission"])

    def test_each_host_that_receives_apart_is_asked_for_by_its_name(self, register, mission):
        university = make_organisation("Example University", kinds=["education"])
        kit = new_kit("Two hosts", hosts=[register.controller, mission, university])

        shown = questions_at(kit, register, language="en")

        apart = [one for one in shown if one.recipient != register.controller]
        assert [(one.purpose, one.recipient) for one in apart] == [(Purpose.OTHER_MISSION, mission)]
        assert "Example Mission to the Union" in apart[0].wording

    def test_a_yes_to_one_host_is_none_to_the_other(self, register, mission, somebody_signs_up):
        """The coordinator of the host that was refused sees nobody."""
        other = make_organisation("Another Network", kinds=["network"])
        kit = new_kit("Two hosts", hosts=[register.controller, mission, other])
        offered = questions_at(kit, register, language="en")
        yeses = [
            one
            for one in offered
            if one.purpose in {Purpose.PROFILE, Purpose.MATCHING} or one.recipient == other
        ]
        kept = somebody_signs_up(kit, yeses=yeses)
        confirm(sign_up=kept, on=timezone.localdate(), now=timezone.now())
        kept.person.expert.ask_before_naming = False
        kept.person.expert.save()

        def seen_by(body):
            viewer = Viewer(
                user_id=1,
                roles=frozenset({Role.COORDINATOR}),
                organisation_ids=frozenset({body.pk}),
            )
            return list(Person.objects.visible_to(viewer))

        assert seen_by(other) == [kept.person]
        assert seen_by(mission) == []


class TestTheDoor:
    def test_names_are_found_without_their_marks(self, kit, somebody_signs_up):
        somebody_signs_up(kit, name="Nguyễn Đức", email="a@example.org")
        somebody_signs_up(kit, name="Lê Ví Dụ", email="b@example.org")

        names = [one.display_name for one in sign_ups_at(kit, OFFICER, words="nguyen duc")]

        assert names == ["Nguyễn Đức"]

    def test_nobody_but_officers_and_the_person_sees_a_sign_up(self, kit, somebody_signs_up):
        kept = somebody_signs_up(kit)
        somebody_signs_up(kit, email="b@example.org", name="Ai Khác")

        assert list(sign_ups_at(kit, PUBLIC)) == []
        assert list(sign_ups_at(kit, Viewer(person_id=kept.person_id))) == [kept]
        partner = Viewer(user_id=1, roles=frozenset({Role.HOME_PARTNER}))
        assert list(sign_ups_at(kit, partner)) == []


def test_figures_count_what_happened(kit, somebody_signs_up):
    first = somebody_signs_up(kit, text="A proposal of examples")
    somebody_signs_up(kit, email="b@example.org", name="Ai Khác")
    check_in(sign_up=first, now=timezone.now())
    thank(sign_ups=[first], by=None, now=timezone.now())

    found = figures_of(kit, OFFICER)

    assert found == Figures(signed_up=2, came_in=1, confirmed=0, proposals=1, to_thank=1)
    assert figures_of(kit, PUBLIC).signed_up == 0


@pytest.mark.parametrize(("days_later", "is_thanked"), [(0, False), (1, True), (9, True)])
def test_the_thank_you_is_of_the_morning_after(register, somebody_signs_up, days_later, is_thanked):
    started = datetime.date(2026, 3, 14)
    kept = somebody_signs_up(new_kit("Over", starts_on=started))

    found = list(sign_ups_to_thank(on=started + days_later * DAY))

    assert found == ([kept] if is_thanked else [])
