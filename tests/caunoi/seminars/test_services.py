"""Signing up counts once, reveals nothing of others, and a yes is in force once it is confirmed."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.events.models import Participation
from caunoi.messages.models import Letter
from caunoi.people.models import Consent, Expert, Participant, Person
from caunoi.people.purposes import Purpose
from caunoi.people.retention import delete_participants_past_their_day
from caunoi.proposals.models import Channel, Progress, Proposal, Signature
from caunoi.proposals.services import set_progress
from caunoi.seminars.models import SignUp
from caunoi.seminars.queries import questions_at
from caunoi.seminars.services import (
    CODE_LETTERS,
    check_in,
    confirm,
    disown,
    open_kit,
    take_back_check_in,
    thank,
)
from tests.factories import make_expert, make_proposal

pytestmark = pytest.mark.django_db
TEXT = {"text": "Một cây cầu ví dụ", "signature": Signature.BY_NAME}


def today():
    return timezone.localdate()


def asked(kit, register, *purposes):
    offered = questions_at(kit, register, language="vi")
    return [one for one in offered if one.purpose in purposes]


def confirmed(sign_up):
    confirm(sign_up=sign_up, on=today(), now=timezone.now())
    sign_up.refresh_from_db()


class TestTheKit:
    def test_its_code_can_be_read_out_and_stays_when_the_days_change(self, kit):
        assert set(kit.code) <= set(CODE_LETTERS)
        assert not set(kit.code) & set("01oil")

        again = open_kit(event=kit.event, opens_on=today(), closes_on=today())

        assert (again.code, again.closes_on) == (kit.code, today())


class TestSomebodyNew:
    def test_is_a_participant_of_the_event_for_sixty_days(self, kit, somebody_signs_up):
        kept = somebody_signs_up(kit, organisation="Example Institute", language="vi")

        person = Person.objects.get()
        assert (person.display_name, person.email) == ("Lê Ví Dụ", "vi-du@example.org")
        assert person.affiliations.get().organisation_name == "Example Institute"
        assert (person.participant.delete_on - today()).days == 60
        assert Participation.objects.get().event == kit.event
        assert (kept.waits, kept.text) == (False, "")

    def test_hands_in_a_proposal_at_once(self, kit, somebody_signs_up):
        kept = somebody_signs_up(kit, title="Cầu", **TEXT)

        proposal = Proposal.objects.get()
        assert proposal == kept.proposal
        assert (proposal.text, proposal.signature) == ("Một cây cầu ví dụ", "by_name")
        assert (proposal.channel, proposal.event) == (Channel.SEMINAR, kit.event)
        assert proposal.authorships.get().person == kept.person

    def test_says_yes_when_it_is_confirmed_and_not_before(self, kit, register, somebody_signs_up):
        yeses = asked(kit, register, Purpose.PROFILE, Purpose.EVENTS)
        kept = somebody_signs_up(kit, yeses=yeses)
        assert not Consent.objects.exists()
        assert not Expert.objects.exists()

        confirmed(kept)

        assert set(Consent.objects.values_list("purpose", flat=True)) == {"profile", "events"}
        assert Expert.objects.get().person == kept.person
        assert not Participant.objects.exists()
        assert not kept.yeses.exists()

    def test_who_never_confirms_is_gone_with_all_that_was_typed(
        self, kit, register, somebody_signs_up
    ):
        somebody_signs_up(kit, yeses=asked(kit, register, Purpose.PROFILE), **TEXT)

        delete_participants_past_their_day(on=today() + datetime.timedelta(days=61))

        assert not Person.objects.exists()
        assert not SignUp.objects.exists()
        assert not Proposal.objects.get().authorships.exists()


class TestTwice:
    def test_the_same_form_sent_again_is_kept_once(self, kit, somebody_signs_up):
        first = somebody_signs_up(kit, key="k1", **TEXT)
        assert somebody_signs_up(kit, key="k1", **TEXT) == first
        assert (Person.objects.count(), Proposal.objects.count()) == (1, 1)

    def test_another_form_of_the_same_address_is_the_same_sign_up(self, kit, somebody_signs_up):
        first = somebody_signs_up(kit)
        assert somebody_signs_up(kit, name="Lê V. Dụ") == first
        assert Person.objects.get().display_name == "Lê Ví Dụ"

    def test_confirming_again_changes_nothing(self, kit, register, somebody_signs_up):
        kept = somebody_signs_up(kit, yeses=asked(kit, register, Purpose.PROFILE))
        confirmed(kept)
        at = kept.confirmed_at

        confirmed(kept)

        assert kept.confirmed_at == at
        assert Consent.objects.count() == 1


class TestAnAddressOfSomebodyInTheRegister:
    @pytest.fixture
    def known(self, register):
        return make_expert("Trần Đã Có", email="vi-du@example.org")

    def test_nothing_of_theirs_changes_until_they_confirm(
        self, kit, register, known, somebody_signs_up
    ):
        yeses = asked(kit, register, Purpose.PUBLIC)

        kept = somebody_signs_up(kit, yeses=yeses, name="Ai Đó", organisation="Elsewhere", **TEXT)

        known.refresh_from_db()
        assert (kept.person, kept.waits) == (known, True)
        assert known.display_name == "Trần Đã Có"
        assert not known.affiliations.exists()
        assert not Participation.objects.exists()
        assert not Proposal.objects.exists()
        assert not known.consents.filter(purpose=Purpose.PUBLIC).exists()

    def test_confirming_makes_it_theirs(self, kit, register, known, somebody_signs_up):
        kept = somebody_signs_up(kit, yeses=asked(kit, register, Purpose.PUBLIC), **TEXT)

        confirmed(kept)

        assert Proposal.objects.get().authorships.get().person == known
        assert Participation.objects.get().person == known
        assert known.consents.filter(purpose=Purpose.PUBLIC).exists()
        assert kept.text == ""

    def test_disowning_leaves_them_as_they_were(self, kit, known, somebody_signs_up):
        kept = somebody_signs_up(kit, **TEXT)

        disown(sign_up=kept, on=today())

        assert Person.objects.get() == known
        assert not SignUp.objects.exists()
        assert not Proposal.objects.exists()


class TestItWasNotMe:
    def test_a_newcomers_record_goes_with_it(self, kit, somebody_signs_up):
        disown(sign_up=somebody_signs_up(kit, **TEXT), on=today())

        assert not Person.objects.exists()
        assert not Proposal.objects.exists()

    def test_a_proposal_that_was_passed_on_stays_unsigned(self, kit, somebody_signs_up):
        kept = somebody_signs_up(kit, **TEXT)
        set_progress(proposal=kept.proposal, progress=Progress.BEING_ANSWERED)

        disown(sign_up=kept, on=today())

        assert not Proposal.objects.get().authorships.exists()

    def test_what_was_confirmed_is_left_by_leaving(self, kit, register, somebody_signs_up):
        kept = somebody_signs_up(kit, yeses=asked(kit, register, Purpose.PROFILE))
        confirmed(kept)

        disown(sign_up=kept, on=today())

        assert SignUp.objects.get() == kept


class TestTheDoor:
    def test_the_first_time_stands_and_can_be_taken_back(self, kit, somebody_signs_up):
        kept = somebody_signs_up(kit)
        first = timezone.now()
        check_in(sign_up=kept, now=first)
        check_in(sign_up=kept, now=first + datetime.timedelta(hours=1))
        kept.refresh_from_db()
        assert kept.checked_in_at == first

        take_back_check_in(sign_up=kept)

        kept.refresh_from_db()
        assert kept.checked_in_at is None


class TestThanking:
    def test_everybody_is_written_to_once_with_a_link_to_their_own_sign_up(
        self, kit, somebody_signs_up
    ):
        kept = [somebody_signs_up(kit, email=f"{n}@example.org", name=f"Ví Dụ {n}") for n in "ab"]

        assert thank(sign_ups=kept, by=None, now=timezone.now()) == 2
        assert thank(sign_ups=kept, by=None, now=timezone.now()) == 0

        letters = Letter.objects.order_by("pk")
        assert [one.person for one in letters] == [one.person for one in kept]
        assert [one.link_to for one in letters] == [f"seminars:mine/{one.pk}" for one in kept]


def test_an_older_proposal_of_the_same_words_is_the_same(kit, register, somebody_signs_up):
    known = make_expert("Trần Đã Có", email="vi-du@example.org")
    before = make_proposal(known, TEXT["text"])

    confirmed(somebody_signs_up(kit, **TEXT))

    assert Proposal.objects.get() == before
