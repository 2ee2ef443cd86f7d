"""None is lost, none arrives twice, and what cannot be known is said."""

import datetime
import os
import random
import signal
import time
from contextlib import nullcontext

import pytest
from django.db import OperationalError, connection, connections
from django.utils import timezone

from caunoi.messages import sending
from caunoi.messages.models import Letter, LetterKind, LetterState
from caunoi.messages.sending import DEAD_AFTER, TRIES, send_due_letters
from caunoi.messages.services import send_again, write_letter
from caunoi.people.models import PersonLink
from tests.factories import make_expert

pytestmark = pytest.mark.django_db
LATER = datetime.timedelta(days=2)


def make_letter(email="viet@example.org", **fields):
    fields.setdefault("subject", "Thư mời: cầu nối tri thức")
    fields.setdefault("paragraphs", ["Kính gửi chị,", "Cảm ơn chị. 您好。"])
    person = make_expert(email=email)
    return write_letter(person=person, kind=LetterKind.INVITATION, **fields)


def state_of(letter):
    letter.refresh_from_db()
    return letter.state


class TestWhatLeaves:
    def test_it_is_plain_text_in_the_persons_language_from_the_register(self, mailbox):
        letter = make_letter()

        assert send_due_letters() == 1

        (mail,) = mailbox.taken
        assert state_of(letter) == LetterState.SENT
        assert mail["To"] == "viet@example.org"
        assert mail["From"] == "Cầu Nối <register@example.org>"
        assert mail["Subject"] == "Thư mời: cầu nối tri thức"
        assert mail["Content-Language"] == letter.language
        assert mail["Auto-Submitted"] == "auto-generated"
        assert mail.get_content_type() == "text/plain"
        assert "Cảm ơn chị. 您好。" in mail.get_content()

    def test_its_link_is_made_when_it_leaves_and_kept_nowhere(self, mailbox):
        letter = make_letter(link_to="self_service:home")
        assert not PersonLink.objects.exists()

        send_due_letters()

        words = mailbox.taken[0].get_content()
        token = words.partition("/me/")[2].partition("/")[0]
        letter.refresh_from_db()
        assert token.startswith("cn_")
        assert PersonLink.find_valid(token, purpose="own_page", now=timezone.now())
        assert token not in letter.body

    def test_a_subject_cannot_add_a_header(self, mailbox):
        make_letter(subject="Hello\r\nBcc: everyone@example.org")

        send_due_letters()

        assert mailbox.taken[0]["Bcc"] is None
        assert mailbox.taken[0]["Subject"] == "Hello Bcc: everyone@example.org"

    def test_a_line_that_is_a_dot_arrives_as_written(self, mailbox):
        make_letter(paragraphs=["one\n.\ntwo"])

        send_due_letters()

        assert mailbox.taken[0].get_content().splitlines() == ["one", ".", "two"]


class TestWhatIsNotTaken:
    @pytest.mark.parametrize("command", ["MAIL", "RCPT", "DATA", "words"])
    def test_a_passing_refusal_is_tried_again_later(self, mailbox, command):
        letter = make_letter()
        mailbox.refuses[command] = "451 not now"

        assert send_due_letters() == 0
        assert state_of(letter) == LetterState.WAITING
        assert letter.next_try_at > timezone.now()
        assert letter.handing_over_at is None

        mailbox.refuses.clear()
        assert send_due_letters() == 0, "its time has not come"
        assert send_due_letters(now=timezone.now() + LATER) == 1

    @pytest.mark.parametrize("command", ["RCPT", "words"])
    def test_a_dead_address_is_told_and_not_tried_again(self, mailbox, command):
        letter = make_letter()
        mailbox.refuses[command] = "550 nobody here"

        send_due_letters()

        assert state_of(letter) == LetterState.REFUSED
        assert letter.failure == "550"
        assert send_due_letters(now=timezone.now() + LATER) == 0

    def test_one_dead_address_does_not_hold_up_the_others(self, mailbox):
        first = make_letter("dead@example.org")
        mailbox.refuses["RCPT"] = "550 nobody here"
        send_due_letters()
        mailbox.refuses.clear()
        second = make_letter("alive@example.org")

        assert send_due_letters() == 1
        assert (state_of(first), state_of(second)) == (LetterState.REFUSED, LetterState.SENT)

    def test_after_many_tries_an_officer_decides(self, mailbox):
        letter = make_letter()
        mailbox.refuses["MAIL"] = "451 not now"

        for days in range(TRIES):
            send_due_letters(now=timezone.now() + LATER * (days + 1))

        assert state_of(letter) == LetterState.REFUSED
        mailbox.refuses.clear()
        assert send_again(letter=letter)
        assert send_due_letters() == 1

    def test_without_anyone_listening_it_waits(self, mailbox, settings):
        settings.EMAIL_PORT = 1
        letter = make_letter()

        send_due_letters()

        assert state_of(letter) == LetterState.WAITING
        assert letter.failure == "ConnectionRefusedError"


