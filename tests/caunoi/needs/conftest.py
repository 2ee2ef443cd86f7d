"""An index of each test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caunoi.search.building import rebuild_index
from caunoi.site.data_folder import DataFolder


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA = DataFolder(tmp_path / "data")


@pytest.fixture
def index() -> Callable[[], int]:
    """Call it once the records are there."""
    return rebuild_index
