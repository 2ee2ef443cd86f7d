"""A letter that came back is marked, once, and the next ones are not sent into the void."""

from datetime import timedelta

import pytest
from django.utils import timezone

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE
from caunoi.messages.bounces import Noted, letter_number, note_report, note_reports
from caunoi.messages.models import Letter, LetterKind, LetterState
from caunoi.messages.queries import Selection, listed_letters, mail_comes_back
from caunoi.messages.services import send_again, write_letter, write_to_office
from caunoi.organisations.models import ContactPoint
from tests.caunoi.messages.test_sending import make_letter
from tests.factories import make_organisation, make_person
from trithuc.importers.delivery_reports import DeliveryReport, Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_host(settings):
    settings.SITE_URL = "https://register.example.org"
    settings.EMAIL_HOST = "127.0.0.1"


def sent(letter, *, at=None):
    Letter.objects.filter(pk=letter.pk).update(
        state=LetterState.SENT, sent_at=at or timezone.now() - timedelta(hours=1)
    )
    return letter


def failed(letter, *, at=None):
    about = f"<letter-{letter.pk}@register.example.org>"
    return DeliveryReport(Outcome.FAILED, about, "5.1.1", at or timezone.now())


def state_of(letter):
    letter.refresh_from_db()
    return letter.state, letter.failure


def test_a_letter_that_came_back_is_for_an_officer_to_look_at():
    letter = sent(make_letter())

    assert note_report(failed(letter)) == Noted.CAME_BACK
    assert state_of(letter) == (LetterState.CAME_BACK, "5.1.1")
    assert letter in listed_letters(OFFICER_AT_THE_COMMAND_LINE, Selection.TO_DO)


def test_a_second_reading_changes_nothing():
    letter = sent(make_letter())
    report = failed(letter)

    assert note_reports([report, report]) == {Noted.CAME_BACK: 1, Noted.KNOWN: 1}


def test_an_old_report_says_nothing_of_a_letter_sent_once_more():
    letter = sent(make_letter())
    report = failed(letter, at=timezone.now() - timedelta(minutes=30))
    note_report(report)
    assert send_again(letter=letter)
    sent(letter, at=timezone.now())

    assert note_report(report) == Noted.KNOWN
    assert state_of(letter)[0] == LetterState.SENT


def test_what_nobody_knew_had_left_and_comes_back():
    letter = make_letter()
    Letter.objects.filter(pk=letter.pk).update(state=LetterState.PERHAPS_SENT)

    assert note_report(failed(letter)) == Noted.CAME_BACK


@pytest.mark.parametrize(
    ("outcome", "noted"),
    [
        (Outcome.DELAYED, Noted.DELAYED),
        (Outcome.DELIVERED, Noted.DELIVERED),
        (Outcome.AUTOMATIC_REPLY, Noted.AUTOMATIC_REPLY),
    ],
)
def test_other_reports_change_nothing(outcome, noted):
    letter = sent(make_letter())

    assert note_report(DeliveryReport(outcome, failed(letter).about)) == noted
    assert state_of(letter) == (LetterState.SENT, "")


@pytest.mark.parametrize(
    "message_id",
    ["", "<letter-7@elsewhere.example>", "<letter-x@register.example.org>", "letter-7"],
)
def test_letters_of_others_are_not_ours(message_id):
    assert letter_number(message_id) is None
    assert note_report(DeliveryReport(Outcome.FAILED, message_id, "5.1.1")) == Noted.NOT_OURS


def test_a_letter_that_is_gone_is_not_ours():
    about = "<letter-999999@register.example.org>"

    assert note_report(DeliveryReport(Outcome.FAILED, about, "5.1.1")) == Noted.NOT_OURS


class TestTheNextLetter:
    def write(self, person):
        return write_letter(person=person, kind=LetterKind.RIGHTS, subject="s", paragraphs=["p"])

    def test_to_an_address_that_takes_no_mail_is_passed_on_by_hand(self):
        person = make_person(email="gone@example.org")
        note_report(failed(sent(self.write(person))))

        assert mail_comes_back(person)
        assert self.write(person).state == LetterState.BY_HAND

    def test_goes_out_again_after_one_has_arrived(self):
        person = make_person(email="gone@example.org")
        first = sent(self.write(person))
        note_report(failed(first))
        send_again(letter=first)
        sent(first, at=timezone.now())

        assert self.write(person).state == LetterState.WAITING

    def test_to_an_office_likewise(self):
        office = ContactPoint.objects.create(
            organisation=make_organisation(), name="Văn phòng", email="office@example.org"
        )
        words = {"kind": LetterKind.TO_ANSWER, "subject": "s", "paragraphs": ["p"]}
        note_report(failed(sent(write_to_office(office=office, **words))))

        assert write_to_office(office=office, **words).state == LetterState.BY_HAND

    def test_to_somebody_else_is_not_concerned(self):
        note_report(failed(sent(self.write(make_person(email="gone@example.org")))))

        assert self.write(make_person(email="here@example.org")).state == LetterState.WAITING
