"""What officers' pages cost the server with ten thousand people, and how many queries each asks.

Beside it, in the same run: the same pages with sixty people. Requests go through all of Django
inside one process, so that what is timed is the product and not a network.
"""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import invented
from benchmarks.processes import in_own_process, stopwatch, thrown_away
from benchmarks.reports import Report, Target, quantile
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder

if TYPE_CHECKING:
    from django.test import Client

    from caunoi.imports.models import ImportRun

MOST_MILLISECONDS = 150
WARM_UP = 5
# A page that is far too slow shows that in a few requests as well.
MOST_SECONDS_A_PAGE = 30
EVENTS = 60
WORKPLACES = 300


@dataclass(frozen=True)
class Size:
    """few: people of the small register beside which the large one stands."""

    few: int
    people: int
    organisations: int
    requests: int


FULL = Size(few=60, people=10_000, organisations=2_000, requests=200)
SMALL = Size(few=10, people=60, organisations=20, requests=3)


@dataclass(frozen=True)
class Cost:
    """milliseconds: of each request. computed: processor milliseconds of one, on average."""

    milliseconds: tuple[float, ...]
    computed: float
    queries: int


Costs = Mapping[str, Cost]


@dataclass(frozen=True)
class Seminar:
    """A workbook of these people, half of them with a proposal."""

    path: Path
    numbers: range

    def write(self) -> None:
        proposals = len(self.numbers) // 2
        invented.write_seminar(
            self.path, self.numbers, proposals=proposals, organisations=WORKPLACES
        )


def measure(size: Size) -> Report:
    with thrown_away() as place:
        few = Seminar(place / "few.xlsx", range(size.few))
        rest = Seminar(place / "rest.xlsx", range(size.few, size.people))
        others = Seminar(place / "others.xlsx", range(size.people, 2 * size.people))
        for seminar in (few, rest, others):
            in_own_process(seminar.write)
        small, large = in_own_process(
            cost_of_pages, place / "register", few.path, rest.path, others.path, size
        )
    return _report(size, small, large)


# --- in the process that serves ---


def cost_of_pages(
    path: Path, few: Path, rest: Path, others: Path, size: Size
) -> tuple[Costs, Costs]:
    """The pages' costs with few people and with all of them."""
    with ready_database(open_data_folder(path)):
        from django.core.management import call_command

        from benchmarks import register
        from caunoi.accounts.models import Role

        call_command("collectstatic", verbosity=0, interactive=False)
        register.name_the_register()
        officer = register.browser_of(Role.OFFICER)
        partner = register.browser_of(Role.HOME_PARTNER)

        register.add_organisations(range(size.few))
        preview = fill(few, others=few)
        small = costs(officer, partner, preview, min(size.requests, 50))

        register.add_organisations(range(size.few, size.organisations))
        for number in range(2, EVENTS):
            register.add_event(number)
        preview = fill(rest, others=others)
        return small, costs(officer, partner, preview, size.requests)


def fill(workbook: Path, *, others: Path) -> ImportRun:
    """Import a workbook into the one seminar everybody came to; a plan of `others` that waits."""
    from benchmarks import register
    from caunoi.events.models import Event
    from caunoi.imports.services import apply_import, plan_import

    event = Event.objects.order_by("pk").first() or register.add_event(1)
    run = register.hand_in("seminar", workbook, event=event)
    apply_import(run=plan_import(run=run, on=register.TODAY), on=register.TODAY)
    preview = register.hand_in("seminar", others, event=event)
    plan_import(run=preview, on=register.TODAY)
    register.count_rows_anew()
    return preview


def costs(officer: Client, partner: Client, preview: ImportRun, requests: int) -> Costs:
    # What the imports left behind must not be collected on a page's time.
    gc.collect()
    found = {
        name: cost_of(officer, address, requests) for name, address in addresses(preview).items()
    }
    found["people, seen by a home partner"] = cost_of(partner, "/people/", requests)
    return found


