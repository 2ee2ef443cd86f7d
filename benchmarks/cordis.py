"""Projects of CORDIS: read, imported, planned again, undone; real ones and twenty thousand others.

Beside it, in the same run: the JSON of the same tables taken apart and nothing more. The real
files are read where CAUNOI_SHARED says; without them the invented ones stand alone.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import invented_projects
from benchmarks.processes import (
    Stopwatch,
    in_own_process,
    peak_megabytes,
    stopwatch,
    thrown_away,
)
from benchmarks.reports import Report, Target
from caunoi.cli import ready_database
from caunoi.site.data_folder import open_data_folder
from trithuc.importers.cordis import read_cordis

PROJECT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("CAUNOI_SHARED", PROJECT.parent / "shared"))
LEAST_RECORDS_A_SECOND = 1_000
# What an undo must leave as it was; the history, the runs and the files handed in stay.
REGISTER_APPS = ("organisations", "people", "programmes", "sectors", "sources")


@dataclass(frozen=True)
class Size:
    projects: int
    organisations: int


FULL = Size(projects=20_000, organisations=6_000)
SMALL = Size(projects=40, organisations=20)


@dataclass(frozen=True)
class Imported:
    """records: rows of the tables of projects and of organisations. again: outcomes of the second
    plan."""

    name: str
    projects: int
    records: int
    reading: Stopwatch
    planning: Stopwatch
    applying: Stopwatch
    planning_again: Stopwatch
    undoing: Stopwatch
    again: dict[str, int]
    is_as_before: bool
    megabytes: float

    @property
    def seconds(self) -> float:
        return self.planning.seconds + self.applying.seconds


@dataclass(frozen=True)
class TakenApart:
    seconds: float
    megabytes: float


def measure(size: Size) -> Report:
    with thrown_away() as place:
        dump = place / "dump.zip"
        invented_projects.write_dump(dump, range(size.projects), organisations=size.organisations)
        real = sorted((SHARED / "data" / "cordis").glob("*.json*"))
        found = [
            in_own_process(import_and_undo, place / name, name, files)
            for name, files in (("real", real), ("invented", [dump]))
            if files
        ]
        return _report(found, in_own_process(take_apart, dump))


def import_and_undo(path: Path, name: str, files: Sequence[Path]) -> Imported:
    with stopwatch() as reading:
        found = [
            (file, one.reading.position, one.kind) for file in files for one in read_cordis(file)
        ]
    with ready_database(open_data_folder(path)):
        from benchmarks import register
        from benchmarks.imports import outcomes_of
        from caunoi.imports.services import apply_import, plan_import, undo_import
        from caunoi.programmes.models import Project

        before = register_as_text()
        on = register.TODAY
        planning, applying = Stopwatch(), Stopwatch()
        runs = []
        for file in files:
            with stopwatch(register.computed) as one:
                run = plan_import(run=register.hand_in("cordis", file), on=on)
            planning = added(planning, one)
            with stopwatch(register.computed) as one:
                runs.append(apply_import(run=run, on=on))
            applying = added(applying, one)
        projects = Project.objects.count()
        with stopwatch(register.computed) as planning_again:
            again = [plan_import(run=register.hand_in("cordis", file), on=on) for file in files]
        outcomes: dict[str, int] = {}
        for run in again:
            for outcome, number in outcomes_of(run).items():
                outcomes[outcome] = outcomes.get(outcome, 0) + number
        with stopwatch(register.computed) as undoing:
            for run in reversed(runs):
                undo_import(run=run)
        return Imported(
            name=name,
            projects=projects,
            records=len({(file, position) for file, position, _kind in found}),
            reading=reading,
            planning=planning,
            applying=applying,
            planning_again=planning_again,
            undoing=undoing,
            again=outcomes,
            is_as_before=register_as_text() == before,
            megabytes=peak_megabytes(),
        )


def register_as_text() -> dict[str, str]:
    """{table: digest of all its rows}, of every table in which facts are kept."""
    from django.apps import apps
    from django.db import connection

    from caunoi.sources.history import is_history
    from caunoi.sources.models import Attachment

    digests = {}
    with connection.cursor() as cursor:
        for app in REGISTER_APPS:
            for model in apps.get_app_config(app).get_models():
                if is_history(model) or model is Attachment:
                    continue
                table = model._meta.db_table
                cursor.execute(
                    f"SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), ''))"  # noqa: S608
                    f' FROM "{table}" t'
                )
                digests[table] = cursor.fetchone()[0]
    return digests


def take_apart(dump: Path) -> TakenApart:
    with stopwatch() as watch, zipfile.ZipFile(dump) as archive:
        for name in archive.namelist():
            json.loads(archive.read(name))
    return TakenApart(watch.seconds, peak_megabytes())


def added(first: Stopwatch, second: Stopwatch) -> Stopwatch:
    return Stopwatch(first.seconds + second.seconds, first.computed + second.computed)


# --- the report ---


def _report(found: Sequence[Imported], baseline: TakenApart) -> Report:
    words = " ".join(
        f"{one.name.capitalize()}: {one.projects:,} projects, {one.records:,} records; second "
        f"plan: {_counted(one.again)}."
        for one in found
    )
    invented = found[-1]
    return Report(
        subject=(
            f"{words} A record is a row of the table of projects or of the table of organisations, "
            "or a line of the labelled file. Memory is the peak of the whole process that imports."
        ),
        headings=("step", "seconds", "records/s", "computed", "MB"),
        rows=[
            *(row for one in found for row in _rows(one)),
            (
                "baseline: json.loads of the invented tables",
                f"{baseline.seconds:.1f}",
                f"{invented.records / baseline.seconds:,.0f}",
                "",
                f"{baseline.megabytes:.0f}",
            ),
        ],
        targets=[
            target
            for one in found
            for target in (
                Target(
                    f"plan and apply ≥ {LEAST_RECORDS_A_SECOND:,} records/s ({one.name})",
                    f"{one.records / one.seconds:,.0f} records/s",
                    one.records / one.seconds >= LEAST_RECORDS_A_SECOND,
                ),
                Target(
                    f"the second plan changes nothing ({one.name})",
                    _counted(one.again),
                    not {"create", "update"} & one.again.keys(),
                ),
                Target(
                    f"undone, every table is as before ({one.name})",
                    "each is" if one.is_as_before else "not each is",
                    one.is_as_before,
                ),
            )
        ],
    )


def _rows(one: Imported) -> list[tuple[str, str, str, str, str]]:
    together = added(one.planning, one.applying)
    steps = [
        ("read", one.reading),
        ("plan", one.planning),
        ("apply", one.applying),
        ("**plan and apply**", together),
        ("plan again", one.planning_again),
        ("undo", one.undoing),
    ]
    return [
        (
            f"{one.name}: {step}",
            f"{took.seconds:.1f}",
            f"{one.records / took.seconds:,.0f}",
            f"{took.computed:.1f}",
            f"{one.megabytes:.0f}",
        )
        for step, took in steps
    ]


def _counted(outcomes: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(outcomes.items()))
