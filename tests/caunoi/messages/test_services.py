"""Writing letters: in whose language, whether at all, and how they reach the person."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer
from caunoi.messages.models import Letter, LetterKind, LetterState
from caunoi.messages.services import (
    NoYes,
    in_language_of,
    language_of,
    mark_opened,
    pass_on_by_hand,
    send_weekly_letters,
    write_letter,
    write_to_office,
)
from caunoi.organisations.offices import keep_office
from caunoi.people.models import Letters, Look, PersonLink
from caunoi.people.purposes import Purpose
from tests.factories import make_consent, make_expert, make_organisation, make_participant

pytestmark = pytest.mark.django_db
PAST = datetime.date(2020, 1, 1)


def write(person, kind=LetterKind.RECEIVED, **fields):
    fields.setdefault("subject", "Cảm ơn")
    fields.setdefault("paragraphs", ["Đã nhận."])
    return write_letter(person=person, kind=kind, **fields)


def expert_who_wants(letters, **fields):
    person = make_expert(email="expert@example.org", **fields)
    person.expert.letters = letters
    person.expert.save()
    return person


@pytest.mark.parametrize(("chosen", "spoken"), [("fr", "fr"), ("", "en"), ("tlh", "en")])
def test_a_letter_speaks_the_language_the_person_chose(chosen, spoken):
    person = make_expert(language=chosen)

    assert language_of(person) == spoken
    with in_language_of(person) as language:
        assert language == spoken


def test_within_the_persons_language_words_are_theirs():
    with in_language_of(make_expert(language="vi")):
        assert gettext("Experts") == "Chuyên gia"


class TestHowItGoes:
    @pytest.mark.parametrize(
        ("wish", "state"),
        [
            (Letters.AT_ONCE, LetterState.WAITING),
            (Letters.WEEKLY, LetterState.HELD),
            (Letters.NEVER, LetterState.ON_OWN_PAGE),
        ],
    )
    def test_as_the_person_wishes(self, mailbox, wish, state):
        assert write(expert_who_wants(wish)).state == state

    def test_what_is_owed_goes_at_once_whatever_the_wish(self, mailbox):
        assert write(expert_who_wants(Letters.NEVER), LetterKind.RIGHTS).state == "waiting"

    def test_without_an_address_it_is_passed_on_by_hand(self, mailbox):
        assert write(make_participant()).state == LetterState.BY_HAND

    def test_without_a_mail_server_it_is_passed_on_by_hand(self):
        assert write(expert_who_wants(Letters.AT_ONCE)).state == LetterState.BY_HAND

    def test_news_needs_a_yes_to_being_contacted_that_stands(self):
        person = make_expert()
        with pytest.raises(NoYes):
            write(person, LetterKind.NEWS)
        over = make_consent(person, Purpose.CONTACT, given_on=PAST, expires_on=PAST.replace(day=2))
        with pytest.raises(NoYes):
            write(person, LetterKind.NEWS)

        over.delete()
        make_consent(person, Purpose.CONTACT)

        assert write(person, LetterKind.NEWS).pk


class TestByHand:
    def test_the_words_carry_a_link_and_the_letter_is_done(self):
        letter = write(make_expert(), link_to="self_service:home")

        words = pass_on_by_hand(letter=letter)

        letter.refresh_from_db()
        assert letter.state == LetterState.PASSED_ON
        assert "/me/cn_" in words
        assert "/me/cn_" not in letter.body
        assert PersonLink.objects.filter(person=letter.person).count() == 1

    def test_braces_somebody_typed_are_no_gap(self):
        letter = write(make_expert(), paragraphs=["See {link}."], link_to="self_service:home")

        assert pass_on_by_hand(letter=letter).startswith("See (link).")


class TestTheWeek:
    def test_what_was_held_goes_out_as_one_letter(self, mailbox):
        person = expert_who_wants(Letters.WEEKLY)
        first, last = write(person, subject="Một"), write(person, subject="Hai")

        assert send_weekly_letters() == 1

        first.refresh_from_db()
        last.refresh_from_db()
        assert (first.state, last.state) == (LetterState.ON_OWN_PAGE, LetterState.WAITING)
        assert "Một" in last.body
        assert "Hai" in last.body
        assert last.body.count("{link}") == 1

    def test_nothing_held_nothing_sent(self, mailbox):
        assert send_weekly_letters() == 0


def test_officers_see_all_and_a_person_only_the_own():
    mine, another = write(make_expert()), write(make_expert())
    person = Viewer(person_id=mine.person_id)

    assert set(Letter.objects.visible_to(OFFICER_AT_THE_COMMAND_LINE)) == {mine, another}
    assert list(Letter.objects.visible_to(person)) == [mine]
    assert not Letter.objects.visible_to(PUBLIC).exists()


def test_the_first_look_on_the_own_page_is_kept():
    letter = write(make_expert())
    first = timezone.now()

    mark_opened(letters=[letter], now=first)
    mark_opened(letters=[letter])

    letter.refresh_from_db()
    assert letter.opened_at == first


class TestWhomItNames:
    def test_each_of_them_can_read_that_and_to_whom(self):
        reader, named = make_expert("Lê Reader"), make_expert("Trần Named")

        letter = write(reader, subject="About a colleague", naming=[named])

        assert [row.person for row in letter.named.all()] == [named]
        look = named.looks.get(what=Look.What.NAMED)
        assert (look.about, look.given_to) == ("About a colleague", str(reader))

    def test_an_office_is_told_of_as_its_body(self):
        named = make_expert("Trần Named")
        office = keep_office(
            organisation=make_organisation("Viện Ví dụ"), name="Desk", email="", language="vi"
        )

        write_to_office(
            office=office,
            kind=LetterKind.INTRODUCTION,
            subject="Giới thiệu",
            paragraphs=["Trần Named"],
            naming=[named, named],
        )

        assert named.looks.get(what=Look.What.NAMED).given_to == "Viện Ví dụ"
        assert named.named_in_letters.count() == 1

    def test_naming_the_reader_to_themselves_is_no_look(self):
        reader = make_expert()

        letter = write(reader, naming=[reader])

        assert not letter.named.exists()
        assert not reader.looks.exists()
