"""Values of a ROR record: those of any dump, and ROR's own identifiers."""

from __future__ import annotations

from trithuc.identifiers import ror
from trithuc.importers.dump import fields
from trithuc.importers.dump.fields import JsonObject

__all__ = ["Fields", "JsonObject"]


class Fields(fields.Fields):
    def ror_id(self, value: object, field: str) -> str | None:
        """Normalised; a missing one is a problem here."""
        text = self.text(value, field)
        if text is None:
            self.note(field, value, "ror-id-missing")
            return None
        normalized = ror.normalize(text)
        if normalized is None:
            self.note(field, value, "ror-id-malformed")
        return normalized
