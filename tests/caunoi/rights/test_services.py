"""A request is answered once, in the person's language, with the way to the own data."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from caunoi.messages.models import Letter
from caunoi.rights.models import RequestKind
from caunoi.rights.services import AlreadyAnswered, answer_request, ask_about_data
from tests.factories import make_expert, make_officer

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 14)


def test_a_request_is_due_in_thirty_days():
    asked = ask_about_data(person=make_expert(), kind=RequestKind.QUESTION, words="Why?", on=DAY)

    assert asked.due_on == datetime.date(2026, 4, 13)


def test_the_letter_leads_to_the_own_data():
    asked = ask_about_data(person=make_expert(), kind=RequestKind.QUESTION, words="Why?", on=DAY)

    letter = answer_request(request=asked, answer="Because.", by=make_officer())

    assert letter.link_to == "rights:own_data"
    assert letter.body.startswith("Because.")


def test_of_two_answers_the_second_is_refused_and_nothing_of_it_kept():
    asked = ask_about_data(person=make_expert(), kind=RequestKind.QUESTION, words="Why?", on=DAY)
    officer = make_officer()
    answer_request(request=asked, answer="First.", by=officer, now=timezone.now())

    with pytest.raises(AlreadyAnswered):
        answer_request(request=asked, answer="Second.", by=officer)

    asked.refresh_from_db()
    assert asked.answer == "First."
    assert Letter.objects.count() == 1
