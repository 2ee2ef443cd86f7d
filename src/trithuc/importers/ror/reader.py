"""Files of ROR records: its dump in a zip, the JSON in it, or JSON lines of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from trithuc.importers.dump import Item, is_json, read_dump
from trithuc.importers.reading import Reading
from trithuc.importers.ror.mapping import organisation_from
from trithuc.importers.ror.records import RorOrganisation

MOST_INFLATED_BYTES: Final = 2 * 1024**3  # the whole of ROR is about a fifth of it
_SCHEMA_IN_NAME: Final = re.compile(r"_schema_v\d+")


def read_ror(
    path: Path, *, most_inflated_bytes: int = MOST_INFLATED_BYTES
) -> Iterator[Reading[RorOrganisation]]:
    """Every record of JSON lines, of a JSON array, or of a zip that holds either.

    Of a dump that comes in two schemas, the newer is read. A rejected record carries its JSON as
    its only cell; one that was read carries no cells. The sheet of a position is "", or the
    member of a zip that holds several.

    Raises UnreadableFile, while reading and perhaps after records were given: what was read of
    such a file must not be applied.
    """
    for item in read_dump(path, _newest_schemas, most_inflated_bytes=most_inflated_bytes):
        yield _reading(item)


def _newest_schemas(members: Sequence[str]) -> list[str]:
    """Those that hold JSON, in the order of their names; of one dump, the newest schema."""
    newest = {_SCHEMA_IN_NAME.sub("", name): name for name in members if is_json(name)}
    return list(newest.values())


def _reading(item: Item) -> Reading[RorOrganisation]:
    if item.raw is None:
        return Reading(item.position, None, (item.problem,), item.as_cells)
    record, problems = organisation_from(item.raw)
    return Reading(item.position, record, problems, () if record else item.as_cells)
