"""Thirty proposals placed and answered from the desk, in a real browser, by keyboard alone.

Beside it, from the same pages: how often Tab would have to be pressed for the same controls if the
pages had no keys of their own. Every seventh proposal was answered by a ministry before.
"""

from __future__ import annotations

import csv
import datetime
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from benchmarks.processes import in_own_process, thrown_away
from benchmarks.reports import Report, Target
from benchmarks.start import free_port, running
from caunoi.cli import ready_database
from caunoi.site import postgres
from caunoi.site.data_folder import DataFolder, open_data_folder

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from caunoi.accounts.models import User
    from caunoi.proposals.models import Proposal

PROPOSALS = Path(__file__).parent / "data" / "proposals.tsv"
WAITED = datetime.timedelta(days=40)
ANSWERED_BY_A_MINISTRY = 7
MOST_FOR_ONE = 2
MOST_ON_AVERAGE = 3.5
PATIENCE_MS = 60_000

# How many controls Tab stops at until it comes to the one that a key stands on.
TABS_UNTIL = """
key => {
  const stops = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const shown = [...document.querySelectorAll(stops)].filter(one => one.checkVisibility());
  return shown.findIndex(one => one.matches(`[data-key="${key}"]`)) + 1;
}
"""
REPLIES = "SELECT count(*), count(DISTINCT proposal_id) FROM answers_reply"
PLACEMENTS = "SELECT count(*), count(DISTINCT proposal_id) FROM proposals_placement"
LETTERS = """
    SELECT count(*), count(DISTINCT person_id) FROM caunoi_messages_letter WHERE kind = 'answer'
"""


class NoBrowser(Exception):
    """Chromium is not installed."""


@dataclass(frozen=True)
class Size:
    proposals: int


FULL = Size(proposals=30)
SMALL = Size(proposals=3)


@dataclass
class Keyboard:
    """Presses the keys of a page as a hand would, and counts. tabs: what Tab would have cost."""

    page: Page
    pressed: int = 0
    tabs: int = 0

    def press(self, key: str) -> None:
        """A key that leaves the reader on the page."""
        self.tabs += self.page.evaluate(TABS_UNTIL, key) + 1
        self._press(key)

    def go(self, *keys: str) -> None:
        """Keys that open the next page, which is ready afterwards."""
        self.tabs += self.page.evaluate(TABS_UNTIL, " ".join(keys)) + 1
        with self.page.expect_navigation():
            for key in keys:
                self._press(key)

    def _press(self, key: str) -> None:
        self.pressed += 1
        self.page.keyboard.press(key)


@dataclass
class Job:
    """What one job took. each: the presses of every proposal; pressed: with the way there."""

    name: str
    each: list[int] = field(default_factory=list)
    pressed: int = 0
    tabs: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Found:
    """kept: (rows, records) of each table that holds what was done."""

    jobs: list[Job]
    kept: list[tuple[int, int]]


def measure(size: Size) -> Report:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise NoBrowser("Install Chromium, on Debian with apt-get install chromium.")
    with thrown_away() as place:
        folder = place / "register"
        session = in_own_process(write_register, folder, size.proposals)
        found = in_own_process(work, folder, size.proposals, chromium, session)
    return _report(size, found)


# --- the register ---


def write_register(path: Path, number: int) -> str:
    """The key of its officer's session."""
    with ready_database(open_data_folder(path)):
        from benchmarks import register
        from benchmarks.register_of_experts import add_experts
        from caunoi.accounts.models import Role, User

        register.name_the_register()
        register.add_organisations(range(3))
        add_experts(number, works_each=0)
        register.add_user(Role.OFFICER)
        _let_a_ministry_answer(_add_proposals(number))
        return _session_of(User.objects.get())


def _add_proposals(number: int) -> list[Proposal]:
    from django.utils import timezone

    from caunoi.people.models import Person
    from caunoi.proposals.models import Authorship, Proposal, text_hash
    from caunoi.sources.models import Source, SourceKind

    received_on = timezone.localdate() - WAITED
    source = Source.objects.create(kind=SourceKind.PERSON, stated_on=received_on)
    with PROPOSALS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[:number]
    written = [
        Proposal.objects.create(
            **row, text_hash=text_hash(row["text"]), received_on=received_on, source=source
        )
        for row in rows
    ]
    for proposal, author in zip(written, Person.objects.order_by("pk"), strict=True):
        Authorship.objects.create(proposal=proposal, person=author)
    return written


