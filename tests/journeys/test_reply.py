"""A proposal from the seminar to what came of it.

A participant scans the code, confirms, proposes in Vietnamese and sees a similar one in English.
The officer places and routes it, two ministries answer by link, the author reads the reply on the
phone and later hears what came of it.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import PATIENCE_S, Served, connected, environment, serving
from tests.journeys.conftest import COLLECT_BREACHES, assert_accessible

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1400, "height": 900}
AUTHOR = "Trần Thị Hành Trình"
TITLE = "Điện mặt trời cho trường học"
TEXT = f"Tôi là {AUTHOR}. Tôi đề nghị lắp điện mặt trời và lưu trữ hydrogen cho trường học."
SIMILAR = "Solar power for schools"
MINISTRIES = ("Ministry of Sun", "Ministry of Schools")
SEED = f"""
import json
import sys
from pathlib import Path
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

with ready_database(open_data_folder(Path(sys.argv[1]))):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone
    from caunoi.organisations.models import ContactPoint
    from caunoi.seminars.services import open_kit
    from tests.factories import (
        make_event, make_expert, make_officer, make_organisation, make_proposal, make_register,
        place,
    )

    make_register()
    today = timezone.localdate()
    event = make_event("A seminar of examples", starts_on=today)
    kit = open_kit(event=event, opens_on=today, closes_on=today)
    for name in {MINISTRIES!r}:
        body = make_organisation(name, kinds=["government"])
        ContactPoint.objects.create(organisation=body, name="Cooperation Office", language="en")
    similar = make_proposal(
        make_expert("Somebody Else"),
        "I propose to install solar power and hydrogen storage for schools.",
        title={SIMILAR!r},
        language="en",
        signature="by_field",
        received_on=today,
    )
    place(similar, "energy")
    officer = make_officer(display_name="An officer of examples")
    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.save()
    print(json.dumps({{"officer": session.session_key, "event": event.pk, "code": kit.code}}))
