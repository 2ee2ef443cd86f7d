"""Carrying out the steps of needs: each is created, and waits for an officer's review."""

from __future__ import annotations

from collections.abc import Sequence

from caunoi.imports.kinds.needs.planning import BODY, SUBJECT
from caunoi.imports.plan import (
    Circumstances,
    SourcesOfRows,
    Step,
    WrittenRows,
    WrittenTable,
)
from caunoi.imports.writing import Row, create_records
from caunoi.needs.models import Need, NeedKind, NeedSector
from caunoi.needs.posting import Channel, Review
from caunoi.sources.copying import insert_by_copy
from caunoi.sources.models import Source, SourceKind
from trithuc.importers.needs import PostedNeed
from trithuc.text.languages import known_language

PLAIN_FIELDS = (
    *("title", "text", "summary", "result_wanted", "days", "place", "funding", "decided_by"),
    *("due_on", "trl_from", "trl_to", "ip_status", "valid_until"),
)


def source_of(step: Step, circumstances: Circumstances) -> Source:
    return Source(
        kind=SourceKind.IMPORT_ROW,
        title=circumstances.file_name,
        sheet=step.position.sheet,
        row=step.position.row,
        stated_on=circumstances.on,
    )


def write_needs(
    steps: Sequence[Step], circumstances: Circumstances, sources: SourcesOfRows
) -> WrittenRows:
    rows = create_records(Need, steps, SUBJECT, sources, _set_columns)
    insert_by_copy(
        [
            NeedSector(need=row.record, sector_id=code)
            for row in rows
            for code in row.step.record.sectors
        ]
    )
    return {row.step.key: row.record.pk for row in rows}


def _set_columns(row: Row[Need]) -> None:
    need, stated = row.record, row.step.record
    for field in PLAIN_FIELDS:
        setattr(need, field, getattr(stated, field))
    need.kind = stated.kind or NeedKind.EXPERTISE
    need.asked_by_id = row.new_value(BODY)
    need.language = known_language(f"{need.title}\n{need.text}")
    need.channel = _channel_of(stated)
    need.passed_by, need.passed_reference = stated.passed_by, stated.reference
    need.review = Review.WAITING
    need.source, need.stated_on = row.source, row.source.stated_on


def _channel_of(stated: PostedNeed) -> Channel:
    return Channel.MISSION if stated.passed_by else Channel.FORM


TABLES = (
    WrittenTable(NeedSector, "need_id", Need),
    WrittenTable(Need),
)
