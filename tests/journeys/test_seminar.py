"""A participant scans the code of a seminar: signs up and proposes, though the line breaks.

The officer makes the kit, stands at the door and thanks; the participant confirms by the link.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import PATIENCE_S, Served, environment, serving
from tests.journeys.conftest import COLLECT_BREACHES, assert_accessible

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NAME = "Lê Thị Quét Mã"
SEED = """
import datetime
import json
import sys
from pathlib import Path
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

with ready_database(open_data_folder(Path(sys.argv[1]))):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone
    from tests.factories import make_event, make_officer, make_register

    register = make_register()
    event = make_event(
        "A seminar of examples", hosts=[register.controller], starts_on=timezone.localdate()
    )
    officer = make_officer()
    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.save()
    print(json.dumps({"officer": session.session_key, "event": event.pk}))
"""


@dataclass(frozen=True)
class Place:
    served: Served
    officer: str
    event: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.served.port}"


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Place]:
    folder = place / "register"
    seeded = subprocess.run(
        [sys.executable, "-c", SEED, folder],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert seeded.returncode == 0, seeded.stderr
    keys = json.loads(seeded.stdout)
    with serving(DataFolder(folder), keys["officer"], "--no-demo") as served:
        yield Place(served, keys["officer"], keys["event"])


def browsing(browser: Browser, site: Place, session: str = "", **how: object) -> BrowserContext:
    context = browser.new_context(locale="en-GB", **how)  # type: ignore[arg-type]
    context.add_init_script(COLLECT_BREACHES)
    if session:
        context.add_cookies([{"name": "caunoi_session", "value": session, "url": site.address}])
    return context


def check(page: Page) -> None:
    """Accessible, within the policy, and no wider than its window."""
    page.wait_for_load_state()
    window = page.viewport_size
    assert window is not None
    assert page.evaluate("document.documentElement.scrollWidth") <= window["width"]
    assert_accessible(page)
    assert page.evaluate("window.breaches") == []


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).click()
    page.wait_for_load_state()


def test_from_the_code_on_the_wall_to_the_thank_you(browser: Browser, site: Place) -> None:
    officer = browsing(browser, site, site.officer, viewport=PHONE).new_page()
    phone = browsing(browser, site, viewport=PHONE, has_touch=True)

    code = make_the_kit(officer, site)
    sign_up_while_the_line_breaks(phone, f"{site.address}/s/{code}/")
    stand_at_the_door(officer, site)
    look_at_what_is_printed(officer, site)
    open_and_confirm(phone.new_page(), link_of_the_thank_you(officer, site), site)

    officer.goto(f"{site.address}/proposals/")
    expect(officer.get_by_text("Một cây cầu ví dụ")).to_be_visible()


def make_the_kit(officer: Page, site: Place) -> str:
    officer.goto(f"{site.address}/events/{site.event}/")
    officer.get_by_role("link", name="Seminar kit").click()
    expect(officer.get_by_text("People sign up on their own phone")).to_be_visible()
    check(officer)
    press(officer, "Make the kit")
    check(officer)
    address = officer.locator(".kit-address a").get_attribute("href") or ""
    return address.strip("/").rpartition("/")[2]


def sign_up_while_the_line_breaks(phone: BrowserContext, address: str) -> None:
    page = phone.new_page()
    page.goto(address.upper().replace("HTTP://LOCALHOST", "http://localhost").replace("/S/", "/s/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("A seminar of examples")
    check(page)
    assert page.locator("input:checked").count() == 0
    page.get_by_label("Your name").fill(NAME)
    page.get_by_label("Your e-mail").fill("quet.ma@example.org")
    page.get_by_text("Hand in a proposal").click()
    page.get_by_label("Your proposal, if you have one").fill("Một cây cầu ví dụ cho Huế")

    page.reload()
    expect(page.get_by_label("Your name")).to_have_value(NAME)
    page.get_by_label("with my name").check()
    page.get_by_label("I agree to be in this register").check()
    phone.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("What you typed is kept on this page")).to_be_visible()
    check(page)
    phone.set_offline(False)

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Thank you, it has arrived", timeout=30_000
    )
    check(page)
    assert not page.evaluate("Object.keys(sessionStorage).some(key => key.startsWith('sign-up'))")
    page.close()


def stand_at_the_door(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/seminars/{site.event}/door/?q=quet")
    expect(officer.get_by_text("0 of 1 came in")).to_be_visible()
    check(officer)
    officer.get_by_role("button", name=re.compile(f"Came in.*{NAME}")).click()
    expect(officer.get_by_text("1 of 1 came in")).to_be_visible()
    check(officer)


def look_at_what_is_printed(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/seminars/{site.event}/poster/")
    check(officer)
    officer.goto(f"{site.address}/seminars/{site.event}/type-in/")
    check(officer)
    answer = officer.request.get(f"{site.address}/seminars/{site.event}/sheets/")
    assert answer.body().startswith(b"%PDF")


def link_of_the_thank_you(officer: Page, site: Place) -> str:
    officer.goto(f"{site.address}/seminars/{site.event}/")
    press(officer, "Thank them now")
    officer.goto(f"{site.address}/letters/")
    officer.get_by_role("link", name="Thank you for coming").click()
    press(officer, "Show it with a link, to copy")
    words = officer.get_by_label("The letter with its link").input_value()
    found = re.search(r"/me/cn_\S+", words)
    assert found
    return f"{site.address}{found[0]}"


def open_and_confirm(person: Page, link: str, site: Place) -> None:
    person.goto(link)
    press(person, "That is me: open my page")
    expect(person.get_by_role("heading", level=1)).to_have_text("Was that you?")
    check(person)
    press(person, "Yes, that was me")
    expect(person.get_by_text("Thank you: it is confirmed.")).to_be_visible()
    check(person)
    person.goto(f"{site.address}/me/proposals/")
    expect(person.get_by_text("Một cây cầu ví dụ").first).to_be_visible()
