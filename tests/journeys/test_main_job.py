"""An officer's morning in the demonstration: proposals placed by keyboard, a need answered, and a
yes withdrawn that is obeyed at once."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import Served, ask, count, serving
from tests.journeys.conftest import assert_accessible, sign_in_to_the_demonstration

pytestmark = pytest.mark.browser

TO_PLACE = 30
NEED = (
    "Chúng tôi cần chuyên gia tư vấn về đóng gói và kiểm thử vi mạch bán dẫn để lập phòng thí "
    "nghiệm và đào tạo kỹ sư cho nhà máy đóng gói chip."
)
ENGLISH_PROFILES = """
    SELECT string_agg(person_id::text, ' ') FROM people_expert
    WHERE expertise ~* '(packag|semiconductor|chip)'
"""


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Served]:
    with serving(DataFolder(place / "demo"), "") as served:
        yield served


@pytest.fixture
def desk(page: Page, site: Served) -> str:
    address = f"http://localhost:{site.port}"
    sign_in_to_the_demonstration(page, address)
    page.goto(address)
    return address


@dataclass
class Keyboard:
    """Presses keys and counts them, as a hand would."""

    page: Page
    pressed: int = 0

    def press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)


def test_thirty_proposals_are_placed_without_a_mouse(
    page: Page, faults: list[str], desk: str, site: Served, capsys: pytest.CaptureFixture[str]
) -> None:
    before = count(site.folder, "proposals_placement")
    page.goto(f"{desk}/proposals/triage/")
    assert_accessible(page)
    keyboard, began = Keyboard(page), time.monotonic()

    for _ in range(TO_PLACE):
        place_this_one(page, keyboard)
    took = time.monotonic() - began
    with capsys.disabled():
        print(f"\n{TO_PLACE} proposals placed: {keyboard.pressed} key presses, {took:.1f} s")
    assert count(site.folder, "proposals_placement") == before + TO_PLACE

    shown = page.url
    go(page, keyboard, "u")
    assert count_standing(site) == before + TO_PLACE - 1
    go(page, keyboard, "k")
    assert page.url == shown
    assert [fault for fault in faults if "422" not in fault] == []
    assert page.evaluate("window.breaches") == []


def place_this_one(page: Page, keyboard: Keyboard) -> None:
    """What is ticked is confirmed; where nothing is, the first suggestion, or none of these."""
    if page.locator("input[name=sectors]:checked").count():
        go(page, keyboard, "Enter")
    elif page.locator("[data-key='1']").count():
        keyboard.press("1")
        go(page, keyboard, "Enter")
    else:
        go(page, keyboard, "n")


def go(page: Page, keyboard: Keyboard, key: str) -> None:
    with page.expect_navigation():
        keyboard.press(key)


def count_standing(site: Served) -> int:
    found = ask(site.folder, "SELECT count(*) FROM proposals_placement WHERE taken_back_at IS NULL")
    return int(found)


def test_a_need_in_vietnamese_finds_an_english_profile_until_its_yes_is_withdrawn(
    page: Page, faults: list[str], desk: str, site: Served
) -> None:
    write_need(page, desk)
    name, profile = shortlist_an_english_profile(page, desk, site)
    need = page.url.split("#")[0]
    read_why(page, name)
    assert found_everywhere(page, desk, need, name) == [True, True, True]

    withdraw_matching(page, profile)

    assert found_everywhere(page, desk, need, name) == [False, False, False]
    assert faults == []
    assert page.evaluate("window.breaches") == []


def write_need(page: Page, desk: str) -> None:
    page.goto(f"{desk}/needs/add/")
    page.get_by_label("Title").fill("Phòng thí nghiệm đóng gói vi mạch")
    page.get_by_label("What is needed").fill(NEED)
    expect(page.locator("#candidates .candidate").first).to_be_visible(timeout=15_000)
    page.get_by_role("button", name="Keep it and find who could help").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("đóng gói vi mạch")
    assert_accessible(page)


def shortlist_an_english_profile(page: Page, desk: str, site: Served) -> tuple[str, str]:
    """The best ranked whose own words are English; its name, and the address of its record."""
    experts = page.locator("section", has=page.locator("#group-expert")).locator(".candidate")
    english = str(ask(site.folder, ENGLISH_PROFILES)).split()
    for place in range(experts.count()):
        link = experts.nth(place).locator(".candidate-name")
        address = str(link.get_attribute("href"))
        if address.strip("/").split("/")[-1] in english:
            name = link.inner_text()
            experts.nth(place).get_by_role("button", name="Shortlist").click()
            expect(page.locator("#shortlist")).to_contain_text(name)
            return name, desk + address
    raise AssertionError("no expert with an English profile was proposed")


def read_why(page: Page, name: str) -> None:
    page.locator("#shortlist").get_by_role("link", name="Why?").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator("table mark").first).to_be_visible()
    assert_accessible(page)


def found_everywhere(page: Page, desk: str, need: str, name: str) -> list[bool]:
    """On the shortlist, by search, and on the page of the sector."""
    page.goto(need)
    on_shortlist = name in page.locator("#shortlist").inner_text()
    page.goto(f"{desk}/search/?q=packaging")
    by_search = name in page.locator("main").inner_text()
    page.goto(f"{desk}/people/?sector=semiconductors")
    in_sector = name in page.locator("main").inner_text()
    return [on_shortlist, by_search, in_sector]


def withdraw_matching(page: Page, profile: str) -> None:
    page.goto(profile)
    page.once("dialog", lambda dialog: dialog.accept())
    row = page.locator("tr, li", has_text="matched to needs").first
    row.get_by_role("button", name="Withdraw").click()
    page.wait_for_load_state()
