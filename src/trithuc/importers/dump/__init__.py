"""Dumps as registers publish them: JSON lines, arrays, tables and zips, with bounded memory."""

from trithuc.importers.dump.fields import Fields, JsonObject
from trithuc.importers.dump.reader import Item, is_json, read_dump

__all__ = ["Fields", "Item", "JsonObject", "is_json", "read_dump"]