class TestTheLineBreaks:
    def test_before_the_words_it_is_tried_again(self, mailbox):
        letter = make_letter()
        mailbox.hangs_up_after = "MAIL"

        send_due_letters()

        assert state_of(letter) == LetterState.WAITING

    def test_after_the_words_nobody_can_know_and_an_officer_is_told(self, mailbox):
        letter = make_letter()
        mailbox.hangs_up_after = "words"

        send_due_letters()
        send_due_letters(now=timezone.now() + LATER)

        assert state_of(letter) == LetterState.PERHAPS_SENT
        assert len(mailbox.taken) == 1


class TestAWorkerDies:
    def left(self, letter, *, handed_over):
        Letter.objects.filter(pk=letter.pk).update(
            state=LetterState.BEING_SENT,
            next_try_at=timezone.now(),
            handing_over_at=timezone.now() if handed_over else None,
        )

    def test_what_it_had_not_handed_over_is_sent_by_the_next(self, mailbox):
        letter = make_letter()
        self.left(letter, handed_over=False)

        assert send_due_letters(now=timezone.now()) == 0, "it may still be at work"
        assert send_due_letters(now=timezone.now() + DEAD_AFTER) == 1

    def test_what_it_was_handing_over_is_left_to_an_officer(self, mailbox):
        letter = make_letter()
        self.left(letter, handed_over=True)

        assert send_due_letters(now=timezone.now() + DEAD_AFTER) == 0
        assert state_of(letter) == LetterState.PERHAPS_SENT
        assert not mailbox.taken


FAULTS = ("connect", "EHLO", "MAIL", "RCPT", "DATA", "words", "commit")
# Most strike before the words, so that some letters run out of tries.
HOW_OFTEN = (6, 3, 3, 1, 1, 1, 1)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_a_thousand_faults_on_the_way_lose_and_double_nothing(mailbox):
    chance, faults, letters = random.Random(11), 0, []
    while faults < 1000:
        letters.append(letter := make_letter(f"person{len(letters)}@example.org"))
        while now := due_at(letter):
            meet(*chance.choices(FAULTS, HOW_OFTEN), mailbox, now)
            faults += 1
            # One in four gets through after that.
            if not chance.randrange(4):
                send_due_letters(now=due_at(letter) or now)

    taken = mailbox.copies_of()
    copies = {letter: taken[f"<letter-{letter.pk}@localhost>"] for letter in letters}
    ends = {letter: state_of(letter) for letter in letters}
    left = {LetterState.SENT, LetterState.PERHAPS_SENT, LetterState.REFUSED}
    assert set(ends.values()) == left, "an officer is told of whatever was not sent"
    assert max(copies.values()) == 1
    assert all(copies[letter] == 1 for letter, end in ends.items() if end == LetterState.SENT)
    assert not any(copies[letter] for letter, end in ends.items() if end == LetterState.REFUSED)


def due_at(letter):
    """When the next try begins, so that one round makes one try; None once there is none."""
    letter.refresh_from_db()
    if letter.state not in {LetterState.WAITING, LetterState.BEING_SENT}:
        return None
    waits = DEAD_AFTER if letter.state == LetterState.BEING_SENT else datetime.timedelta(0)
    return letter.next_try_at + waits


def meet(fault, mailbox, now):
    """One round of sending in which the line, or the database after the words, gives way."""
    mailbox.hangs_up_after = fault
    try:
        with (
            connection.execute_wrapper(loses_what_was_sent) if fault == "commit" else nullcontext()
        ):
            send_due_letters(now=now)
    except OperationalError:
        assert fault == "commit"
    mailbox.hangs_up_after = ""


def loses_what_was_sent(execute, sql, params, many, context):
    if sql.startswith("UPDATE") and LetterState.SENT in (params or ()):
        raise OperationalError
    return execute(sql, params, many, context)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_fifty_workers_killed_at_any_moment_lose_and_double_nothing(mailbox, monkeypatch):
    monkeypatch.setattr(sending, "DEAD_AFTER", datetime.timedelta(0))
    mailbox.takes_seconds = 0.003
    letters = [make_letter(f"person{number}@example.org") for number in range(60)]
    chance = random.Random(7)

    for _ in range(50):
        kill_midway(after=chance.uniform(0.005, 0.08))
    assert mailbox.taken
    assert len(mailbox.taken) < len(letters), "the kills came too late to say anything"
    send_due_letters()

    taken = mailbox.copies_of()
    states = {letter.pk: state_of(letter) for letter in letters}
    copies = {pk: taken[f"<letter-{pk}@localhost>"] for pk in states}
    assert set(states.values()) <= {LetterState.SENT, LetterState.PERHAPS_SENT}
    assert all(copies[pk] == 1 for pk, state in states.items() if state == LetterState.SENT)
    assert max(copies.values()) == 1


def kill_midway(*, after: float) -> None:
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            send_due_letters()
        finally:
            os._exit(0)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
