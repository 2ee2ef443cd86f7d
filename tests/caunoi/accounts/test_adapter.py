"""Signing in as it is put together: allauth, axes and our own rules."""

import re

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt, AccessLog
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from caunoi.accounts.adapter import address_being_tried
from caunoi.accounts.models import Role, User

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def counted_sign_ins(settings):
    settings.AXES_ENABLED = True
    settings.AXES_HANDLER = "axes.handlers.database.AxesDatabaseHandler"
    settings.LOGIN_REDIRECT_URL = "accounts:own_account"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    AxesProxyHandler.get_implementation(force=True)
    cache.clear()


@pytest.fixture
def user(make_user) -> User:
    return make_user("an@example.org", Role.EXPERT, password=PASSWORD)


def sign_in(client: Client, email: str, password: str, **extra: str):
    return client.post(LOGIN, {"login": email, "password": password}, **extra)


class TestSigningIn:
    @pytest.mark.parametrize("typed", ["an@example.org", "AN@Example.org", " an@example.org "])
    def test_with_the_address_however_it_is_typed(self, client, user, typed):
        assert sign_in(client, typed, PASSWORD).url == reverse("accounts:own_account")

    def test_in_the_language_the_account_speaks(self, client, user):
        user.language = "vi"
        user.save()

        assert sign_in(client, user.email, PASSWORD).cookies["django_language"].value == "vi"

    def test_never_tells_whether_an_address_has_an_account(self, client, user):
        wrong_password = sign_in(client, user.email, "x").context["form"].errors
        no_account = sign_in(client, "nobody@example.org", "x").context["form"].errors

        assert wrong_password == no_account

    def test_a_closed_account_says_so_to_its_holder_alone(self, client, user):
        user.is_active = False
        user.save()

        assert sign_in(client, user.email, PASSWORD).url == reverse("account_inactive")
        assert "form" in sign_in(client, user.email, "x").context

    def test_keeps_no_log_of_who_signed_in_when(self, client, user):
        sign_in(client, user.email, PASSWORD)

        assert not AccessLog.objects.exists()

    def test_leads_back_only_within_the_site(self, client, user):
        answer = client.post(
            LOGIN + "?next=https://evil.example/",
            {"login": user.email, "password": PASSWORD, "next": "https://evil.example/"},
        )

        assert answer.url == reverse("accounts:own_account")


class TestTooManyTries:
    def test_the_fifth_wrong_password_closes_sign_in_kindly(self, client, user):
        answers = [sign_in(client, user.email, "wrong").status_code for _ in range(6)]

        assert answers == [200, 200, 200, 200, 429, 429]
        page = sign_in(client, user.email, PASSWORD)
        assert page.status_code == 429
        assert "Too many tries" in page.content.decode()

    def test_other_spellings_count_as_one_address(self, client, user):
        for typed in ["an@example.org", "AN@example.org", "An@Example.org", " an@example.org"]:
            sign_in(client, typed, "wrong")

        assert sign_in(client, "aN@example.org", "wrong").status_code == 429

    def test_another_address_and_another_place_stay_open(self, client, user, make_user):
        make_user("binh@example.org", password=PASSWORD)
        for _ in range(5):
            sign_in(client, user.email, "wrong")

        assert sign_in(client, "binh@example.org", PASSWORD).status_code == 302
        elsewhere = sign_in(Client(), user.email, PASSWORD, REMOTE_ADDR="192.0.2.7")
        assert elsewhere.status_code == 302

    def test_after_fifteen_minutes_it_opens_again(self, client, user, settings):
        for _ in range(6):
            sign_in(client, user.email, "wrong")
        AccessAttempt.objects.update(
            attempt_time=timezone.now() - timezone.timedelta(minutes=15, seconds=1)
        )

        assert sign_in(client, user.email, PASSWORD).status_code == 302

    def test_trying_again_meanwhile_does_not_prolong_it(self, client, user):
        for _ in range(5):
            sign_in(client, user.email, "wrong")
        before = AccessAttempt.objects.get().attempt_time

        sign_in(client, user.email, "wrong")

        assert AccessAttempt.objects.get().attempt_time == before

    def test_a_success_forgets_the_failures(self, client, user):
        for _ in range(4):
            sign_in(client, user.email, "wrong")
        sign_in(client, user.email, PASSWORD)

        assert not AccessAttempt.objects.exists()

    def test_passwords_are_kept_in_no_record_of_a_failure(self, client, user):
        sign_in(client, user.email, "my other password")

        assert "my other password" not in str(AccessAttempt.objects.values().get())