def _let_a_ministry_answer(proposals: list[Proposal]) -> None:
    from django.utils import timezone

    from caunoi.answers.models import Verdict
    from caunoi.answers.services import give_answer, route_proposal
    from caunoi.answers.showing import leaving_words
    from caunoi.organisations.models import ContactPoint, Organisation

    ministry = Organisation.objects.create(
        display_name="Ministry of examples", kinds=["government"]
    )
    office = ContactPoint.objects.create(organisation=ministry, name="Cooperation", language="vi")
    today = timezone.localdate()
    for proposal in proposals[::ANSWERED_BY_A_MINISTRY]:
        [routing] = route_proposal(
            proposal=proposal,
            offices=[office],
            words=leaving_words(proposal),
            question="",
            due_on=today,
            by=None,
            on=today,
        )
        give_answer(
            routing=routing, verdict=Verdict.WILL_TAKE_UP, text="", by=None, now=timezone.now()
        )


def _session_of(user: User) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)


# --- the officer ---


def work(path: Path, number: int, chromium: str, session: str) -> Found:
    port = free_port()
    serve = [sys.executable, "-m", "caunoi.cli", "--data-dir", str(path), "serve"]
    with running([*serve, "--port", str(port), "--no-demo"], port=port):
        with browsing(f"http://localhost:{port}", chromium, session) as page:
            jobs = [
                _timed("place", page, number, "Proposals to place", place_this_one),
                _timed("answer", page, number, "People waiting for an answer", answer_this_one),
            ]
        return Found(jobs, [_counted(path, one) for one in (PLACEMENTS, REPLIES, LETTERS)])


@contextmanager
def browsing(address: str, chromium: str, session: str) -> Iterator[Page]:
    """At the desk, signed in."""
    from playwright.sync_api import sync_playwright

    options = ["--no-sandbox", "--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        context = browser.new_context(locale="en-GB", viewport={"width": 1400, "height": 900})
        context.set_default_timeout(PATIENCE_MS)
        context.add_cookies([{"name": "caunoi_session", "value": session, "url": address}])
        page = context.new_page()
        page.goto(address)
        yield page
        browser.close()


def _timed(
    name: str, page: Page, number: int, row: str, one: Callable[[Page, Keyboard], None]
) -> Job:
    """The job for all proposals, from the desk's row of that title and back to the desk."""
    job, keyboard, began = Job(name), Keyboard(page), time.perf_counter()
    button = page.locator(".desk-row", has_text=row).locator("[data-key]")
    keyboard.go(str(button.get_attribute("data-key")))
    for _ in range(number):
        before = keyboard.pressed
        one(page, keyboard)
        job.each.append(keyboard.pressed - before)
    keyboard.go("g", "d")
    job.seconds = time.perf_counter() - began
    job.pressed, job.tabs = keyboard.pressed, keyboard.tabs
    return job


def place_this_one(page: Page, keyboard: Keyboard) -> None:
    """What is ticked is confirmed; where nothing is, the first suggestion, or none of these."""
    if page.locator("input[name=sectors]:checked").count():
        keyboard.go("Enter")
    elif page.locator("[data-key='1']").count():
        keyboard.press("1")
        keyboard.go("Enter")
    else:
        keyboard.go("n")


def answer_this_one(page: Page, keyboard: Keyboard) -> None:
    """A ministry's answer is passed on as it is drafted; else the mission says what it can."""
    if not page.locator("[data-key='w']").count():
        keyboard.go("2")
    keyboard.go("Enter")


def _counted(path: Path, query: str) -> tuple[int, int]:
    with psycopg.connect(postgres.database_url(DataFolder(path))) as connection:
        row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return int(row[0]), int(row[1])


# --- the report ---


def _report(size: Size, found: Found) -> Report:
    pressed = sum(job.pressed for job in found.jobs)
    most = max(max(job.each) for job in found.jobs)
    each = pressed / size.proposals
    once = (size.proposals, size.proposals)
    done = ", ".join(f"{rows} for {records}" for rows, records in found.kept)
    return Report(
        subject=(
            f"{size.proposals} proposals in Vietnamese, English and French, none of them placed "
            "and all waiting for 40 days, from the desk and back to it, twice. Seconds are the "
            "machine's: keys are pressed as soon as a page is there, and nobody reads."
        ),
        headings=("job", "key presses", "a proposal", "most for one", "baseline: Tab", "seconds"),
        rows=[
            (
                job.name,
                f"{job.pressed}",
                f"{job.pressed / size.proposals:.1f}",
                f"{max(job.each)}",
                f"{job.tabs:,}",
                f"{job.seconds:.1f}",
            )
            for job in found.jobs
        ],
        targets=[
            Target(
                f"≤ {MOST_FOR_ONE} keys a job for any proposal", f"{most}", most <= MOST_FOR_ONE
            ),
            Target(
                f"≤ {MOST_ON_AVERAGE} keys for both, on average",
                f"{each:.1f}",
                each <= MOST_ON_AVERAGE,
            ),
            Target(
                "each placed once, answered once, its author told once",
                done,
                all(kept == once for kept in found.kept),
            ),
        ],
    )
