"""An invited expert on a phone, from the letter to the erasure; an officer beside it.

Yes, profile, passkey, ORCID, proposal, look, withdrawal, question, own data, erasure.
"""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import HTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import PATIENCE_S, Served, environment, serving
from tests.caunoi.self_service.fake_orcid import ORCID, FakeOrcid
from tests.journeys.conftest import COLLECT_BREACHES, add_passkey_device, assert_accessible

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
NAME = "Trần Thị Hành Trình"
SEED = """
import json
import sys
from pathlib import Path
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

with ready_database(open_data_folder(Path(sys.argv[1]))):
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from caunoi.accounts.models import Role
    from caunoi.organisations.models import Representative
    from caunoi.people.models import Expert
    from tests.factories import (
        make_expert, make_officer, make_organisation, make_register, make_user
    )

    def session_of(user):
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        return session.session_key

    make_register()
    partner = make_user(Role.HOME_PARTNER)
    university = make_organisation("A university of examples", kinds=["education"])
    Representative.objects.create(user=partner, organisation=university)
    officer = make_officer(display_name="An officer of examples")
    stale = make_expert("Lê Đã Lâu")
    Expert.objects.filter(person=stale).update(confirmed_on="2020-02-20")
    print(json.dumps({"officer": session_of(officer), "partner": session_of(partner)}))
"""


@dataclass(frozen=True)
class Place:
    served: Served
    officer: str
    partner: str

    @property
    def address(self) -> str:
        return f"http://localhost:{self.served.port}"


@pytest.fixture(scope="module")
def orcid_address() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), FakeOrcid)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def site(place: Path, orcid_address: str) -> Iterator[Place]:
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
    with serving(
        DataFolder(folder), keys["officer"], "--no-demo", CAUNOI_ORCID_API=orcid_address
    ) as served:
        yield Place(served, keys["officer"], keys["partner"])


def browsing(browser: Browser, site: Place, session: str = "", **how: object) -> BrowserContext:
    context = browser.new_context(locale="en-GB", **how)  # type: ignore[arg-type]
    context.add_init_script(COLLECT_BREACHES)
    if session:
        context.add_cookies([{"name": "caunoi_session", "value": session, "url": site.address}])
    return context


def press(page: Page, name: str) -> None:
    page.locator("main").get_by_role("button", name=name).click()
    page.wait_for_load_state()


def check(page: Page) -> None:
    """Accessible, within the policy, and as wide as the phone."""
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], f"{page.url} is {wide} pixels wide"
    assert_accessible(page)
    assert page.evaluate("window.breaches") == []
    if folder := os.environ.get("CAUNOI_PICTURES"):
        name = re.sub(r"\W+", "-", page.url.split("/", 3)[3])[:40]
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_an_invited_expert_from_the_letter_to_the_erasure(browser: Browser, site: Place) -> None:
    officer = browsing(browser, site, site.officer, viewport=PHONE).new_page()
    partner = browsing(browser, site, site.partner).new_page()
    expert = browsing(browser, site, viewport=PHONE, has_touch=True).new_page()

    open_link(expert, invited_link(officer, site))
    say_two_yeses(expert)
    fill_the_profile(expert)
    make_an_account(expert, site)
    pull_from_orcid(expert, site)
    propose_in_french(expert, site)
    assert is_shown_to(partner, site)

    the_officer_looks(officer, site)
    expert.goto(f"{site.address}/me/looks/")
    expect(expert.get_by_text("An officer of examples opened your profile")).to_be_visible()
    check(expert)

    ask_who_is_stale(officer, site)
    look_at_the_other_pages(expert, site)
    withdraw(expert, site, "universities and research institutes")
    assert not is_shown_to(partner, site)

    ask_about_data(expert, site)
    the_officer_answers(officer, site)
    read_the_answer(expert, site)
    the_officer_notes_a_breach(officer, site)

    take_the_data_along(expert, site)
    erase_everything(expert, site)
    the_officer_finds_a_receipt_and_nobody(officer, site)


