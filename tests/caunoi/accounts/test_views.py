import re

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts import services
from caunoi.accounts.models import Invitation, Role, User
from caunoi.accounts.viewers import roles_of

from .conftest import PASSWORD, give_second_factor

pytestmark = pytest.mark.django_db


def link_on(response) -> str:
    return re.search(r"/accounts/invitations/cn_[\w-]{43}/", response.content.decode())[0]


def invite_address(by: User, *roles: Role) -> str:
    _invitation, token = services.invite_user(
        email="hoa@example.org", roles=roles or [Role.OFFICER], by=by
    )
    return reverse("accounts:invitation", args=[token])


ACCEPTANCE = {
    "display_name": "Hoa (demo)",
    "password": PASSWORD,
    "password_again": PASSWORD,
    "language": "vi",
}


class TestInviting:
    def test_the_link_is_shown_once_and_opens_the_form(self, client, client_of, officer):
        page = client_of(officer).post(
            reverse("accounts:invite"), {"email": "Hoa@Example.org", "roles": ["officer"]}
        )

        assert page.status_code == 200
        assert "no-store" in page["Cache-Control"]
        assert client.get(link_on(page)).status_code == 200
        assert "cn_" not in client_of(officer).get(reverse("accounts:invite")).content.decode()

    def test_an_officer_cannot_invite_an_administrator(self, client_of, officer):
        page = client_of(officer).post(
            reverse("accounts:invite"), {"email": "hoa@example.org", "roles": ["administrator"]}
        )

        assert page.context["form"].errors["roles"]
        assert not Invitation.objects.exists()

    def test_an_address_with_an_account_is_refused_at_its_field(self, client_of, officer):
        page = client_of(officer).post(
            reverse("accounts:invite"), {"email": officer.email, "roles": ["officer"]}
        )

        assert page.context["form"].errors["email"]

    def test_an_officer_withdraws_only_own_invitations(self, client_of, officer, administrator):
        invite_address(administrator)
        theirs = Invitation.objects.get()

        page = client_of(officer).get(reverse("accounts:invite"))
        answer = client_of(officer).post(reverse("accounts:revoke_invitation", args=[theirs.pk]))

        assert theirs.email not in page.content.decode()
        assert answer.status_code == 404
        theirs.refresh_from_db()
        assert theirs.revoked_at is None

    def test_an_administrator_withdraws_any(self, client_of, officer, administrator):
        invite_address(officer)
        theirs = Invitation.objects.get()

        client_of(administrator).post(reverse("accounts:revoke_invitation", args=[theirs.pk]))

        theirs.refresh_from_db()
        assert theirs.revoked_at


class TestInvitation:
    def test_opening_changes_nothing_however_often(self, client, administrator):
        address = invite_address(administrator)

        assert client.head(address).status_code == 200
        assert client.get(address).status_code == 200
        assert client.get(address).status_code == 200

        assert Invitation.objects.get().used_at is None
        assert not User.objects.filter(email="hoa@example.org").exists()

    def test_the_button_makes_the_account_and_leads_to_sign_in(self, client, administrator):
        answer = client.post(invite_address(administrator), ACCEPTANCE)

        assert answer.url == reverse("account_login")
        assert answer.cookies["django_language"].value == "vi"
        user = User.objects.get(email="hoa@example.org")
        assert roles_of(user) == {Role.OFFICER}
        assert user.check_password(PASSWORD)

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"password": "1234567890", "password_again": "1234567890"}, "password"),
            ({"password": "hoa@example.org", "password_again": "hoa@example.org"}, "password"),
            ({"password_again": PASSWORD + "x"}, "password_again"),
            ({"display_name": " "}, "display_name"),
        ],
    )
    def test_a_refused_form_leaves_the_link_open(self, client, administrator, change, field):
        address = invite_address(administrator)

        page = client.post(address, ACCEPTANCE | change)

        assert set(page.context["form"].errors) == {field}
        assert client.get(address).status_code == 200

    def test_the_page_is_kept_nowhere_and_passed_to_nobody(self, client, administrator):
        page = client.get(invite_address(administrator))

        assert "no-store" in page["Cache-Control"]
        assert page["Referrer-Policy"] == "strict-origin"
        assert "https://" not in page.content.decode()

    def test_each_kind_of_closed_link_gets_its_own_answer(self, client, administrator):
        used = invite_address(administrator)
        client.post(used, ACCEPTANCE)
        User.objects.get(email="hoa@example.org").delete()
        revoked = invite_address(administrator)
        expired = invite_address(administrator)
        Invitation.objects.filter(used_at=None, revoked_at=None).update(
            created_at=timezone.now() - services.INVITATION_LIFETIME * 2,
            expires_at=timezone.now() - services.INVITATION_LIFETIME,
        )
        unknown = reverse("accounts:invitation", args=["cn_nothing"])

        answers = {
            state: client.get(address)
            for state, address in {
                "used": used,
                "revoked": revoked,
                "expired": expired,
                "unknown": unknown,
            }.items()
        }

        assert {state: page.context["state"] for state, page in answers.items()} == {
            state: state for state in answers
        }
        assert [page.status_code for page in answers.values()] == [410, 410, 410, 404]
        assert len({page.content for page in answers.values()}) == 4
        assert client.post(expired, ACCEPTANCE).status_code == 410

    def test_an_account_made_meanwhile_is_said_on_the_form(self, client, administrator):
        address = invite_address(administrator)
        User.objects.create_user("hoa@example.org")

        page = client.post(address, ACCEPTANCE)

        assert page.status_code == 200
        assert page.context["form"].non_field_errors()


