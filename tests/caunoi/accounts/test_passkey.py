"""A passkey from its making to signing in, in a real browser with an authenticator that is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, sync_playwright

from caunoi.accounts.models import Role

from .conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def complaints() -> list[str]:
    """Breaches of the content policy and uncaught errors, as the browser tells them."""
    return []


@pytest.fixture
def page(chromium: Path, complaints: list[str], monkeypatch) -> Iterator[Page]:
    # Playwright runs an event loop, in which Django would refuse to touch the database.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(locale="en-GB")
        page.on("console", lambda message: complaints.extend(breaches(message.text)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        add_authenticator(page)
        yield page
        browser.close()


def breaches(text: str) -> list[str]:
    return [text] if "Content Security Policy" in text else []


def add_authenticator(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_an_officer_is_led_to_a_passkey_and_signs_in_with_it(
    page, complaints, live_server, settings, make_user
):
    settings.CAUNOI_REQUIRE_MFA = True
    settings.LOGIN_REDIRECT_URL = "accounts:own_account"
    cache.clear()
    officer = make_user("officer@example.org", Role.OFFICER, password=PASSWORD)
    # A passkey belongs to a name, and no numeric address is one.
    site = live_server.url.replace("127.0.0.1", "localhost")

    page.goto(site + reverse("account_login"))
    page.get_by_label("Email").fill(officer.email)
    page.get_by_label("Password", exact=False).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**" + reverse("accounts:second_factor"))
    page.get_by_role("link", name="Add a passkey").click()
    page.locator("input[name=name]").fill("Laptop")
    page.locator("input[name=passwordless]").check()
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**" + reverse("mfa_view_recovery_codes"))
    key = Authenticator.objects.get(user=officer, type=Authenticator.Type.WEBAUTHN)
    assert key.wrap().is_passwordless

    page.context.clear_cookies()
    page.goto(site + reverse("account_login"))
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**" + reverse("accounts:own_account"))

    assert page.get_by_role("heading", name="Your account").is_visible()
    assert complaints == []


def test_a_passkey_that_is_not_read_is_said_on_the_page(page, live_server):
    cache.clear()
    page.goto(live_server.url.replace("127.0.0.1", "localhost") + reverse("account_login"))
    refused = page.get_by_text("The passkey was not read.")
    assert refused.is_hidden()

    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')) }")
    page.get_by_role("button", name="Sign in with a passkey").click()
    refused.wait_for()

    assert refused.is_visible()


def test_an_invitation_is_accepted_in_a_browser(page, complaints, live_server, administrator):
    """The address is told to nobody, and yet the form passes the check of where it came from."""
    from caunoi.accounts import services

    _invitation, token = services.invite_user(
        email="hoa@example.org", roles=[Role.EXPERT], by=administrator
    )
    referrers: list[str] = []
    page.on("request", lambda request: referrers.append(request.headers.get("referer", "")))

    page.goto(live_server.url + reverse("accounts:invitation", args=[token]))
    page.get_by_label("Your name").fill("Hoa (demo)")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password_again]").fill(PASSWORD)
    page.get_by_role("button", name="Make my account").click()
    page.wait_for_url("**" + reverse("account_login"))

    assert page.get_by_text("Your account is ready.").is_visible()
    assert not any(token in referrer for referrer in referrers)
    assert complaints == []
