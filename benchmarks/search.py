"""Searching ten thousand experts with a hundred thousand works, and what keeps the index right.

The register is written by COPY and indexed as any other: every call measured goes through the
database, which decides what is shown. Freshness is from the commit of a change to the moment a
search finds it, with the worker as a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import in_own_process, peak_megabytes, stopwatch, thrown_away
from benchmarks.reports import Report, Target, quantile
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

MOST_SEARCH_MS = 30
LEAST_DOCUMENTS_A_SECOND = 3_000
MOST_PAGE_MS = 150


@dataclass(frozen=True)
class Size:
    experts: int
    works_each: int
    organisations: int
    searches: int
    changes: int


FULL = Size(experts=10_000, works_each=10, organisations=2_000, searches=300, changes=20)
SMALL = Size(experts=60, works_each=2, organisations=20, searches=10, changes=2)


@dataclass(frozen=True)
class Build:
    documents: int
    seconds: float
    megabytes: float

    @property
    def documents_a_second(self) -> float:
        return self.documents / self.seconds


@dataclass(frozen=True)
class Calls:
    """Milliseconds of each call."""

    index: tuple[float, ...]
    search: tuple[float, ...]
    home: tuple[float, ...]
    page: tuple[float, ...]
    need: tuple[float, ...]


def measure(size: Size) -> Report:
    with thrown_away() as place:
        folder = place / "register"
        in_own_process(write_register, folder, size)
        first = in_own_process(build, folder)
        again = in_own_process(build, folder)
        calls = in_own_process(call, folder, size.searches)
        fresh = in_own_process(freshness, folder, size.changes)
    return _report(size, first, again, calls, fresh)


# --- the register ---


def write_register(path: Path, size: Size) -> None:
    with ready_database(open_data_folder(path)):
        from django.core.management import call_command

        from benchmarks import register, register_of_experts
        from caunoi.accounts.models import Role

        call_command("collectstatic", verbosity=0, interactive=False)
        register.name_the_register()
        register.add_user(Role.OFFICER)
        register.add_organisations(range(size.organisations))
        register_of_experts.add_experts(size.experts, size.works_each)
        register.count_rows_anew()


def build(path: Path) -> Build:
    with ready_database(open_data_folder(path)):
        from caunoi.search.building import rebuild_index
        from caunoi.search.index import read_index

        with stopwatch() as watch:
            rebuild_index()
        return Build(read_index().searcher.num_docs, watch.seconds, peak_megabytes())


# --- calls ---


def call(path: Path, number: int) -> Calls:
    with ready_database(open_data_folder(path)):
        from benchmarks import invented_works, register
        from caunoi.accounts.models import Role
        from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
        from caunoi.accounts.viewers import Viewer
        from caunoi.organisations.models import Organisation
        from caunoi.search import queries
        from caunoi.search.asking import Question
        from caunoi.search.candidates import matches_for
        from caunoi.search.documents import Audience
        from caunoi.search.index import read_index
        from caunoi.search.kinds import kinds
        from caunoi.search.proposing import proposed_by_kind
        from caunoi.search.typed import read_typed
        from trithuc.matching import Need

        texts = [invented_works.search_words(one) for one in range(number)]
        university = Organisation.objects.filter(kinds=["education"]).first()
        assert university
        home = Viewer(
            user_id=1,
            roles=frozenset({Role.HOME_PARTNER}),
            organisation_ids=frozenset({university.pk}),
        )
        browser = register.browser_of(Role.OFFICER)

        def ask_index(text: str) -> None:
            reader = read_index()
            question = Question(read_typed(text), reader, every_word=True)
            codes = [kind.code for kind in kinds()]
            proposed_by_kind(question, reader, Audience.OFFICER, codes, queries.LOOKED_AT)

        def find(text: str) -> None:
            queries.find(read_typed(text), viewer=OFFICER)

        def find_at_home(text: str) -> None:
            queries.find(read_typed(text), viewer=home)

        def open_page(text: str) -> None:
            assert browser.get("/search/", {"q": text}).status_code == 200

        def match(text: str) -> None:
            assert matches_for(Need(id=1, text=text), viewer=OFFICER)

        needs = [invented_works.need(one) for one in range(max(number // 5, 5))]
        return Calls(
            timed(ask_index, texts),
            timed(find, texts),
            timed(find_at_home, texts),
            timed(open_page, texts),
            timed(match, needs),
        )


def timed(function: Callable[[str], None], texts: Sequence[str]) -> tuple[float, ...]:
    """Milliseconds of each call, after some that warm up."""
    for text in texts[:5]:
        function(text)
    return tuple(_milliseconds(function, text) for text in texts)


def _milliseconds(function: Callable[[str], None], text: str) -> float:
    with stopwatch() as watch:
        function(text)
    return 1_000 * watch.seconds


# --- freshness ---


def freshness(path: Path, changes: int) -> tuple[float, ...]:
    """Milliseconds from a commit until a search finds what it wrote."""
    with ready_database(open_data_folder(path)):
        from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
        from caunoi.people.models import Expert
        from caunoi.search.queries import find
        from caunoi.search.typed import read_typed

        def is_found(word: str) -> bool:
            return bool(find(read_typed(word), viewer=OFFICER).hits)

        def change(number: int) -> float:
            word = f"zyzzyva{number}"
            Expert.objects.filter(pk=Expert.objects.order_by("pk")[number].pk).update(
                expertise=word
            )
            committed_at = time.perf_counter()
            while not is_found(word):
                time.sleep(0.005)
            return 1_000 * (time.perf_counter() - committed_at)

        with worker():
            change(0)  # its first job waits for the worker to have started
            return tuple(change(number) for number in range(1, changes + 1))


@contextmanager
def worker() -> Iterator[None]:
    process = subprocess.Popen(
        [sys.executable, "-m", "caunoi.cli", "worker"],
        env={**os.environ, "CAUNOI_PARENT": str(os.getpid())},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(60)


# --- the report ---


def _report(
    size: Size, first: Build, again: Build, calls: Calls, fresh: tuple[float, ...]
) -> Report:
    rows = [
        _build_row("index built, all texts analysed", first),
        _build_row("index built again, texts as before", again),
        _row("all kinds asked of the index", calls.index),
        _row("search by an officer", calls.search),
        _row("search by a home partner", calls.home),
        _row("the search page", calls.page),
        _row("one need, three kinds of candidate", calls.need),
        _row("a change until it is found", fresh),
    ]
    p95 = quantile(calls.search, 95)
    pages = quantile(calls.page, 95)
    rate = again.documents_a_second
    return Report(
        subject=(
            f"{size.experts:,} invented experts with {size.works_each} works of 150 words each "
            f"and {size.organisations:,} organisations; {len(calls.search)} searches of one to "
            f"four words in six languages, {len(calls.need)} needs, {len(fresh)} changes."
        ),
        headings=("", "p50 ms", "p95 ms", "max ms", "documents", "documents/s", "peak MB"),
        rows=rows,
        targets=[
            Target(f"search p95 ≤ {MOST_SEARCH_MS} ms", f"{p95:.0f} ms", p95 <= MOST_SEARCH_MS),
            Target(
                f"search page p95 ≤ {MOST_PAGE_MS} ms", f"{pages:.0f} ms", pages <= MOST_PAGE_MS
            ),
            Target(
                f"rebuilt at ≥ {LEAST_DOCUMENTS_A_SECOND:,} documents/s",
                f"{rate:,.0f} documents/s",
                rate >= LEAST_DOCUMENTS_A_SECOND,
            ),
        ],
    )


def _build_row(what: str, built: Build) -> tuple[str, ...]:
    rate = f"{built.documents_a_second:,.0f}"
    return what, "", "", "", f"{built.documents:,}", rate, f"{built.megabytes:.0f}"


def _row(what: str, milliseconds: Sequence[float]) -> tuple[str, ...]:
    found = (quantile(milliseconds, 50), quantile(milliseconds, 95), max(milliseconds))
    return what, *(f"{one:.1f}" for one in found), "", "", ""
