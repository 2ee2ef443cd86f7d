"""A real browser before the product as an operator starts it: server, worker and database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from caunoi.demonstration.accounts import PASSWORD
from tests.caunoi.processes import new_place, throw_away

# Breaches of the content policy never reach the console of a page that catches them.
COLLECT_BREACHES = """
window.breaches = [];
document.addEventListener("securitypolicyviolation", event =>
    window.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    place = new_place()
    yield place
    throw_away(place)


@pytest.fixture(scope="module")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(chromium), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def faults() -> list[str]:
    """What a page complained about: errors nobody caught, and breaches of the content policy."""
    return []


@pytest.fixture
def page(browser: Browser, faults: list[str]) -> Iterator[Page]:
    context = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 900})
    context.add_init_script(COLLECT_BREACHES)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield page
    context.close()


def add_passkey_device(page: Page) -> None:
    """An authenticator of the browser's own making, which always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def sign_in_to_the_demonstration(page: Page, address: str, role: str = "officer") -> None:
    page.goto(f"{address}/accounts/login/")
    page.locator("input[name=login]").fill(f"{role}@demo.example")
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button.btn-primary").first.click()
    page.wait_for_load_state()


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
