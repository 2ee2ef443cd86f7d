"""One JSON object of ROR → one record and what is wrong with it."""

from __future__ import annotations

from trithuc.importers.dump.fields import tidy
from trithuc.importers.reading import Problem
from trithuc.importers.ror import schema1, schema2
from trithuc.importers.ror.fields import Fields, JsonObject
from trithuc.importers.ror.records import STATUSES, RorOrganisation, Status

KNOWN_MAJOR_VERSIONS = ("1", "2")


def organisation_from(raw: JsonObject) -> tuple[RorOrganisation | None, tuple[Problem, ...]]:
    """The record, None where it is rejected, and its problems, the deciding one first."""
    fields = Fields()
    schema = _schema(raw)
    if schema is None:
        fields.note("schema", raw.get("admin"), "schema-unknown")
        return None, tuple(fields.problems)
    ror_id = fields.ror_id(raw.get("id"), "id")
    status = _status(raw, fields)
    if ror_id is None or status is None:
        return None, tuple(fields.problems)
    read = schema1.organisation if schema == 1 else schema2.organisation
    record = read(raw, fields, ror_id=ror_id, status=status)
    return record, tuple(fields.problems)


def _schema(raw: JsonObject) -> int | None:
    """By its shape: records of both schemas stand in one file, and 1 states no version."""
    admin = raw.get("admin")
    modified = admin.get("last_modified") if isinstance(admin, dict) else None
    stated = modified.get("schema_version") if isinstance(modified, dict) else None
    if stated is not None and str(stated).partition(".")[0] not in KNOWN_MAJOR_VERSIONS:
        return None
    if "names" in raw:
        return 2
    return 1 if "name" in raw else None


def _status(raw: JsonObject, fields: Fields) -> Status | None:
    """Dumps before March 2022 knew only active organisations and did not say so."""
    stated = raw.get("status")
    if stated is None or (isinstance(stated, str) and not tidy(stated)):
        return "active"
    return fields.choice(stated, "status", STATUSES)
