"""Files of recorded ORCID records: one record as the interface answered it, or several."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from trithuc.importers.dump import Item, is_json, read_dump
from trithuc.importers.orcid.mapping import record_from
from trithuc.importers.orcid.records import OrcidRecord
from trithuc.importers.reading import Position, Reading, UnreadableFile

# Some people have thousands of works, at about 3 kB each.
MOST_BYTES: Final = 32 * 1024 * 1024


def read_orcid(path: Path, *, most_bytes: int = MOST_BYTES) -> Iterator[Reading[OrcidRecord]]:
    """The one record of a file, or every record of JSON lines or of a JSON array.

    A rejected record carries no cells: there is nothing in it to be corrected by hand.

    Raises UnreadableFile, while reading and perhaps after records were given: what was read of
    such a file must not be applied.
    """
    whole = _whole(path, most_bytes)
    items = iter([whole]) if whole else read_dump(path, _all_json)
    for item in items:
        yield _reading(item)


def _whole(path: Path, most_bytes: int) -> Item | None:
    """None where the file holds no single object, or more bytes than one record may have."""
    try:
        with path.open("rb") as stream:
            content = stream.read(most_bytes + 1)
    except OSError as error:
        raise UnreadableFile("file-missing", file=path.name) from error
    if len(content) > most_bytes:
        return None
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return Item(Position(1), raw) if isinstance(raw, dict) else None


def _all_json(members: Sequence[str]) -> list[str]:
    return [name for name in members if is_json(name)]


def _reading(item: Item) -> Reading[OrcidRecord]:
    if item.raw is None:
        return Reading(item.position, None, (item.problem,))
    record, problems = record_from(item.raw)
    return Reading(item.position, record, problems)
