"""Every page of the demonstration: accessible, within its policy, on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from playwright.sync_api import Browser, Page

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import Served, ask, serving
from tests.journeys.conftest import (
    COLLECT_BREACHES,
    assert_accessible,
    sign_in_to_the_demonstration,
)

pytestmark = pytest.mark.browser

DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}

# Where a number stands in an address, the record of the demonstration that it names.
SUBJECTS = {
    "people": "SELECT min(person_id) FROM people_expert",
    "people/consents": "SELECT min(id) FROM people_consent",
    "organisations": "SELECT min(id) FROM organisations_organisation",
    "events": "SELECT max(id) FROM events_event",
    "imports": "SELECT max(id) FROM imports_importrun",
    "accounts/users": "SELECT min(id) FROM accounts_user",
    "proposals": "SELECT min(proposal_id) FROM proposals_placement",
    "proposals/triage": "SELECT max(id) FROM proposals_proposal",
    "projects": "SELECT min(id) FROM programmes_project",
    "works": "SELECT min(id) FROM works_work",
    "needs": "SELECT min(id) FROM needs_need",
    "sectors": "SELECT 'energy'",
    "sectors/priorities": "SELECT min(id) FROM sectors_priority",
    "me": "SELECT 'cn_unknown'",
    "me/register": "SELECT 'cn_unknown'",
    "me/address": "SELECT 'cn_unknown'",
    "me/officer/people": "SELECT min(person_id) FROM people_expert",
    "me/officer/registrations": "SELECT 1",
    # The demonstration has written none.
    "letters": "SELECT 1",
    "letters/offices": "SELECT min(id) FROM organisations_contactpoint",
    "letters/offices/of": "SELECT min(organisation_id) FROM organisations_contactpoint",
    "answers": "SELECT min(proposal_id) FROM answers_routing",
    "answers/asked": "SELECT min(id) FROM answers_routing",
    "answers/routed": "SELECT min(id) FROM answers_routing",
    "answers/mine": "SELECT min(proposal_id) FROM answers_routing",
    "introductions": "SELECT max(id) FROM introductions_introduction",
    "introductions/ask": "SELECT min(need_id) FROM needs_match",
    "introductions/mine": "SELECT 1",
    "introductions/mine/outcome": "SELECT 1",
    "introductions/body": "SELECT 1",
    "introductions/body/outcome": "SELECT 1",
    "introductions/funnel": "SELECT 'asked'",
    "me/proposals": "SELECT 1",
    "me/proposals/named": "SELECT 1",
    "needs/offers": "SELECT 1",
    "partner": "SELECT 'cn_unknown'",
    "proposals/send": "SELECT 'cn_unknown'",
    "s": "SELECT code FROM seminars_kit",
    "seminars": "SELECT event_id FROM seminars_kit",
    "seminars/mine": "SELECT 1",
    "data-protection/people": "SELECT min(person_id) FROM people_expert",
    "data-protection/requests": "SELECT 1",
    "data-protection/receipts": "SELECT 1",
    "data-protection/breaches": "SELECT 1",
}
# Where an address has two gaps, what fills the second, and words in their gaps.
OTHER_GAPS = {
    ("imports", "kind"): "SELECT 'seminar'",
    ("desk", "noun"): "SELECT 'people'",
    ("needs", "kind"): "SELECT 'expert'",
    ("needs", "record"): "SELECT min(person_id) FROM needs_match",
    ("needs", "what"): "SELECT 'need'",
    ("partner", "what"): "SELECT 'need'",
    ("partner", "pk"): "SELECT 1",
    ("introductions", "person"): "SELECT min(person_id) FROM needs_match",
}
# Addresses that answer with a file, with a part of a page, or only to a button's press.
NO_PAGES = re.compile(
    r"template/|rejects/|progress/|evidence/|files/|withdraw/|apply/|undo/|discard/|decide|rows/"
    r"|signed-list/|delete/|participants/|deactivate/|reactivate/|remove-second-factor/|revoke/"
    r"|i18n/|invitations/<|jobs/<|webauthn/login|logout|keys?/|reset/|confirm-email|email/|download"
    r"|place/|take-back/|/remove/|/skip/|shortlist/|hide/|state/|pk>/sectors/|preview/|filters/|[.]svg"
    r"|lock-down/|partner/close/|pass-on/|send-again/|own-data[.]|consents[.]|pk>/text/|pk>/write/|ask-to-confirm/|refuse/|account/tie/|me/language/|me/close/"
    r"|calendar/|paper/|picture/|conflict/|step/|pk>/note/|pk>/remind/|proposals/draft/|stand-alone/"
    r"|read-counts/|pk>/renew/|pk>/review/|/sheets/|/thank/|check-in/|send-link/|withdraw-links/"
    r"|answers/<int:pk>/(close|milestone)/|introductions/<int:pk>/(office|security)/"
    r"|notes/write/|notes/<|signup|inactive|social|3rdparty|password/set|<uidb|login/code|authenticate"
)


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + re.sub(r"[\^$]", "", str(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        elif isinstance(entry, URLPattern):
            yield route


def page_addresses() -> list[str]:
    return sorted(route for route in addresses(get_resolver()) if not NO_PAGES.search(route))


@pytest.fixture(scope="module")
def site(place: Path) -> Iterator[Served]:
    with serving(DataFolder(place / "demo"), "") as served:
        yield served


@pytest.fixture(scope="module", params=["officer", "administrator"])
def signed_in(request: pytest.FixtureRequest, browser: Browser, site: Served) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN", viewport=DESK)
    context.add_init_script(COLLECT_BREACHES)
    page = context.new_page()
    sign_in_to_the_demonstration(page, f"http://localhost:{site.port}", request.param)
    yield page
    context.close()


@pytest.fixture(scope="module")
def refusals() -> set[int]:
    """Statuses whose page was looked at: it is the same page at every address."""
    return set()


@pytest.mark.parametrize("route", page_addresses())
def test_page_is_accessible_keeps_its_policy_and_fits(
    route: str, signed_in: Page, site: Served, refusals: set[int]
) -> None:
    answer = signed_in.goto(f"http://localhost:{site.port}/{filled_in(route, site)}")

    assert answer is not None
    assert answer.status in {200, 403, 404}, answer.status
    if answer.status in refusals:
        return
    if answer.status != 200:
        refusals.add(answer.status)
    for size in (DESK, PHONE):
        signed_in.set_viewport_size(size)
        width = signed_in.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], f"{width} pixels wide"
        assert_accessible(signed_in)
    signed_in.set_viewport_size(DESK)
    assert signed_in.evaluate("window.breaches") == []
    assert signed_in.pdf(format="A4").startswith(b"%PDF")


def filled_in(route: str, site: Served) -> str:
    """The address with the demonstration's records in its gaps."""
    place = re.split(r"/?<", route)[0]

    def filling(gap: re.Match[str]) -> str:
        noun = place.split("/")[0]
        asked = OTHER_GAPS.get((noun, gap["name"])) or SUBJECTS[place]
        return str(ask(site.folder, asked))

    return re.sub(r"<\w+:(?P<name>\w+)>", filling, route)
