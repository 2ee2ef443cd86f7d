"""Every page behind a signed link, and those that need none: accessible, within the policy, on a
phone and on paper. The same promises as those of officers' pages in test_every_page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import PATIENCE_S, environment, serving
from tests.journeys.conftest import COLLECT_BREACHES, assert_accessible
from tests.journeys.test_every_page import DESK, NO_PAGES, PHONE

pytestmark = pytest.mark.browser

# Whose page it is; the others of persons are the expert's.
OF_PARTICIPANT = {"seminars:mine"}
# Without an answer of ORCID, or a second body to act for, there is nothing to choose.
NOTHING_TO_CHOOSE = {"self_service:choose_from_orcid", "partners:choose"}
WITHOUT_A_LINK = (
    "s/{code}/",
    "s/{code}/done/",
    "s/zzzzzz/",
    "proposals/send/",
    "proposals/send/cn_unknown/",
    "me/",
    "me/link/",
    "me/register/",
    "me/cn_unknown/",
    "me/{expert}/",
    "partner/",
    "partner/cn_unknown/",
    "partner/{body}/",
)


@dataclass(frozen=True)
class Site:
    """tokens: of each holder's link. records: {view: number}. code: of the seminar."""

    address: str
    tokens: dict[str, str]
    records: dict[str, int]
    code: str


@dataclass(frozen=True)
class OwnPage:
    name: str
    route: str
    holder: str

    def __str__(self) -> str:
        return self.name

    def path_in(self, site: Site) -> str:
        number = site.records.get(self.name, "")
        return re.sub(r"<int:\w+>", str(number), self.route)


@cache
def own_pages() -> tuple[OwnPage, ...]:
    return tuple(page for page in _walk(get_resolver()) if page.name not in NOTHING_TO_CHOOSE)


def _walk(resolver: URLResolver, route: str = "", space: str = "") -> Iterator[OwnPage]:
    for entry in resolver.url_patterns:
        here = route + re.sub(r"[\^$]", "", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _walk(entry, here, entry.namespace or space)
        elif isinstance(entry, URLPattern) and not NO_PAGES.search(here):
            yield from _owned(f"{space}:{entry.name}", here, entry)


def _owned(name: str, route: str, entry: URLPattern) -> Iterator[OwnPage]:
    if hasattr(entry.callback, "own_page"):
        yield OwnPage(name, route, "participant" if name in OF_PARTICIPANT else "expert")
    elif hasattr(entry.callback, "bodys_page"):
        if "<slug:what>" not in route:
            yield OwnPage(name, route, "body")
            return
        for what in ("need", "offer"):
            yield OwnPage(f"{name} {what}", route.replace("<slug:what>", what), "body")


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Site]:
    folder = place / "register"
    written = subprocess.run(
        [sys.executable, "-m", "tests.journeys.holders", folder],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
    )
    assert written.returncode == 0, written.stderr
    with serving(DataFolder(folder), "", "--no-demo") as served:
        yield Site(f"http://localhost:{served.port}", **json.loads(written.stdout))


@pytest.fixture(scope="module")
def opened(browser: Browser, site: Site) -> Iterator[dict[str, Page]]:
    """A browser of each holder who pressed the button of the own link; "" is nobody's."""
    pages = {"": browsing(browser)}
    for holder, token in site.tokens.items():
        page = pages[holder] = browsing(browser)
        page.goto(f"{site.address}/{'partner' if holder == 'body' else 'me'}/{token}/")
        page.locator("main form button.btn-primary").click()
        page.wait_for_load_state()
    yield pages
    for page in pages.values():
        page.context.close()


def browsing(browser: Browser) -> Page:
    context = browser.new_context(locale="vi-VN", viewport=DESK)
    context.add_init_script(COLLECT_BREACHES)
    return context.new_page()


@pytest.mark.parametrize("own", own_pages(), ids=str)
def test_own_page_is_accessible_keeps_its_policy_and_fits(
    own: OwnPage, opened: dict[str, Page], site: Site
) -> None:
    page, path = opened[own.holder], own.path_in(site)

    answer = page.goto(f"{site.address}/{path}")

    assert answer is not None
    assert answer.status == 200
    assert page.url == f"{site.address}/{path}"
    look_at(page)


@pytest.mark.parametrize("path", WITHOUT_A_LINK)
def test_page_without_a_link_is_accessible_keeps_its_policy_and_fits(
    path: str, opened: dict[str, Page], site: Site
) -> None:
    page = opened[""]

    answer = page.goto(f"{site.address}/{path.format(code=site.code, **site.tokens)}")

    assert answer is not None
    assert answer.status in {200, 403, 404, 410}
    look_at(page)


def look_at(page: Page) -> None:
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{width} pixels wide"
        assert_accessible(page)
    page.set_viewport_size(DESK)
    assert page.evaluate("window.breaches") == []
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_the_walk_meets_the_pages_that_people_and_bodies_are_sent_to() -> None:
    names = {page.name for page in own_pages()}

    assert len(names) > 30
    assert {
        "answers:own_proposal",
        "answers:routed_one",
        "introductions:asked",
        "introductions:for_body",
        "partners:posting need",
        "seminars:mine",
    } <= names
