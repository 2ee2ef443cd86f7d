"""An index of each test's own, and how it is brought up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from caunoi.search.building import rebuild_index
from caunoi.search.index import index_home
from caunoi.site.data_folder import DataFolder


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = DataFolder(tmp_path / "data")


@pytest.fixture
def built(db: None) -> Path:
    """Its home; empty of records, for tests that add theirs and refresh."""
    rebuild_index()
    return index_home()