class TestUserList:
    def test_it_says_roles_sign_ins_and_second_factors(self, client_of, administrator, officer):
        give_second_factor(officer)

        html = client_of(administrator).get(reverse("accounts:user_list")).content.decode()

        assert officer.email in html
        assert "Officer" in html
        assert "Set up" in html

    def test_it_asks_the_database_the_same_for_one_and_for_many(
        self, client_of, administrator, make_user, django_assert_num_queries
    ):
        client = client_of(administrator)
        address = reverse("accounts:user_list")
        client.get(address)
        with CaptureQueriesContext(connection) as for_one:
            client.get(address)
        for number in range(10):
            make_user(f"user{number}@example.org", Role.OFFICER, Role.EXPERT)

        with django_assert_num_queries(len(for_one)):
            client.get(address)

    @pytest.mark.parametrize(
        "page", ["user_list", "user_detail", "deactivate_user", "remove_second_factor"]
    )
    def test_only_administrators_open_it(self, client_of, officer, administrator, page):
        arguments = [] if page == "user_list" else [administrator.pk]
        address = reverse(f"accounts:{page}", args=arguments)
        method = "get" if page.startswith("user_") else "post"

        assert getattr(client_of(officer), method)(address).status_code == 403
        administrator.refresh_from_db()
        assert administrator.is_active


class TestUserDetail:
    def test_roles_are_saved(self, client_of, administrator, officer):
        client_of(administrator).post(
            reverse("accounts:user_detail", args=[officer.pk]), {"roles": ["coordinator"]}
        )

        assert roles_of(User.objects.get(pk=officer.pk)) == {Role.COORDINATOR}

    def test_the_last_administrator_is_told_to_find_another(self, client_of, administrator):
        page = client_of(administrator).post(
            reverse("accounts:user_detail", args=[administrator.pk]), {"roles": []}
        )

        assert "last administrator" in page.content.decode()
        assert roles_of(administrator) == {Role.ADMINISTRATOR}

    def test_a_closed_account_is_signed_out_at_once(self, client_of, administrator, officer):
        theirs = client_of(officer)
        assert theirs.get(reverse("accounts:own_account")).status_code == 200

        client_of(administrator).post(reverse("accounts:deactivate_user", args=[officer.pk]))

        assert theirs.get(reverse("accounts:own_account")).status_code == 302

    def test_an_account_is_opened_again(self, client_of, administrator, officer):
        services.deactivate_user(officer, by=administrator)

        client_of(administrator).post(reverse("accounts:reactivate_user", args=[officer.pk]))

        officer.refresh_from_db()
        assert officer.is_active

    def test_changes_need_a_button(self, client_of, administrator, officer):
        address = reverse("accounts:deactivate_user", args=[officer.pk])

        assert client_of(administrator).get(address).status_code == 405


class TestOwnAccount:
    def test_name_and_language_are_saved_and_shown_at_once(self, client_of, officer):
        answer = client_of(officer).post(
            reverse("accounts:own_account"), {"display_name": "An (demo)", "language": "vi"}
        )

        officer.refresh_from_db()
        assert (officer.display_name, officer.language) == ("An (demo)", "vi")
        assert answer.cookies["django_language"].value == "vi"

    def test_nothing_else_of_the_account_can_be_sent(self, client_of, officer):
        client_of(officer).post(
            reverse("accounts:own_account"),
            {"display_name": "An", "email": "x@example.org", "roles": ["administrator"]},
        )

        officer.refresh_from_db()
        assert officer.email == "officer@example.org"
        assert roles_of(officer) == {Role.OFFICER}

    def test_a_language_we_do_not_speak_is_refused(self, client_of, officer):
        page = client_of(officer).post(
            reverse("accounts:own_account"), {"display_name": "An", "language": "tlh"}
        )

        assert page.context["form"].errors["language"]


def test_a_new_password_ends_the_other_sessions(client_of, make_user):
    user = make_user("an@example.org", password=PASSWORD)
    here, elsewhere = client_of(user), client_of(user)

    here.post(
        reverse("account_reauthenticate"),
        {"password": PASSWORD, "next": reverse("account_change_password")},
    )
    here.post(
        reverse("account_change_password"),
        {
            "oldpassword": PASSWORD,
            "password1": "another bridge of stone",
            "password2": "another bridge of stone",
        },
    )

    assert User.objects.get(pk=user.pk).check_password("another bridge of stone")
    assert here.get(reverse("accounts:own_account")).status_code == 200
    assert elsewhere.get(reverse("accounts:own_account")).status_code == 302
    assert Session.objects.exists()
