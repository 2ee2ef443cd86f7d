from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from caunoi.accounts.models import Invitation
from caunoi.accounts.signed_links import InvalidLink, LinkState, signed_link_page

from .conftest import NOW

DAY = timedelta(days=1)


def issue(**fields):
    defaults = {"purpose": "invitation", "lifetime": 7 * DAY, "now": NOW, "roles": []}
    return Invitation.issue(**{**defaults, "email": "an@example.org", **fields})


def state_of(token, *, purpose="invitation", now=NOW):
    try:
        Invitation.find_valid(token, purpose=purpose, now=now)
    except InvalidLink as refusal:
        return refusal.state
    return LinkState.VALID


@pytest.mark.django_db
class TestStates:
    def test_a_new_link_is_valid_and_opening_it_changes_nothing(self):
        link, token = issue()

        assert [Invitation.find_valid(token, purpose="invitation", now=NOW) for _ in "12"] == [
            link,
            link,
        ]
        link.refresh_from_db()
        assert link.used_at is None

    def test_the_token_is_kept_nowhere(self):
        link, token = issue()

        assert token not in str(Invitation.objects.filter(pk=link.pk).values().get())

    def test_a_wrong_token_is_unknown(self):
        _link, token = issue()

        assert state_of(token[:-1]) is LinkState.UNKNOWN
        assert state_of("") is LinkState.UNKNOWN

    def test_a_link_does_one_thing_only(self):
        _link, token = issue()

        assert state_of(token, purpose="consent") is LinkState.UNKNOWN

    @pytest.mark.parametrize(
        ("after", "state"),
        [
            (7 * DAY - timedelta(seconds=1), LinkState.VALID),
            (7 * DAY, LinkState.EXPIRED),
            (70 * DAY, LinkState.EXPIRED),
        ],
    )
    def test_a_link_expires_on_its_day(self, after, state):
        _link, token = issue()

        assert state_of(token, now=NOW + after) is state

    def test_a_used_link_is_used_also_after_its_day(self):
        _link, token = issue()
        with transaction.atomic():
            Invitation.take(token, purpose="invitation", now=NOW)

        assert state_of(token) is LinkState.USED
        assert state_of(token, now=NOW + 70 * DAY) is LinkState.USED

    def test_a_withdrawn_link_is_withdrawn(self):
        link, token = issue()
        Invitation.objects.filter(pk=link.pk).update(revoked_at=NOW)

        assert state_of(token) is LinkState.REVOKED

    @pytest.mark.parametrize("ending", [{"used_at": NOW}, {"revoked_at": NOW}])
    def test_take_refuses_what_find_valid_refuses(self, ending):
        link, token = issue()
        Invitation.objects.filter(pk=link.pk).update(**ending)

        with pytest.raises(InvalidLink), transaction.atomic():
            Invitation.take(token, purpose="invitation", now=NOW)

    def test_a_link_stays_unused_when_what_it_was_for_fails(self):
        _link, token = issue()

        @transaction.atomic
        def take_and_fail():
            Invitation.take(token, purpose="invitation", now=NOW)
            raise OSError("the disk is full")

        with pytest.raises(OSError, match="full"):
            take_and_fail()

        assert state_of(token) is LinkState.VALID

    def test_a_link_cannot_end_before_it_began(self):
        with pytest.raises(IntegrityError, match="expires_after_it_was_made"):
            issue(lifetime=timedelta(0))


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins():
    _link, token = issue()

    def press_the_button(_):
        try:
            with transaction.atomic():
                Invitation.take(token, purpose="invitation", now=NOW)
                return LinkState.VALID
        except InvalidLink as refusal:
            return refusal.state
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as together:
        answers = list(together.map(press_the_button, range(4)))

    assert sorted(answers, key=str) == [LinkState.USED] * 3 + [LinkState.VALID]


def test_a_signed_link_page_is_public_and_tells_its_address_to_nobody():
    page = signed_link_page(lambda request: HttpResponse("opened"))

    response = page(RequestFactory().get("/"))

    assert page.login_required is False
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "strict-origin"
    assert "noindex" in response["X-Robots-Tag"]
