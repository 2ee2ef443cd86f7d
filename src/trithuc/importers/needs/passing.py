"""The file by which one mission passes needs to another: what may be shown, and no person.

    {"schema": "caunoi-needs/1", "from": "…", "needs": [{"reference": "…", "title": "…", …}]}

Invariant: only the fields of `PASSED` are ever written or read.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from trithuc.importers.needs.fields import need_from
from trithuc.importers.needs.records import PostedNeed
from trithuc.importers.reading import Position, Problem, Reading, UnreadableFile

SCHEMA: Final = "caunoi-needs/1"
MOST_BYTES: Final = 20 * 1024**2
PASSED: Final = (
    *("reference", "title", "text", "kind", "place", "days"),
    *("due_on", "valid_until", "trl_from", "trl_to", "ip_status", "sectors"),
)


def passed_on(needs: Iterable[Mapping[str, Any]], *, mission: str) -> str:
    """needs: of each {field: value}, where "text" is the summary that may leave the mission."""
    said = [{field: one[field] for field in PASSED if one.get(field)} for one in needs]
    return json.dumps({"schema": SCHEMA, "from": mission, "needs": said}, ensure_ascii=False)


def read_passed(path: Path, *, file: str) -> Iterator[Reading[PostedNeed]]:
    """Raises UnreadableFile."""
    said = _loaded(path, file=file)
    mission = said.get("from")
    for number, one in enumerate(said["needs"], start=1):
        position = Position(number)
        if not isinstance(one, dict):
            yield Reading(position, None, (Problem("", str(one), "field-malformed"),))
            continue
        fields = {field: _as_text(one[field]) for field in PASSED if field in one}
        fields["passed_by"] = mission if isinstance(mission, str) else ""
        yield need_from(fields, position)


def _loaded(path: Path, *, file: str) -> dict[str, Any]:
    if path.stat().st_size > MOST_BYTES:
        raise UnreadableFile("file-damaged", file=file)
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFile("file-damaged", file=file) from error
    is_known = isinstance(said, dict) and said.get("schema") == SCHEMA
    if not is_known or not isinstance(said.get("needs"), list):
        raise UnreadableFile("no-table-recognised", file=file)
    return dict(said)


def _as_text(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
