"""One folder per register: made whole, opened with care, set aside and never deleted."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.site.data_folder import (
    FORMAT,
    DataFolder,
    DataFolderError,
    explain,
    open_data_folder,
    set_aside,
)

as_root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a disk")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def contents(path: Path) -> dict[str, str]:
    files = (file for file in path.rglob("*") if file.is_file())
    return {str(file.relative_to(path)): file.read_text() for file in files}


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of one megabyte."""
    path = Path(tempfile.mkdtemp(prefix="caunoi-disk-"))
    mounting = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(path)]
    if subprocess.run(mounting, check=False, capture_output=True).returncode != 0:
        path.rmdir()
        pytest.skip("no disk can be mounted here")
    yield path
    subprocess.run(["umount", str(path)], check=True)
    path.rmdir()


# --- making ---


def test_first_use_makes_everything_private(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "new" / "register")

    assert mode(folder.path) == 0o700
    assert [mode(place) for place in (folder.uploads, folder.logs, folder.static)] == [0o700] * 3
    assert mode(folder.path / "secret_key") == 0o600
    assert mode(folder.path / "register.json") == 0o600
    assert json.loads((folder.path / "register.json").read_text()) == {
        "format": FORMAT,
        "demonstration": False,
    }


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "register")
    before = contents(folder.path)

    assert open_data_folder(tmp_path / "register") == folder
    assert contents(folder.path) == before


def test_each_folder_has_a_key_of_its_own(tmp_path: Path) -> None:
    keys = {open_data_folder(tmp_path / name).read_secret_key() for name in ("a", "b", "c")}

    assert len(keys) == 3
    assert min(map(len, keys)) >= 50


def test_an_empty_folder_made_by_an_administrator_becomes_a_private_data_folder(
    tmp_path: Path,
) -> None:
    (tmp_path / "disk" / "lost+found").mkdir(parents=True)
    (tmp_path / "disk").chmod(0o755)

    assert mode(open_data_folder(tmp_path / "disk").path) == 0o700


def test_a_making_that_was_cut_short_is_finished(tmp_path: Path) -> None:
    (tmp_path / "uploads").mkdir()
    (tmp_path / "secret_key").write_text("the key made before the power cut")
    (tmp_path / ".register.json.x1y2").write_text('{"form')

    folder = open_data_folder(tmp_path)

    assert folder.read_secret_key() == "the key made before the power cut"
    assert folder.logs.is_dir()


def test_a_folder_that_does_not_exist_yet_can_be_asked_about(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "none")

    assert folder.is_demonstration is False
    assert folder.read_secret_key() != folder.read_secret_key()
    assert not folder.path.exists()


# --- demonstration or register ---


@pytest.mark.parametrize("demonstration", [True, False])
def test_a_folder_stays_what_it_was_made_as(tmp_path: Path, demonstration: bool) -> None:
    open_data_folder(tmp_path / "data", demonstration=demonstration)

    assert open_data_folder(tmp_path / "data").is_demonstration is demonstration
    with pytest.raises(DataFolderError, match="and stays one"):
        open_data_folder(tmp_path / "data", demonstration=not demonstration)


# --- folders that cannot be used ---


@pytest.mark.parametrize(("number", "age"), [(FORMAT + 2, "a later"), (0, "an earlier")])
def test_another_format_says_which_version_made_it_and_what_to_do(
    tmp_path: Path, number: int, age: str
) -> None:
    folder = open_data_folder(tmp_path / "data")
    (folder.path / "register.json").write_text(
        json.dumps({"format": number, "demonstration": False})
    )

    with pytest.raises(DataFolderError) as refusal:
        open_data_folder(folder.path)

    assert str(refusal.value) == (
        f"{folder.path} was made by {age} version (format {number}; this one reads {FORMAT}). "
        "Use that version to export what it holds, or start with --fresh, which sets the old "
        "folder aside and deletes nothing."
    )


@pytest.mark.parametrize(
    "damage",
    ["", "{", "[]", "null", '{"format": "1", "demonstration": false}', '{"format": 1}', "\0\0\0"],
)
def test_a_damaged_register_is_named_and_left_alone(tmp_path: Path, damage: str) -> None:
    folder = open_data_folder(tmp_path / "data")
    (folder.path / "register.json").write_text(damage)

    with pytest.raises(DataFolderError, match=r"register\.json is damaged.*backup.*--fresh"):
        open_data_folder(folder.path)

    assert (folder.path / "register.json").read_text() == damage


