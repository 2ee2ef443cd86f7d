"""An officer's pages of letters."""

import pytest
from django.urls import reverse

from caunoi.accounts.models import Role
from caunoi.messages.models import LetterKind, LetterState
from caunoi.messages.services import write_letter
from tests.caunoi.queries import queries_of
from tests.factories import make_expert

pytestmark = pytest.mark.django_db


def make_letter(subject="Thư mời", state=LetterState.BY_HAND, **fields):
    person = make_expert(email="expert@example.org")
    letter = write_letter(
        person=person,
        kind=LetterKind.INVITATION,
        subject=subject,
        paragraphs=["Kính gửi chị,"],
        **fields,
    )
    letter.state = state
    letter.save()
    return letter


@pytest.fixture
def officer(sign_in):
    return sign_in(Role.OFFICER)


def page_of(client, name, *args):
    return client.get(reverse(f"messages:{name}", args=args)).content.decode()


@pytest.mark.parametrize("role", [Role.EXPERT, Role.HOME_PARTNER, Role.COORDINATOR])
def test_letters_are_for_officers_alone(client, sign_in, role):
    letter = make_letter()
    sign_in(role, person_id=letter.person_id)

    for address in ("letters", "letter"):
        args = [letter.pk] if address == "letter" else []
        assert client.get(reverse(f"messages:{address}", args=args)).status_code == 403


def test_the_list_shows_first_what_needs_a_hand(client, officer):
    make_letter("To pass on")
    make_letter("Refused", LetterState.REFUSED)
    make_letter("On its way", LetterState.WAITING)

    page = page_of(client, "letters")

    assert "To pass on" in page
    assert "Refused" in page
    assert "On its way" not in page


def test_an_empty_list_says_when_letters_are_written(client, officer):
    assert "Letters are written when" in page_of(client, "letters")


def test_the_number_of_queries_does_not_grow_with_the_letters(client, officer):
    letters = reverse("messages:letters")
    make_letter()
    few = queries_of(client, letters)
    for _ in range(5):
        make_letter()

    assert queries_of(client, letters) == few


def test_a_letter_shows_its_words_without_the_secret_address(client, officer):
    letter = make_letter(link_to="self_service:home")

    page = page_of(client, "letter", letter.pk)

    assert "Kính gửi chị," in page
    assert "[link to the own page]" in page
    assert "/me/cn_" not in page


def test_passing_on_shows_words_with_a_link_and_the_mail_program(client, officer):
    letter = make_letter(link_to="self_service:home")

    page = client.post(reverse("messages:pass_on", args=[letter.pk])).content.decode()

    letter.refresh_from_db()
    assert letter.state == LetterState.PASSED_ON
    assert "/me/cn_" in page
    assert "mailto:expert%40example.org?subject=Th%C6%B0" in page


def test_a_refused_letter_can_go_out_again(client, officer):
    letter = make_letter(state=LetterState.REFUSED)
    assert "Send it again" in page_of(client, "letter", letter.pk)

    client.post(reverse("messages:send_again", args=[letter.pk]))

    letter.refresh_from_db()
    assert letter.state == LetterState.WAITING


def test_a_letter_that_was_sent_cannot(client, officer):
    letter = make_letter()
    letter.__class__.objects.update(state=LetterState.PASSED_ON)

    client.post(reverse("messages:send_again", args=[letter.pk]))

    letter.refresh_from_db()
    assert letter.state == LetterState.PASSED_ON
