"""What officers' pages cost the server with ten thousand people, and how many queries each asks.

Beside it, in the same run: the same pages with sixty people. Requests go through all of Django
inside one process, so that what is timed is the product and not a network.
"""

from __future__ import annotations

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

    from caunoi.events.models import Event
    from caunoi.imports.models import ImportRun

MOST_MILLISECONDS = 150
WARM_UP = 5
# A page that is far too slow shows that in a few requests as well.
MOST_SECONDS_A_PAGE = 30
EVENTS = 60
WORKPLACES = 300
WORKS_EACH = 10


@dataclass(frozen=True)
class Size:
    """few: people of the small register beside which the large one stands."""

    few: int
    people: int
    organisations: int
    needs: int
    requests: int


FULL = Size(few=60, people=10_000, organisations=2_000, needs=500, requests=60)
SMALL = Size(few=10, people=60, organisations=20, needs=5, requests=3)


@dataclass(frozen=True)
class Cost:
    """milliseconds: of each request. computed: processor milliseconds of one, on average."""

    milliseconds: tuple[float, ...]
    computed: float
    queries: int


Costs = Mapping[str, Cost]


@dataclass(frozen=True)
class Growth:
    """What is added to the register, all by number. others: people whose plan waits to be applied.

    Every second person hands in a proposal, and every second proposal is placed. needs: how many
    there are in all.
    """

    people: range
    others: range
    organisations: range
    events: range
    needs: int


def measure(size: Size) -> Report:
    few = Growth(range(size.few), range(size.few), range(size.few), range(1, 2), needs=3)
    rest = Growth(
        people=range(size.few, size.people),
        others=range(size.people, 2 * size.people),
        organisations=range(size.few, size.organisations),
        events=range(2, EVENTS),
        needs=size.needs,
    )
    with thrown_away() as place:
        folder = place / "register"
        in_own_process(begin, folder)
        # A web process has never held an import; one that has is slower at everything.
        preview = in_own_process(grow, folder, few)
        small = in_own_process(costs, folder, preview, min(size.requests, 50))
        preview = in_own_process(grow, folder, rest)
        large = in_own_process(costs, folder, preview, size.requests)
    return _report(size, small, large)


# --- the register ---


def begin(path: Path) -> None:
    with ready_database(open_data_folder(path)):
        from django.core.management import call_command

        from benchmarks import register
        from caunoi.accounts.models import Role

        call_command("collectstatic", verbosity=0, interactive=False)
        register.name_the_register()
        for role in (Role.OFFICER, Role.HOME_PARTNER):
            register.add_user(role)


def grow(path: Path, growth: Growth) -> int:
    """Everybody comes to the first event; the number of the import that waits to be applied."""
    with ready_database(open_data_folder(path)):
        from benchmarks import register, register_of_needs
        from caunoi.events.models import Event
        from caunoi.imports.services import apply_import
        from caunoi.search.building import rebuild_index

        register.add_organisations(growth.organisations)
        for number in growth.events:
            register.add_event(number)
        event = Event.objects.earliest("pk")
        apply_import(run=plan(path, growth.people, event), on=register.TODAY)
        register_of_needs.add_works(WORKS_EACH)
        register_of_needs.place_every_second_proposal()
        register_of_needs.add_needs(growth.needs)
        waiting = plan(path, growth.others, event)
        register.count_rows_anew()
        rebuild_index()
        return waiting.pk


def plan(path: Path, numbers: range, event: Event) -> ImportRun:
    from benchmarks import register
    from caunoi.imports.services import plan_import

    workbook = path.with_suffix(".xlsx")
    proposals = len(numbers) // 2
    invented.write_seminar(workbook, numbers, proposals=proposals, organisations=WORKPLACES)
    run = register.hand_in("seminar", workbook, event=event)
    return plan_import(run=run, on=register.TODAY)


# --- its pages ---


def costs(path: Path, preview: int, requests: int) -> Costs:
    """What each page costs. preview: number of the import whose plan is looked at."""
    with ready_database(open_data_folder(path)):
        from benchmarks import register
        from caunoi.accounts.models import Role

        officer = register.browser_of(Role.OFFICER)
        partner = register.browser_of(Role.HOME_PARTNER)
        found = {
            name: cost_of(officer, address, requests)
            for name, address in addresses(f"/imports/{preview}/").items()
        }
        found["people, seen by a home partner"] = cost_of(partner, "/people/", requests)
        return found


def addresses(preview: str) -> dict[str, str]:
    """{page: its address}; a number of a page beyond the last means the last."""
    from caunoi.events.models import Event
    from caunoi.needs.models import Need
    from caunoi.people.models import Person
    from caunoi.proposals.models import Proposal
    from caunoi.works.models import Work

    expert = Person.objects.matchable().earliest("pk")
    proposal = Proposal.objects.to_place().earliest("pk")
    need = Need.objects.earliest("pk")
    title = Work.objects.earliest("pk").title
    event = Event.objects.earliest("pk")
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
        "search": f"/search/?q={title.split()[0]}",
        "search, a name": f"/search/?q={family_name}",
        "proposals": "/proposals/",
        "proposals, by words": "/proposals/?q=hydrogen",
        "proposals, by sector": "/proposals/?sector=ai",
        "proposals, board": "/proposals/board/",
        "proposals, placing one": f"/proposals/triage/{proposal.pk}/",
        "needs": "/needs/",
        "need with its candidates": need.get_absolute_url(),
        "sectors": "/sectors/",
        "one sector": "/sectors/ai/",
        "sectors by country": "/sectors/countries/",
        "sectors by country, picture": "/sectors/countries.svg",
        "organisations": "/organisations/",
        "organisations, last page": "/organisations/?page=100000",
        "organisations, by a name": "/organisations/?q=vien+vi+du",
        "organisations, by country": "/organisations/?sort=country",
        "events": "/events/",
        "event with everybody": event.get_absolute_url(),
        "event with everybody, last page": f"{event.get_absolute_url()}?page=100000",
        "imports": "/imports/",
        "import, preview": preview,
        "import, preview, last page": f"{preview}?page=100000",
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
            f"{size.people:,} people, {WORKS_EACH} works for each who became an expert, "
            f"{size.people // 2:,} proposals, {size.needs:,} needs, {size.organisations:,} "
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