def invited_link(officer: Page, site: Place) -> str:
    officer.goto(f"{site.address}/me/officer/invite/")
    officer.get_by_label("Name").fill(NAME)
    officer.get_by_label("E-mail").fill("hanh.trinh@example.org")
    officer.get_by_label("Language of the invitation").select_option("en")
    press(officer, "Invite")
    officer.get_by_role("link", name="Your page: yes or no").click()
    press(officer, "Show it with a link, to copy")
    words = officer.get_by_label("The letter with its link").input_value()
    found = re.search(r"/me/cn_\S+", words)
    assert found
    return f"{site.address}{found[0]}"


def open_link(expert: Page, link: str) -> None:
    expert.goto(link)
    expect(expert.get_by_role("heading", level=1)).to_have_text(f"This page is for {NAME}")
    check(expert)
    press(expert, "That is me: open my page")
    expect(expert.get_by_text("You have not said yes to anything")).to_be_visible()
    check(expert)


def say_two_yeses(expert: Page) -> None:
    expert.get_by_role("link", name="Say yes or no").click()
    expect(expert.get_by_role("heading", level=1)).to_have_text("Yes or no")
    check(expert)
    assert expert.locator("input[name=yeses]:checked").count() == 0
    expert.get_by_label("I agree to be in this register").check()
    expert.get_by_label("universities and research institutes in Viet Nam").check()
    expert.get_by_label("no need to ask").check()
    press(expert, "Keep my answers")
    expect(expert.get_by_role("heading", level=1)).to_have_text("Profile")


def fill_the_profile(expert: Page) -> None:
    check(expert)
    expert.get_by_label("Works on").fill("Coatings that keep bridges from rusting")
    expert.get_by_label("Or type sectors").fill("Advanced materials, chemical technology")
    expert.get_by_label("Or type sectors").fill("Biotechnology")
    expert.get_by_label("visit", exact=True).check()
    press(expert, "Save")
    expect(expert.get_by_text("Your profile was saved")).to_be_visible()
    check(expert)


def make_an_account(expert: Page, site: Place) -> None:
    add_passkey_device(expert)
    expert.goto(f"{site.address}/me/account/")
    check(expert)
    press(expert, "Make my account")
    expect(expert).to_have_url(re.compile("webauthn/add"))
    expert.locator("#mfa_webauthn_add").click()
    expect(expert).not_to_have_url(re.compile("webauthn/add"))
    expert.wait_for_load_state()
    expert.goto(f"{site.address}/me/account/")
    expect(expert.get_by_text("Your account opens this page")).to_be_visible()


def pull_from_orcid(expert: Page, site: Place) -> None:
    expert.goto(f"{site.address}/me/orcid/")
    check(expert)
    expert.get_by_label("Your ORCID iD").fill(ORCID)
    press(expert, "Ask ORCID and show the difference")
    expect(expert.get_by_label("works on")).not_to_be_checked()
    check(expert)
    expert.get_by_label("organisation and position").check()
    press(expert, "Take what is ticked")
    expert.goto(f"{site.address}/me/works/")
    expect(expert.get_by_text("New work of examples")).to_be_visible()
    check(expert)


def propose_in_french(expert: Page, site: Place) -> None:
    expert.goto(f"{site.address}/me/proposals/")
    expert.get_by_label("Your proposal").fill("Protégeons ensemble les ponts de Huế de la rouille.")
    expert.get_by_label("with my name").check()
    press(expert, "Send")
    expect(expert.get_by_text("Received, not yet placed")).to_be_visible()
    check(expert)


