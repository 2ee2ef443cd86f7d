"""How often a page asks the database, for tests that it does so no more for more rows."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(client: Client, address: str, **asked: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address, asked).status_code == 200
    return len(captured)
