"""From an empty register through the three steps that its desk begins with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.caunoi.processes import Served, count, seed_register, serving
from tests.journeys.conftest import assert_accessible
from tests.journeys.seminar import FIRST, apply, fill_in, write_seminar

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Served]:
    seeded = seed_register(place / "seed")
    folder = seeded.copied_to(place / "register")
    with serving(folder, seeded.session_key, "--no-demo") as served:
        yield served


def test_a_seminar_its_people_and_the_first_placement(
    page: Page, faults: list[str], site: Served, tmp_path: Path
) -> None:
    address = f"http://localhost:{site.port}"
    page.context.add_cookies(
        [{"name": "caunoi_session", "value": site.session_key, "url": address}]
    )
    page.goto(address)
    expect(page.get_by_role("heading", name="First steps")).to_be_visible()
    assert_accessible(page)

    create_seminar(page)
    import_people(page, address, tmp_path)
    place_the_first_proposal(page, address)

    page.goto(address)
    expect(page.get_by_role("heading", name="Desk")).to_be_visible()
    expect(page.get_by_role("heading", name="First steps")).to_have_count(0)
    assert count(site.folder, "proposals_placement") == 1
    assert faults == []
    assert page.evaluate("window.breaches") == []


def create_seminar(page: Page) -> None:
    page.get_by_role("link", name="Create the first seminar").click()
    page.get_by_label("Title").fill("Seminar of examples")
    page.get_by_label("First day").fill("2026-03-14")
    page.locator("main form button.btn-primary").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Seminar of examples")


def import_people(page: Page, address: str, folder: Path) -> None:
    page.goto(address)
    page.get_by_role("link", name="Invite or import the people who came").click()
    proposing = [*FIRST[:-1], "Mở một khóa học về học máy cho bệnh viện ở Huế."]
    fill_in(page, write_seminar(folder / "seminar.xlsx", [proposing]), folder)
    apply(page)


def place_the_first_proposal(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Place the first proposal").click()
    expect(page.get_by_text("khóa học về học máy")).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    if not page.locator("input[name=sectors]:checked").count():
        page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Every proposal has been placed")).to_be_visible()