class TestSecondFactor:
    @pytest.fixture
    def secret(self, user) -> str:
        secret = "JBSWY3DPEHPK3PXP"
        TOTP.activate(user, secret)
        return secret

    def test_a_password_alone_leads_to_the_code_and_no_further(self, client, user, secret):
        answer = sign_in(client, user.email, PASSWORD)

        assert answer.url == reverse("mfa_authenticate")
        assert client.get(answer.url).status_code == 200
        assert client.get(reverse("accounts:own_account")).status_code == 302

    def test_the_code_opens(self, client, user, secret):
        sign_in(client, user.email, PASSWORD)
        code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))

        answer = client.post(reverse("mfa_authenticate"), {"code": code})

        assert answer.url == reverse("accounts:own_account")

    def test_codes_cannot_be_guessed_at_length(self, client, user, secret):
        sign_in(client, user.email, PASSWORD)

        pages = [client.post(reverse("mfa_authenticate"), {"code": "000000"}) for _ in range(7)]

        assert "Too many" in str(pages[-1].context["form"].errors)


class TestSigningUp:
    def test_it_is_closed(self, client):
        page = client.get("/accounts/signup/")
        answer = client.post(
            "/accounts/signup/",
            {"email": "x@example.org", "password1": PASSWORD, "password2": PASSWORD},
        )

        assert "By invitation" in page.content.decode()
        assert "By invitation" in answer.content.decode()
        assert not User.objects.exists()

    def test_the_address_of_an_account_cannot_be_changed(self, client_of, user):
        client_of(user).post("/accounts/email/", {"action_add": "", "email": "x@example.org"})

        user.refresh_from_db()
        assert user.email == "an@example.org"
        assert user.emailaddress_set.count() == 0

    @pytest.mark.parametrize("page", ["email/", "confirm-email/", "confirm-email/x/"])
    def test_pages_that_would_confirm_or_change_an_address_are_closed(self, client_of, user, page):
        assert client_of(user).get(f"/accounts/{page}").url == reverse("accounts:own_account")


class TestForgottenPassword:
    def test_a_link_by_mail_sets_a_new_one_once(self, client, user, settings):
        client.post("/accounts/password/reset/", {"email": "AN@example.org"})
        link = re.search(rf"{settings.SITE_URL}(/\S+)", mail.outbox[0].body)[1]
        form = client.get(link, follow=True)
        new = {"password1": "another bridge of stone", "password2": "another bridge of stone"}

        client.post(form.request["PATH_INFO"], new)

        user.refresh_from_db()
        assert user.check_password("another bridge of stone")
        assert client.get(reverse("accounts:own_account")).status_code == 302
        assert client.get(link, follow=True).context["token_fail"]

    def test_whoever_asks_does_not_choose_where_the_link_leads(self, client, user, settings):
        settings.SITE_URL = "https://register.example/"

        client.post(
            "/accounts/password/reset/", {"email": user.email}, headers={"host": "localhost:6666"}
        )

        [message] = mail.outbox
        assert "https://register.example/accounts/password/reset/key/" in message.body
        assert "localhost" not in message.body + message.subject

    def test_an_unknown_address_gets_the_same_answer_and_no_mail(self, client, user):
        known = client.post("/accounts/password/reset/", {"email": user.email})
        unknown = client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

        assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
        assert [message.to for message in mail.outbox] == [["an@example.org"]]


@pytest.mark.parametrize(
    ("credentials", "posted", "counted"),
    [
        ({"email": "AN@example.org"}, {}, "an@example.org"),
        ({"username": "An@example.org "}, {}, "an@example.org"),
        (None, {"login": "AN@example.org"}, "an@example.org"),
        ({}, {}, ""),
    ],
)
def test_address_being_tried(credentials, posted, counted):
    request = RequestFactory().post("/", posted)

    assert address_being_tried(request, credentials) == counted


ENTRANCES = ["account_login", "account_signup", "account_reset_password", "account_inactive"]
INNER_PAGES = [
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
    "mfa_reauthenticate",
    "mfa_deactivate_totp",
]


@pytest.fixture
def inside(client, user) -> Client:
    """Signed in a moment ago, so that no page asks for the password again."""
    sign_in(client, user.email, PASSWORD)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    return client


def assert_wears_our_frame_and_obeys_the_policy(page) -> None:
    html = page.content.decode()
    assert page.status_code == 200
    assert 'class="masthead"' in html
    assert "style=" not in html
    assert not re.search(r"<script(?![^>]*(src=|application/json))", html)
    assert not re.search(r"\son\w+=", html)


@pytest.mark.parametrize("name", ENTRANCES)
def test_every_entrance_wears_our_frame_and_obeys_the_policy(client, name):
    assert_wears_our_frame_and_obeys_the_policy(client.get(reverse(name)))


@pytest.mark.parametrize("name", INNER_PAGES)
def test_every_inner_page_wears_our_frame_and_obeys_the_policy(inside, name):
    assert_wears_our_frame_and_obeys_the_policy(inside.get(reverse(name)))


def test_the_page_of_a_new_app_wears_our_frame_and_obeys_the_policy(inside, user):
    user.authenticator_set.all().delete()

    page = inside.get(reverse("mfa_activate_totp"))

    assert_wears_our_frame_and_obeys_the_policy(page)
    assert "data:image/svg+xml" in page.content.decode()
