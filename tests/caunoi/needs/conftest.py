"""An index to find candidates in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from caunoi.search.building import rebuild_index


@pytest.fixture
def index() -> Callable[[], int]:
    """Call it once the records are there."""
    return rebuild_index
