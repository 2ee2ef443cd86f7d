"""A register made once by the command line, for tests that start real processes on copies of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import SeededRegister, new_place, seed_register, throw_away


@pytest.fixture(scope="session")
def seeded_register() -> Iterator[SeededRegister]:
    place = new_place()
    yield seed_register(place / "seeded")
    throw_away(place)


@pytest.fixture
def place() -> Iterator[Path]:
    place = new_place()
    yield place
    throw_away(place)


@pytest.fixture
def register(seeded_register: SeededRegister, place: Path) -> DataFolder:
    """A data folder with a named register and one officer; its database does not run."""
    return seeded_register.copied_to(place / "register")
