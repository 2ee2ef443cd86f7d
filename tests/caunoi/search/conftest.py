"""An index to search in."""

from __future__ import annotations

from pathlib import Path

import pytest

from caunoi.search.building import rebuild_index
from caunoi.search.index import index_home


@pytest.fixture
def built(db: None) -> Path:
    """Its home; empty of records, for tests that add theirs and refresh."""
    rebuild_index()
    return index_home()
