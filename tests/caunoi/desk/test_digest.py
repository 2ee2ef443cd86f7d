"""Monday's letter to officers: what waits, in numbers; once a week, to whoever wants it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from caunoi.accounts.models import Role
from caunoi.desk.digest import is_due, send_digest, send_digests, text_of_digest
from caunoi.desk.models import SentDigest
from tests.caunoi.messages.conftest import mailbox  # noqa: F401
from tests.factories import make_officer, make_person, make_proposal, make_user

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 23, 8, 5, tzinfo=timezone.get_fixed_timezone(60))


@pytest.fixture
def officer():
    return make_officer(email="officer@example.org", language="en")


@pytest.fixture
def something_waits():
    author = make_person("Zz Nguyễn Ví Dụ")
    return make_proposal(author, title="Zz secret title", text="Zz secret words")


def test_it_counts_what_waits_and_leads_there(officer, something_waits, settings):
    text = text_of_digest(officer, now=MONDAY)

    assert "Proposals to place: 1" in text
    assert f"{settings.SITE_URL}/proposals/triage/" in text
    assert "New in the last seven days:\nPeople: " in text
    assert f"{settings.SITE_URL}/accounts/" in text


def test_it_names_nobody_and_quotes_nothing(officer, something_waits):
    text = text_of_digest(officer, now=MONDAY)

    assert "Zz" not in text
    assert "Ví Dụ" not in text


@pytest.mark.parametrize(("language", "said"), [("vi", "Đề xuất"), ("en", "Proposals to place")])
def test_it_speaks_the_officers_language(something_waits, language, said):
    assert said in text_of_digest(make_officer(language=language), now=MONDAY)


def test_where_nothing_waits_there_is_no_letter(officer, mailbox):  # noqa: F811
    assert text_of_digest(officer, now=MONDAY) == ""
    assert send_digests(now=MONDAY) == 0
    assert not mailbox.taken


def test_only_officers_who_want_it_receive_it(officer, something_waits, mailbox):  # noqa: F811
    make_officer(email="no@example.org", wants_digest=False)
    make_officer(email="gone@example.org", is_active=False)
    make_user(Role.HOME_PARTNER, email="partner@example.org")

    assert send_digests(now=MONDAY) == 1
    assert [str(one["To"]) for one in mailbox.taken] == ["officer@example.org"]
    assert mailbox.taken[0]["Subject"] == "What waits on the desk"
    assert mailbox.taken[0]["Content-Language"] == "en"


def test_it_goes_out_once_a_week(officer, something_waits, mailbox):  # noqa: F811
    for now in (MONDAY, MONDAY + timedelta(hours=1), MONDAY + timedelta(days=7)):
        send_digests(now=now)

    assert len(mailbox.taken) == 2


@pytest.mark.parametrize("fault", ["connect", "EHLO", "MAIL"])
def test_what_was_not_handed_over_is_tried_again(officer, something_waits, mailbox, fault):  # noqa: F811
    mailbox.hangs_up_after = fault
    assert send_digests(now=MONDAY) == 0
    mailbox.hangs_up_after = ""

    assert send_digests(now=MONDAY + timedelta(hours=1)) == 1
    assert len(mailbox.taken) == 1


def test_what_the_server_refused_is_tried_again(officer, something_waits, mailbox):  # noqa: F811
    mailbox.refuses["words"] = "451 later"
    assert not send_digest(user=officer, now=MONDAY)
    mailbox.refuses.clear()

    assert send_digest(user=officer, now=MONDAY)


def test_what_may_have_arrived_is_not_sent_again(officer, something_waits, mailbox):  # noqa: F811
    mailbox.hangs_up_after = "words"
    assert send_digests(now=MONDAY) == 0
    mailbox.hangs_up_after = ""

    assert send_digests(now=MONDAY + timedelta(hours=1)) == 0
    assert len(mailbox.taken) == 1
    assert SentDigest.objects.get().handing_over_at


def test_without_a_mail_server_nothing_is_sent(officer, something_waits, settings):
    settings.EMAIL_HOST = ""

    assert send_digests(now=MONDAY) == 0
    assert not SentDigest.objects.exists()


@pytest.mark.parametrize(
    ("utc", "due"),
    [
        (datetime(2026, 11, 23, 6, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 23, 7, 5, tzinfo=UTC), True),
        (datetime(2026, 11, 23, 20, 5, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 7, 5, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 6, 5, tzinfo=UTC), True),
    ],
)
def test_it_is_due_on_monday_from_eight_where_the_mission_is(utc, due):
    assert is_due(utc) == due
