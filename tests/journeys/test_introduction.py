"""A body posts a need by its link: three are asked, one declines, one agrees, is introduced, and it
counts.

An officer at a desk; experts and the body on phones, each by the link of their own letter.
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
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import PATIENCE_S, Served, ask, environment, serving
from tests.journeys.conftest import COLLECT_BREACHES, assert_accessible

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NEED = "Power converters for island grids"
WORDS = "We look for somebody who designs power converters for the grids of islands."
DECLINES, AGREES, SILENT = "Lê Từ Chối", "Phạm Đồng Ý", "Vũ Im Lặng"
SEED = """
import json
import sys
from pathlib import Path
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

with ready_database(open_data_folder(Path(sys.argv[1]))):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from caunoi.organisations.models import ContactPoint
    from caunoi.search.building import rebuild_index
    from tests.caunoi.introductions.made import make_askable
    from tests.factories import make_officer, make_organisation, make_register

    make_register()
    officer = make_officer(display_name="An officer of examples")
    session = SessionStore()
    session[SESSION_KEY] = str(officer.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = officer.get_session_auth_hash()
    session.save()

    body = make_organisation("Island Institute of examples")
    office = ContactPoint.objects.create(organisation=body, name="Cooperation", language="en")
    for number, name in enumerate(sys.argv[2:]):
        person = make_askable(
            name,
            email=f"expert{number}@example.org",
            language="en",
            country_code="BE",
            sectors=["energy"],
        )
        person.expert.expertise = "I design power converters for the grids of islands."
        person.expert.save()
    rebuild_index()
    print(json.dumps({"officer": session.session_key, "office": office.pk}))
"""
SIX_WEEKS_LATER = """
import sys
from datetime import timedelta
from pathlib import Path
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

with ready_database(open_data_folder(Path(sys.argv[1]))):
    from django.utils import timezone
    from caunoi.introductions.outcomes import ask_for_outcomes

    print(ask_for_outcomes(now=timezone.now() + timedelta(weeks=6)))
"""


@dataclass(frozen=True)
class Place:
    served: Served
    folder: DataFolder
    officer: str
    office: int

    @property
    def address(self) -> str:
        return f"http://localhost:{self.served.port}"


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Place]:
    folder = place / "register"
    keys = json.loads(run(SEED, folder, DECLINES, AGREES, SILENT))
    with serving(DataFolder(folder), keys["officer"], "--no-demo") as served:
        yield Place(served, DataFolder(folder), keys["officer"], keys["office"])


def run(script: str, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def browsing(browser: Browser, site: Place, session: str = "", **how: object) -> BrowserContext:
    context = browser.new_context(locale="en-GB", **how)  # type: ignore[arg-type]
    context.add_init_script(COLLECT_BREACHES)
    if session:
        context.add_cookies([{"name": "caunoi_session", "value": session, "url": site.address}])
    return context


def on_a_phone(browser: Browser, site: Place) -> Page:
    return browsing(browser, site, viewport=PHONE, has_touch=True).new_page()


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def check(page: Page) -> None:
    """Accessible, within the policy, and as wide as the window."""
    page.wait_for_load_state()
    assert page.viewport_size is not None
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.viewport_size["width"], f"{page.url} is {wide} pixels wide"
    assert_accessible(page)
    assert page.evaluate("window.breaches") == []


def notice_in(page: Page, said: str) -> Locator:
    return page.locator(".notice-title, main h2").get_by_text(said, exact=True)


def link_of_last_letter(officer: Page, site: Place, to: str, of_a_body: bool = False) -> str:
    """What the officer passes on by hand, since this mission sends no mail."""
    query = """
        SELECT max(letter.id) FROM caunoi_messages_letter AS letter
        LEFT JOIN people_person AS person ON person.id = letter.person_id
        LEFT JOIN organisations_contactpoint AS office ON office.id = letter.contact_point_id
        WHERE %s IN (person.display_name, office.name)
    """
    officer.goto(f"{site.address}/letters/{ask(site.folder, query, to)}/")
    press(officer, "Show it with a link, to copy")
    words = officer.get_by_label("The letter with its link").input_value()
    found = re.search(r"/partner/cn_\S+" if of_a_body else r"/me/cn_\S+", words)
    assert found, words
    return f"{site.address}{found[0]}"


def test_a_need_finds_its_people(browser: Browser, site: Place) -> None:
    officer = browsing(
        browser, site, site.officer, viewport={"width": 1400, "height": 900}
    ).new_page()
    experts = {name: on_a_phone(browser, site) for name in (DECLINES, AGREES)}
    body = on_a_phone(browser, site)

    post_a_need(body, link_from_the_office(officer, site))
    need = accept(officer, site)
    shortlist_three_and_ask_them(officer, need)
    for name, page in experts.items():
        open_request(page, link_of_last_letter(officer, site, name))
    decline(experts[DECLINES])
    agree(experts[AGREES])

    ask_the_body(officer, site)
    answer_as_body(body, link_of_last_letter(officer, site, "Cooperation", of_a_body=True))
    bring_together(officer, site)

    read_the_name(body, site)
    read_whom_to_turn_to(experts[AGREES])
    tell_the_outcome(officer, experts[AGREES], site)
    count_it(officer, site)


def link_from_the_office(officer: Page, site: Place) -> str:
    officer.goto(f"{site.address}/letters/offices/{site.office}/")
    press(officer, "Send a link to its pages")
    return link_of_last_letter(officer, site, "Cooperation", of_a_body=True)


def post_a_need(body: Page, link: str) -> None:
    body.goto(link)
    press(body, "That is us: open our pages")
    body.locator("main").get_by_role("link", name="Needs and offers").first.click()
    body.get_by_role("link", name="Post a need").click()
    check(body)
    body.get_by_label("Title").fill(NEED)
    body.get_by_label("What is needed").fill(WORDS)
    body.get_by_label("Renewable energy").check()
    press(body, "Send it to the mission")
    expect(body.get_by_text("The mission reads it and writes to you")).to_be_visible()
    check(body)


def accept(officer: Page, site: Place) -> str:
    """The address of the need, in use from now on."""
    officer.goto(f"{site.address}/needs/to-review/")
    officer.locator("main").get_by_role("link", name=NEED).click()
    check(officer)
    officer.get_by_label("Accept").check()
    press(officer, "Decide and write to the office")
    officer.wait_for_url(re.compile(r"/needs/\d+/"))
    return officer.url.partition("#")[0]


def shortlist_three_and_ask_them(officer: Page, need: str) -> None:
    officer.goto(need)
    for name in (DECLINES, AGREES, SILENT):
        row = officer.locator(".candidate", has_text=name)
        row.get_by_role("button", name="Shortlist").click()
        officer.wait_for_load_state()
    check(officer)
    for name in (DECLINES, AGREES, SILENT):
        officer.goto(need)
        officer.get_by_role("link", name=f"Ask {name}").click()
        expect(officer.get_by_role("heading", level=1)).to_have_text(f"Ask {name} for help")
        check(officer)
        press(officer, "Ask")
        expect(officer.get_by_text("The expert is asked.")).to_be_visible()
    check(officer)


def open_request(expert: Page, link: str) -> None:
    expert.goto(link)
    press(expert, "That is me: open my page")
    expect(expert.get_by_role("heading", level=1)).to_have_text(NEED)
    expect(expert.get_by_text("Island Institute of examples").first).to_be_visible()
    check(expert)


def decline(expert: Page) -> None:
    expert.get_by_label("No", exact=True).check()
    press(expert, "Send my answer")
    expect(notice_in(expert, "You said no")).to_be_visible()
    check(expert)


def agree(expert: Page) -> None:
    expert.get_by_label("Yes, I would help").check()
    expert.get_by_label("my e-mail address").check()
    expert.get_by_label("what they may read now").fill("Twenty years of converters")
    press(expert, "Send my answer")
    expect(notice_in(expert, "You said yes")).to_be_visible()
    check(expert)


def go_on_from_the_desk(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/")
    row = officer.locator(".desk-row", has_text="Experts who just answered")
    row.get_by_role("link", name="Introduce").click()
    expect(officer.get_by_role("heading", level=1)).to_contain_text(AGREES)
    check(officer)


def ask_the_body(officer: Page, site: Place) -> None:
    go_on_from_the_desk(officer, site)
    press(officer, "Ask the body")
    expect(officer.get_by_text("The body is asked, without a name.")).to_be_visible()


def answer_as_body(body: Page, link: str) -> None:
    body.goto(link)
    press(body, "That is us: open our pages")
    expect(body.get_by_text("Twenty years of converters")).to_be_visible()
    assert not names_in(body)
    check(body)
    press(body, "Yes, introduce us")
    expect(notice_in(body, "You said yes")).to_be_visible()
    assert not names_in(body)


def names_in(page: Page) -> list[str]:
    said = page.content()
    return [name for name in (DECLINES, AGREES, SILENT) if name in said]


def bring_together(officer: Page, site: Place) -> None:
    go_on_from_the_desk(officer, site)
    press(officer, "Introduce")
    expect(officer.get_by_text("Introduced: both have a letter.")).to_be_visible()
    check(officer)


def read_the_name(body: Page, site: Place) -> None:
    body.reload()
    expect(body.get_by_text(AGREES)).to_be_visible()
    assert names_in(body) == [AGREES]
    check(body)
    body.get_by_role("link", name="Introductions").first.click()
    expect(body.get_by_text("3 suitable, 3 asked, 1 agreed")).to_be_visible()
    assert names_in(body) == [AGREES]
    check(body)
    body.goto(f"{site.address}/partner/needs/")
    body.get_by_role("link", name=NEED).click()
    expect(body.get_by_text("3 suitable, 3 asked, 1 agreed")).to_be_visible()
    assert names_in(body) == []


def read_whom_to_turn_to(expert: Page) -> None:
    expert.reload()
    expect(notice_in(expert, "You are introduced")).to_be_visible()
    expect(expert.get_by_text("Cooperation").first).to_be_visible()
    check(expert)


def tell_the_outcome(officer: Page, expert: Page, site: Place) -> None:
    assert run(SIX_WEEKS_LATER, site.folder.path) == "2"
    expert.goto(link_of_last_letter(officer, site, AGREES))
    press(expert, "That is me: open my page")
    expect(expert.get_by_role("heading", level=1)).to_have_text("What came of it?")
    check(expert)
    expert.get_by_label("a pilot").check()
    press(expert, "Send")
    expect(expert.get_by_text("Kept. Thank you.")).to_be_visible()
    check(expert)


def count_it(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/introductions/funnel/")
    check(officer)
    row = officer.get_by_role("row", name="Visit, pilot, project, contract or publication")
    row.get_by_role("link").click()
    expect(officer.locator("main").get_by_text(AGREES)).to_be_visible()
    check(officer)