def the_officer_looks(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/people/")
    officer.get_by_role("link", name=NAME).click()
    expect(officer.get_by_role("heading", level=1)).to_have_text(NAME)


def look_at_the_other_pages(expert: Page, site: Place) -> None:
    for name in ("confirm", "letters", "works/file", "invite", "data", "leave"):
        expert.goto(f"{site.address}/me/{name}/")
        expect(expert.get_by_role("navigation", name="Your pages")).to_be_visible()
        check(expert)


def is_shown_to(partner: Page, site: Place) -> bool:
    partner.goto(f"{site.address}/people/")
    return partner.get_by_text(NAME).count() > 0


def withdraw(expert: Page, site: Place, words: str) -> None:
    expert.goto(f"{site.address}/me/yes/")
    check(expert)
    line = expert.locator("li").filter(has_text=words)
    line.get_by_role("button", name="Withdraw").click()
    expect(expert.get_by_text("Withdrawn, from this moment on.")).to_be_visible()


def ask_who_is_stale(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/")
    officer.get_by_role("link", name="Profiles to confirm").click()
    expect(officer.get_by_text("over a year ago")).to_be_visible()
    check(officer)
    press(officer, "Ask 1 person")
    await_state(officer, "Every profile is fresh")
    check(officer)


# --- rights ---


def ask_about_data(expert: Page, site: Place) -> None:
    expert.goto(f"{site.address}/data-protection/mine/ask/")
    check(expert)
    expert.get_by_label("ask a question").check()
    expert.get_by_label("In your words").fill("Who told you where I work?")
    press(expert, "Send")
    expect(expert.get_by_text("Who told you where I work?")).to_be_visible()
    check(expert)


def the_officer_answers(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/data-protection/requests/")
    check(officer)
    officer.locator("main table").get_by_role("link").first.click()
    check(officer)
    officer.get_by_label("Answer").fill("You did, through ORCID.")
    officer.locator("main form button").last.click()
    officer.wait_for_load_state()


def read_the_answer(expert: Page, site: Place) -> None:
    expert.goto(f"{site.address}/data-protection/mine/")
    expect(expert.get_by_text("You did, through ORCID.")).to_be_visible()
    check(expert)


def the_officer_notes_a_breach(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/data-protection/breaches/new/")
    check(officer)
    officer.get_by_label("What happened").fill("A list of examples was left on a train.")
    officer.locator("main form button").last.click()
    expect(officer).to_have_url(re.compile(r"breaches/\d+/"))
    check(officer)
    officer.goto(f"{site.address}/data-protection/breaches/")
    check(officer)


def take_the_data_along(expert: Page, site: Place) -> None:
    expert.goto(f"{site.address}/data-protection/mine/")
    told = json.loads(taken(expert, "JSON"))
    assert told["person"] == NAME
    assert "Protégeons ensemble les ponts" in json.dumps(told, ensure_ascii=False)
    assert taken(expert, "PDF").startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(taken(expert, "ZIP"))) as packed:
        consents = json.loads(packed.read("consents.json"))["consents"]
    withdrawn = {one["purpose"]: bool(one["withdrawn_on"]) for one in consents}
    assert withdrawn == {"profile": False, "universities": True}


def taken(page: Page, kind: str) -> bytes:
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name=kind).click()
    return download.value.path().read_bytes()


def erase_everything(expert: Page, site: Place) -> None:
    expert.goto(f"{site.address}/data-protection/mine/erase/")
    check(expert)
    expert.get_by_label("Erase the proposals too").check()
    expert.get_by_label("understand").check()
    press(expert, "Go on")
    check(expert)
    press(expert, "Yes, erase everything now")
    expect(expert.get_by_role("heading", level=1)).to_have_text("Everything is erased")
    check(expert)
    expert.goto(f"{site.address}/me/")
    expect(expert.get_by_role("navigation", name="Your pages")).to_have_count(0)


def the_officer_finds_a_receipt_and_nobody(officer: Page, site: Place) -> None:
    officer.goto(f"{site.address}/people/")
    expect(officer.get_by_text(NAME)).to_have_count(0)
    officer.goto(f"{site.address}/data-protection/receipts/")
    check(officer)
    officer.get_by_role("link", name="Receipt 1").click()
    expect(officer.get_by_text(NAME)).to_have_count(0)
    check(officer)
    await_state(officer, "gone from all records and the index")


def await_state(officer: Page, words: str) -> None:
    """What the worker does comes while the page is already there."""
    for _try in range(60):
        if officer.get_by_text(words).count():
            return
        officer.wait_for_timeout(500)
        officer.reload()
    raise AssertionError(words)
