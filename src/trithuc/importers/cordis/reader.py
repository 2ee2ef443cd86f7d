"""Files of CORDIS, alone or together in the zip it publishes, as records of three kinds.

Fields and topics, which stand in tables of their own, join the project they speak of. A row of an
organisation also names its project, so a project that no other file tells of is still given, by
its number and acronym: files may be imported in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final, Literal

from trithuc.importers.cordis import mapping
from trithuc.importers.cordis.mapping import RowKind, kind_of
from trithuc.importers.cordis.records import (
    CordisField,
    CordisOrganisation,
    CordisPartner,
    CordisProject,
)
from trithuc.importers.cordis.values import Fields
from trithuc.importers.dump import Item, read_dump
from trithuc.importers.reading import Position, Problem, Reading, UnreadableFile

MOST_INFLATED_BYTES: Final = 2 * 1024**3
# The tables of a published zip that are read, in the order they are needed.
TABLES: Final = ("euroscivoc", "topics", "project", "organization")
TABLE_SUFFIXES: Final = (".json", ".jsonl", ".ndjson", ".csv")

Kind = Literal["project", "organisation", "partner"]
CordisRecord = CordisProject | CordisOrganisation | CordisPartner


@dataclass(frozen=True, slots=True)
class CordisReading:
    """One row may hold a reading of each kind, all at the same position."""

    kind: Kind
    reading: Reading[CordisRecord]


def read_cordis(
    path: Path, *, most_inflated_bytes: int = MOST_INFLATED_BYTES
) -> Iterator[CordisReading]:
    """Every project, organisation and partner of a file or of a zip.

    An organisation is given once, where it first stands. A project comes before its partners.
    The sheet of a position is "", or the member of a zip that holds several.

    Raises UnreadableFile, while reading and perhaps after records were given: what was read of
    such a file must not be applied.
    """
    joining = _Joining()
    items = read_dump(
        path, _tables_read, reads_tables=True, most_inflated_bytes=most_inflated_bytes
    )
    for number, item in enumerate(items):
        if number == 0 and item.raw is not None and kind_of(item.raw) is None:
            # Another table of CORDIS, or another register: thousands of rejections help nobody.
            raise UnreadableFile("cordis-table-unknown", file=path.name)
        yield from joining.take(item)
    yield from joining.left_over()


def _tables_read(members: Sequence[str]) -> list[str]:
    """The tables of CORDIS by their names; every table, where none has such a name."""
    tables = [name for name in members if PurePosixPath(name).suffix.lower() in TABLE_SUFFIXES]
    named = [name for name in tables if _table(name) in TABLES]
    return sorted(named, key=lambda name: TABLES.index(_table(name))) or tables


def _table(member: str) -> str:
    return PurePosixPath(member).stem.lower().replace("organisation", "organization")


@dataclass(slots=True)
class _Beside:
    """What tables other than the project's own say of it. position: where it was first said."""

    position: Position
    fields: dict[str, CordisField]
    topic: str = ""
    topic_title: str = ""

    def joined(self, project: CordisProject) -> CordisProject:
        stated = {field.code: field for field in project.fields}
        return replace(
            project,
            fields=tuple((stated | self.fields).values()),
            topic=project.topic or self.topic,
            topic_title=project.topic_title or self.topic_title,
        )


class _Joining:
    """What was read so far, as far as later rows need it."""

    def __init__(self) -> None:
        self._beside: dict[int, _Beside] = {}
        self._projects: set[int] = set()
        self._organisations: set[object] = set()

    def take(self, item: Item) -> Iterator[CordisReading]:
        if item.raw is None:
            yield _rejected("project", item, (item.problem,))
            return
        match kind_of(item.raw):
            case RowKind.PROJECT:
                yield self._project(item)
            case RowKind.PARTNER:
                yield from self._partner(item)
            case RowKind.FIELD:
                yield from self._field(item)
            case RowKind.TOPIC:
                yield from self._topic(item)
            case None:
                problem = Problem("record", "", "cordis-row-unknown")
                yield _rejected("project", item, (problem,))

    def left_over(self) -> Iterator[CordisReading]:
        """Projects that only tables of fields and topics speak of."""
        for cordis_id, beside in self._beside.items():
            if cordis_id not in self._projects:
                project = beside.joined(CordisProject(cordis_id))
                yield CordisReading("project", Reading(beside.position, project))

    def _project(self, item: Item) -> CordisReading:
        fields = Fields()
        project = mapping.project(item.raw or {}, fields)
        if project is None:
            return _rejected("project", item, tuple(fields.problems))
        self._projects.add(project.cordis_id)
        beside = self._beside.pop(project.cordis_id, None)
        whole = beside.joined(project) if beside else project
        return CordisReading("project", Reading(item.position, whole, tuple(fields.problems)))

    def _partner(self, item: Item) -> Iterator[CordisReading]:
        fields, row = Fields(), item.raw or {}
        partner = mapping.partner(row, fields)
        problems = tuple(fields.problems)
        if partner is None:
            yield _rejected("partner", item, problems)
            return
        yield from self._project_of(partner, item)
        organisation = partner.organisation
        key = organisation.pic or (organisation.name, organisation.country_code)
        if key not in self._organisations:
            self._organisations.add(key)
            yield CordisReading("organisation", Reading(item.position, organisation))
        yield CordisReading("partner", Reading(item.position, partner, problems))

    def _project_of(self, partner: CordisPartner, item: Item) -> Iterator[CordisReading]:
        acronym = Fields().words((item.raw or {}).get("projectAcronym"), "projectAcronym")
        if partner.cordis_id not in self._projects:
            self._projects.add(partner.cordis_id)
            project = CordisProject(partner.cordis_id, acronym)
            beside = self._beside.pop(partner.cordis_id, None)
            whole = beside.joined(project) if beside else project
            yield CordisReading("project", Reading(item.position, whole))

    def _field(self, item: Item) -> Iterator[CordisReading]:
        fields, row = Fields(), item.raw or {}
        cordis_id = mapping.project_id(row, fields)
        found = mapping.field_of(row.get("euroSciVocCode"), row.get("euroSciVocPath"), fields)
        if cordis_id is None or found is None:
            yield _rejected("project", item, tuple(fields.problems))
        else:
            self._beside_project(cordis_id, item).fields.setdefault(found.code, found)

    def _topic(self, item: Item) -> Iterator[CordisReading]:
        fields, row = Fields(), item.raw or {}
        cordis_id = mapping.project_id(row, fields)
        if cordis_id is None:
            yield _rejected("project", item, tuple(fields.problems))
            return
        beside = self._beside_project(cordis_id, item)
        if not beside.topic_title:
            beside.topic = fields.words(row.get("topic"), "topic")
            beside.topic_title = fields.words(row.get("title"), "title")

    def _beside_project(self, cordis_id: int, item: Item) -> _Beside:
        return self._beside.setdefault(cordis_id, _Beside(item.position, {}))


def _rejected(kind: Kind, item: Item, problems: tuple[Problem, ...]) -> CordisReading:
    return CordisReading(kind, Reading(item.position, None, problems, item.as_cells))