def test_a_register_that_is_not_utf_8_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "register.json").write_bytes(b"\xff\xfe{")

    with pytest.raises(DataFolderError, match="is damaged"):
        open_data_folder(tmp_path)


@pytest.mark.parametrize("belonging", ["thư.txt", "postgres", ".bashrc"])
def test_a_folder_of_something_else_is_not_touched(tmp_path: Path, belonging: str) -> None:
    (tmp_path / belonging).write_text("someone's")

    with pytest.raises(DataFolderError, match="is not a data folder of Cầu Nối"):
        open_data_folder(tmp_path)

    assert contents(tmp_path) == {belonging: "someone's"}


@pytest.mark.parametrize("below", ["", "data", "deeper/data"])
def test_a_file_in_the_way_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(DataFolderError, match="cannot be a folder: a file stands there or above"):
        open_data_folder(tmp_path / "file" / below)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
@pytest.mark.parametrize("permissions", [0o500, 0o000])
def test_a_closed_folder_says_who_may_not_write_it(tmp_path: Path, permissions: int) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(permissions)

    with pytest.raises(DataFolderError, match=r"cannot be read and written by the user .*data-dir"):
        open_data_folder(closed / "data")

    closed.chmod(0o700)


@as_root_only
def test_a_full_disk_is_named_and_used_once_there_is_space(small_disk: Path) -> None:
    filling = small_disk / "filling"
    with pytest.raises(OSError, match="No space left"):
        filling.write_bytes(bytes(2_000_000))

    with pytest.raises(DataFolderError, match=r"The disk that holds .* is full"):
        open_data_folder(small_disk / "data")
    filling.unlink()

    assert open_data_folder(small_disk / "data").logs.is_dir()


@as_root_only
def test_a_read_only_disk_is_named(small_disk: Path) -> None:
    folder = open_data_folder(small_disk / "data")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    with pytest.raises(DataFolderError, match="is on a read-only disk"):
        open_data_folder(folder.path)
    with pytest.raises(DataFolderError, match="is on a read-only disk"):
        open_data_folder(small_disk / "another")


def test_any_other_error_keeps_the_systems_own_words() -> None:
    error = OSError(5, "Input/output error")

    assert explain(error, Path("/srv/data")) == "/srv/data cannot be used: Input/output error."


# --- setting aside ---


def test_setting_aside_renames_and_makes_room(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "register")
    (folder.uploads / "letter").write_text("kept")
    before = contents(folder.path)

    aside = set_aside(tmp_path / "register", "register-2026-11-22")

    assert aside == tmp_path / "register-2026-11-22"
    assert contents(aside) == before
    assert open_data_folder(tmp_path / "register").path == folder.path


def test_setting_aside_twice_on_one_day_keeps_both(tmp_path: Path) -> None:
    for _ in range(3):
        open_data_folder(tmp_path / "register")
        set_aside(tmp_path / "register", "old")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["old", "old-2", "old-3"]


@pytest.mark.parametrize("register", ["{", '{"format": 99, "demonstration": true}'])
def test_setting_aside_works_for_a_folder_that_cannot_be_opened(
    tmp_path: Path, register: str
) -> None:
    folder = open_data_folder(tmp_path / "register")
    (folder.path / "register.json").write_text(register)

    assert set_aside(folder.path, "old") == tmp_path / "old"


def test_setting_aside_nothing_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert set_aside(tmp_path / "none", "old") is None
    assert set_aside(tmp_path / "empty", "old") is None


def test_setting_aside_never_renames_a_folder_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "thesis.txt").write_text("someone's")

    with pytest.raises(DataFolderError, match="is not a data folder of Cầu Nối"):
        set_aside(tmp_path / "Documents", "old")

    assert contents(tmp_path) == {"Documents/thesis.txt": "someone's"}


# --- the database's place ---


def test_the_database_lives_inside_unless_it_was_placed_elsewhere(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "register")
    assert folder.postgres == folder.path / "postgres"

    place = folder.place_postgres_under(tmp_path / "elsewhere")

    assert folder.postgres == place
    assert place.parent == tmp_path / "elsewhere"
    assert DataFolder(folder.path).postgres == place


def test_a_new_folder_never_gets_the_database_of_the_one_set_aside(tmp_path: Path) -> None:
    old = open_data_folder(tmp_path / "register").place_postgres_under(tmp_path / "elsewhere")
    aside = set_aside(tmp_path / "register", "old")
    new = open_data_folder(tmp_path / "register").place_postgres_under(tmp_path / "elsewhere")

    assert new != old
    assert aside is not None
    assert DataFolder(aside).postgres == old
