"""A data folder of each test's own, who signs in to a page, and a register made by command.

The register is made once; tests that start real processes work on copies of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from caunoi.accounts import viewers
from caunoi.site.data_folder import DataFolder
from tests.caunoi.processes import SeededRegister, new_place, seed_register, throw_away
from tests.factories import make_user


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> None:
    """An index and tombstones of each test's own."""
    settings.DATA = DataFolder(tmp_path / "data")


@pytest.fixture(autouse=True)
def queue_left_empty(
    request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """What empties the tables after a test that commits knows nothing of the queue's."""
    yield
    if commits(request):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")


def commits(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    is_marked = marker is not None and marker.kwargs.get("transaction", False)
    return is_marked or bool({"transactional_db", "live_server"} & set(request.fixturenames))


@pytest.fixture
def sign_in(client, monkeypatch):
    """sign_in(role, person_id=…, organisation_ids=…): the client's requests are that viewer's."""

    def sign_in(*roles, **speaks_for):
        user = make_user(*roles)
        client.force_login(user)
        viewer = viewers.Viewer(user_id=user.pk, roles=frozenset(roles), **speaks_for)
        monkeypatch.setattr(
            viewers,
            "viewer_of_user",
            lambda asking: viewer if asking.pk == user.pk else viewers.PUBLIC,
        )
        return user

    return sign_in


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