"""
FORTY_DAYS_GO_BY = "UPDATE proposals_proposal SET received_on = received_on - 40 WHERE title = %s"


@dataclass(frozen=True)
class Place:
    served: Served
    officer: str
    event: int
    code: str

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
    made = json.loads(seeded.stdout)
    with serving(DataFolder(folder), made["officer"], "--no-demo") as served:
        yield Place(served, **made)


def browsing(browser: Browser, site: Place, *, session: str = "", **how: object) -> Page:
    context: BrowserContext = browser.new_context(locale="en-GB", **how)  # type: ignore[arg-type]
    context.add_init_script(COLLECT_BREACHES)
    if session:
        context.add_cookies([{"name": "caunoi_session", "value": session, "url": site.address}])
    return context.new_page()


def on_a_phone(browser: Browser, site: Place) -> Page:
    return browsing(browser, site, viewport=PHONE, has_touch=True)


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).click()
    page.wait_for_load_state()


def press_key(page: Page, key: str) -> None:
    with page.expect_navigation():
        page.keyboard.press(key)


def follow(page: Page, name: str) -> None:
    page.locator("main").get_by_role("link", name=name).first.click()
    page.wait_for_load_state()


def check(page: Page) -> None:
    """Accessible, within the policy, and no wider than its screen."""
    page.wait_for_load_state()
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen, f"{page.url} is {wide} pixels wide"
    assert_accessible(page)
    assert page.evaluate("window.breaches") == []
    if folder := os.environ.get("CAUNOI_PICTURES"):
        name = re.sub(r"\W+", "-", page.url.split("/", 3)[3])[:40]
        page.screenshot(path=f"{folder}/{screen}-{name}.png", full_page=True)


def test_from_the_proposal_to_what_came_of_it(browser: Browser, site: Place) -> None:
    officer = browsing(browser, site, session=site.officer, viewport=DESK)
    ministries = [on_a_phone(browser, site) for _name in MINISTRIES]
    author = on_a_phone(browser, site)

    scan_and_sign_up(author, site)
    confirm(author, officer, site)
    propose(author, site)
    with connected(site.served.folder) as database:
        database.execute(FORTY_DAYS_GO_BY, [TITLE])

    place_it(officer, site)
    ask_both_ministries(officer)
    for ministry, name in zip(ministries, MINISTRIES, strict=True):
        ministry.goto(letter_to(officer, site, f"{name}, Cooperation Office"))
        open_and_read(ministry, name)
    answer(ministries[0], "we will take it up", "Zzraw: our budget for 2027.")
    keep_a_draft_and_answer(ministries[1], "this is already under way", "Zzraw: five schools.")

    reply_from_the_desk(officer, site)
    author.goto(letter_to(officer, site, AUTHOR))
    press(author, "That is me: open my page")
    the_author_reads(author)

    tell_what_came_of_it(officer, site)
    author.reload()
    expect(author.get_by_text("The first school has its solar roof.")).to_be_visible()
    expect(author.get_by_text("It led to something.")).to_be_visible()
    check(author)
    look_at_the_figures(officer, site)


def scan_and_sign_up(participant: Page, site: Place) -> None:
    participant.goto(f"{site.address}/s/{site.code}/")
    participant.get_by_label("Your name").fill(AUTHOR)
    participant.get_by_label("Your e-mail").fill("hanh.trinh@example.org")
    participant.get_by_label("I agree to be in this register").check()
    press(participant, "Send")
    expect(participant.get_by_role("heading", level=1)).to_have_text("Thank you, it has arrived")
    check(participant)


def confirm(participant: Page, officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/seminars/{site.event}/")
    press(officer, "Thank them now")
    participant.goto(letter_to(officer, site, AUTHOR))
    press(participant, "That is me: open my page")
    press(participant, "Yes, that was me")
    expect(participant.get_by_text("Thank you: it is confirmed.")).to_be_visible()


def propose(author: Page, site: Place) -> None:
    author.goto(f"{site.address}/me/proposals/")
    author.get_by_label("Title").fill(TITLE)
    author.get_by_label("Your proposal").press_sequentially(TEXT)
    hint = author.get_by_text("Somebody proposed something like it")
    expect(hint).to_be_visible(timeout=15_000)
    expect(author.get_by_text("Kept as a draft at")).to_be_visible()
    expect(author.locator("q").get_by_text(SIMILAR)).to_be_visible()
    check(author)
    author.get_by_label("unsigned").check()
    press(author, "Send")
    expect(author.get_by_role("heading", name=TITLE)).to_be_visible()
    check(author)


def place_it(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/proposals/triage/")
    expect(officer.get_by_role("button", name="Confirm")).to_be_visible()
    press_key(officer, "Enter")
    expect(officer.get_by_text("Every proposal has been placed")).to_be_visible()


def ask_both_ministries(officer: Page) -> None:
    officer.get_by_role("link", name="Proposals", exact=True).first.click()
    follow(officer, TITLE)
    check(officer)
    follow(officer, "Ask a body")
    check(officer)
    assert AUTHOR not in officer.get_by_label("Text, as it leaves").input_value()
    for name in MINISTRIES:
        officer.get_by_label(name).check()
    officer.get_by_label("Your question").fill("Could a school be found for it?")
    press(officer, "Ask them")
    expect(officer.get_by_text(f"Asked: {', '.join(MINISTRIES)}.")).to_be_visible()
    check(officer)


def letter_to(officer: Page, site: Place, reader: str) -> str:
    """The newest letter that waits to be passed on; its address, as it would be sent."""
    officer.goto(f"{site.address}/letters/")
    row = officer.locator("main tr").filter(has_text=reader).first
    row.get_by_role("link").first.click()
    press(officer, "Show it with a link, to copy")
    words = officer.get_by_label("The letter with its link").input_value()
    assert reader == AUTHOR or AUTHOR not in words
    found = re.search(r"/(?:me|partner)/cn_\S+", words)
    assert found
    return f"{site.address}{found[0]}"


def open_and_read(ministry: Page, name: str) -> None:
    expect(ministry.get_by_role("heading", level=1)).to_have_text(f"These pages are for {name}")
    check(ministry)
    press(ministry, "That is us: open our pages")
    expect(ministry.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(ministry.get_by_text("Could a school be found for it?")).to_be_visible()
    assert AUTHOR not in ministry.content()
    check(ministry)


def answer(ministry: Page, verdict: str, words: str) -> None:
    ministry.get_by_label(verdict).check()
    ministry.get_by_label("In words").fill(words)
    press(ministry, "Send our answer")
    expect(ministry.get_by_text("your answer has reached the mission")).to_be_visible()
    check(ministry)


def keep_a_draft_and_answer(ministry: Page, verdict: str, words: str) -> None:
    assert "Zzraw" not in ministry.content()
    ministry.get_by_label("In words").fill(words)
    press(ministry, "Keep as a draft")
    expect(ministry.get_by_label("In words")).to_have_value(words)
    answer(ministry, verdict, words)
    follow(ministry, "Proposals to answer")
    expect(ministry.locator("main")).to_contain_text(verdict)
    check(ministry)


def reply_from_the_desk(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/")
    row = officer.locator("main li").filter(has_text="People waiting for an answer")
    expect(row).to_contain_text("the oldest for 40 days")
    row.get_by_role("link").click()
    expect(officer.get_by_label("What they read")).to_have_value(
        re.compile("Ministry of Sun read your proposal with interest and will take it up")
    )
    check(officer)
    press_key(officer, "p")
    expect(officer.get_by_role("heading", name="As they will read it")).to_be_visible()
    press_key(officer, "Enter")
    expect(officer.get_by_text("Nobody waits for an answer")).to_be_visible()
    expect(officer.get_by_text("1 author is told.")).to_be_visible()
    check(officer)


def the_author_reads(author: Page) -> None:
    expect(author.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(author.get_by_text("Ministry of Schools tells us that work on this")).to_be_visible()
    assert "Zzraw" not in author.content()
    check(author)


def tell_what_came_of_it(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/answers/?show=answered")
    check(officer)
    follow(officer, TITLE)
    officer.get_by_text("Add what came of it").click()
    officer.get_by_label("What came of it").fill("The first school has its solar roof.")
    press(officer, "Add it and tell them")
    expect(officer.get_by_text("1 author is told.")).to_be_visible()
    check(officer)


def look_at_the_figures(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/answers/figures/")
    expect(officer.get_by_text("40 days")).to_be_visible()
    check(officer)
    officer.goto(f"{site.address}/answers/wordings/")
    check(officer)
