"""Two experts whose ORCID iDs are in the register."""

from __future__ import annotations

import pytest

from caunoi.people.models import Person
from tests.caunoi.imports.kinds.orcid.answers import BINH, MAI
from tests.factories import make_expert


@pytest.fixture
def mai() -> Person:
    return make_expert("Lê Thị Mai", orcid=MAI)


@pytest.fixture
def binh(mai: Person) -> Person:
    return make_expert("Trần Thị Bình", orcid=BINH)
