"""Fixtures every test may use: a throw-away PostgreSQL, the real data of others, a browser."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
REQUIRED = set(filter(None, os.environ.get("CAUNOI_REQUIRE", "").split(",")))


def absent(what: str, why: str) -> None:
    """Skip, unless CAUNOI_REQUIRE says that this must be there."""
    if what in REQUIRED:
        pytest.fail(f"CAUNOI_REQUIRE={what}: {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data (CAUNOI_SHARED, by default beside the project)."""
    folder = Path(os.environ.get("CAUNOI_SHARED", PROJECT.parent / "shared"))
    if not (folder / "data").is_dir():
        absent("shared", f"the real data is not at {folder}; set CAUNOI_SHARED")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        absent("browser", "Chromium is not installed (Debian: apt-get install chromium)")
    assert found is not None
    return Path(found)


@pytest.fixture(scope="session")
def database_url() -> Iterator[str]:
    """DATABASE_URL if it is set, else an embedded server that lives as long as the tests."""
    if os.environ.get("DATABASE_URL"):
        yield os.environ["DATABASE_URL"]
        return
    from caunoi.site.data_folder import open_data_folder
    from caunoi.site.postgres import THROWAWAY, running

    place = Path(tempfile.mkdtemp(prefix="caunoi-tests-"))
    # When root runs the tests, the database's own user has to get through.
    place.chmod(0o755)
    folder = open_data_folder(place / "register", demonstration=False)
    with running(folder, THROWAWAY) as connection:
        yield connection.url
    shutil.rmtree(place)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(database_url: str, request: pytest.FixtureRequest) -> None:
    import dj_database_url
    from django.conf import settings
    from django.db import connections

    found = dj_database_url.parse(database_url)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    found["TEST"] = {**connections["default"].settings_dict["TEST"], "NAME": f"test_caunoi{worker}"}
    settings.DATABASES["default"].update(found)
    connections["default"].settings_dict.update(found)


@pytest.fixture(autouse=True)
def uploads_are_thrown_away(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "uploads")  # type: ignore[attr-defined]
