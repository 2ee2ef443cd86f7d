"""A lost laptop, and an officer who goes home."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.urls import reverse

from caunoi.accounts import services
from caunoi.accounts.emergencies import hand_over, lock_down
from caunoi.accounts.models import Invitation, Role, User
from caunoi.accounts.viewers import roles_of
from caunoi.organisations.models import Organisation
from caunoi.search.models import SavedFilter

from .conftest import NOW, give_second_factor

pytestmark = pytest.mark.django_db
HOME = "accounts:own_account"


def fresh(user):
    return User.objects.get(pk=user.pk)


class TestLockdown:
    def test_nobody_gets_in_by_the_account_any_more(self, officer, client_of):
        officer.set_password("một cây cầu bắc qua sông")
        officer.save()
        browser = client_of(officer)
        give_second_factor(officer)
        services.invite_user(email="x@example.org", roles=[Role.EXPERT], by=officer, now=NOW)
        assert browser.get(reverse(HOME)).status_code == 200

        done = lock_down(officer, by=None, now=NOW)

        assert (done.second_factors, done.links) == (1, 1)
        assert browser.get(reverse(HOME)).status_code == 302
        assert not fresh(officer).has_usable_password()
        assert not Authenticator.objects.filter(user=officer).exists()
        assert Invitation.objects.get().revoked_at == NOW

    def test_a_stolen_session_stays_closed_when_the_account_is_opened_again(
        self, officer, administrator, client_of
    ):
        browser = client_of(officer)

        lock_down(officer, by=administrator)
        services.reactivate_user(fresh(officer), by=administrator)

        assert browser.get(reverse(HOME)).status_code == 302

    def test_links_that_were_used_stay_as_they_are(self, officer):
        invitation, token = services.invite_user(
            email="x@example.org", roles=[Role.EXPERT], by=officer, now=NOW
        )
        Invitation.take(token, purpose=services.INVITATION, now=NOW + timedelta(hours=1))

        assert lock_down(officer, by=None).links == 0
        invitation.refresh_from_db()
        assert invitation.revoked_at is None

    def test_it_may_be_called_again(self, officer):
        lock_down(officer, by=None)

        assert lock_down(officer, by=None).links == 0

    def test_an_administrator_does_not_lock_out_the_last_one(self, administrator):
        with pytest.raises(ValidationError):
            lock_down(administrator, by=administrator)

    def test_the_command_line_locks_even_the_last_administrator(self, administrator):
        lock_down(administrator, by=None)

        assert not fresh(administrator).is_active


class TestHandover:
    def test_roles_bodies_and_filters_go_over_and_the_account_is_closed(self, officer, make_user):
        successor = make_user("new@example.org")
        Organisation.objects.create(display_name="Viện Thử").representatives.create(user=officer)
        SavedFilter.objects.create(user=officer, name="Quantum", page="people:people", query="q")

        done = hand_over(officer, successor, by=None)

        assert (done.roles, done.records) == (("officer",), 2)
        assert roles_of(fresh(successor)) == {Role.OFFICER}
        assert successor.representations.count() == 1
        assert successor.saved_filters.count() == 1
        assert not fresh(officer).is_active
        assert not roles_of(fresh(officer))

    def test_what_the_successor_has_under_the_same_name_stays(self, officer, make_user):
        successor = make_user("new@example.org")
        for user, query in ((officer, "old"), (successor, "own")):
            SavedFilter.objects.create(user=user, name="Quantum", page="people:people", query=query)

        assert hand_over(officer, successor, by=None).records == 0
        assert successor.saved_filters.get().query == "own"

    def test_an_administrators_roles_go_over_too(self, administrator, make_user):
        successor = make_user("new@example.org")

        hand_over(administrator, successor, by=None)

        assert roles_of(fresh(successor)) == {Role.ADMINISTRATOR}

    def test_a_closed_account_takes_over_nothing(self, officer, make_user):
        successor = make_user("new@example.org")
        User.objects.filter(pk=successor.pk).update(is_active=False)

        with pytest.raises(ValidationError, match="closed"):
            hand_over(officer, fresh(successor), by=None)
        assert fresh(officer).is_active

    def test_nobody_is_their_own_successor(self, officer):
        with pytest.raises(ValidationError, match="same account"):
            hand_over(officer, officer, by=None)


class TestThePages:
    def test_an_administrator_locks_a_colleague_out(self, administrator, officer, client_of):
        client_of(administrator).post(reverse("accounts:lock_down", args=[officer.pk]))

        assert not fresh(officer).is_active

    def test_an_administrator_hands_a_colleague_over(
        self, administrator, officer, make_user, client_of
    ):
        successor = make_user("new@example.org")
        browser = client_of(administrator)
        address = reverse("accounts:hand_over", args=[officer.pk])
        assert "new@example.org" in browser.get(address).content.decode()

        browser.post(address, {"successor": successor.pk})

        assert roles_of(fresh(successor)) == {Role.OFFICER}

    def test_the_successor_is_someone_else(self, administrator, officer, client_of):
        page = client_of(administrator).post(
            reverse("accounts:hand_over", args=[officer.pk]), {"successor": officer.pk}
        )

        assert page.status_code == 200
        assert fresh(officer).is_active

    @pytest.mark.parametrize("name", ["accounts:lock_down", "accounts:hand_over"])
    def test_an_officer_does_neither(self, officer, administrator, client_of, name):
        page = client_of(officer).post(reverse(name, args=[administrator.pk]))

        assert page.status_code == 403