def addresses(preview: ImportRun) -> dict[str, str]:
    """{page: its address}; a number of a page beyond the last means the last."""
    from caunoi.events.models import Event
    from caunoi.people.models import Person

    expert = Person.objects.filter(expert__isnull=False).order_by("pk").first()
    assert expert is not None
    event = Event.objects.order_by("pk").first()
    assert event is not None
    # A family name that others have as well, in the small register too.
    family_name = expert.display_name.split()[0]
    return {
        "desk": "/",
        "people": "/people/",
        "people, last page": "/people/?page=100000",
        "people, by a name": f"/people/?q={family_name}",
        "people, by a workplace": "/people/?q=voorbeeldinstituut",
        "people, by sector": "/people/?sector=ai",
        "people, by country and sector": "/people/?sector=ai&country=BE",
        "people, by event": f"/people/?event={event.pk}",
        "people, last confirmed first": "/people/?sort=-confirmed",
        "participants without a yes": "/people/?standing=participant",
        "person": expert.get_absolute_url(),
        "organisations": "/organisations/",
        "organisations, last page": "/organisations/?page=100000",
        "organisations, by a name": "/organisations/?q=vien+vi+du",
        "organisations, by country": "/organisations/?sort=country",
        "events": "/events/",
        "event with everybody": event.get_absolute_url(),
        "event with everybody, last page": f"{event.get_absolute_url()}?page=100000",
        "imports": "/imports/",
        "import, preview": preview.get_absolute_url(),
        "import, preview, last page": f"{preview.get_absolute_url()}?page=100000",
    }


def cost_of(client: Client, address: str, requests: int) -> Cost:
    from benchmarks import register

    for _ in range(WARM_UP):
        assert client.get(address).status_code == 200, address
    milliseconds = []
    with stopwatch(register.computed) as all_of_them:
        for _ in range(requests):
            with stopwatch() as answering:
                client.get(address)
            milliseconds.append(answering.seconds * 1000)
            if sum(milliseconds) > MOST_SECONDS_A_PAGE * 1000:
                break
    computed = all_of_them.computed * 1000 / len(milliseconds)
    return Cost(tuple(milliseconds), computed, queries_of(client, address))


def queries_of(client: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    return len(asked)


# --- the report ---


def _report(size: Size, small: Costs, large: Costs) -> Report:
    slowest = max(large, key=lambda name: quantile(large[name].milliseconds, 95))
    milliseconds = quantile(large[slowest].milliseconds, 95)
    grown = [name for name in large if large[name].queries > small[name].queries]
    return Report(
        subject=(
            f"{size.people:,} people, {size.people // 2:,} proposals, {size.organisations:,} "
            f"organisations, {EVENTS - 1} events, one of which everybody came to, and the plan of "
            f"an import of {size.people:,} others. {size.requests} requests a page after "
            f"{WARM_UP} to warm up, or as many as {MOST_SECONDS_A_PAGE} s allow; server time in "
            f"milliseconds. The baseline is the same pages with {size.few} people."
        ),
        headings=(
            "page",
            "p50",
            "p95",
            "computed",
            f"p50 with {size.few}",
            f"p95 with {size.few}",
            "queries",
            f"queries with {size.few}",
        ),
        rows=[_row(name, large[name], small[name]) for name in large],
        targets=[
            Target(
                f"p95 of every page ≤ {MOST_MILLISECONDS} ms",
                f"{milliseconds:.0f} ms at most ({slowest})",
                milliseconds <= MOST_MILLISECONDS,
            ),
            Target(
                "no page asks more queries of a larger register",
                ", ".join(grown) or "none does",
                not grown,
            ),
        ],
    )


def _row(name: str, large: Cost, small: Cost) -> tuple[str, ...]:
    return (
        name,
        *_times(large),
        f"{large.computed:.0f}",
        *_times(small),
        str(large.queries),
        str(small.queries),
    )


def _times(cost: Cost) -> tuple[str, str]:
    return (
        f"{quantile(cost.milliseconds, 50):.0f}",
        f"{quantile(cost.milliseconds, 95):.0f}",
    )
