"""Every word of the interface has its Vietnamese, with the same gaps to fill in."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from caunoi.imports.words_of_readers import WORDS_OF_READERS
from caunoi.site.build import compile_catalogues
from trithuc.importers.reading import SENTENCES

PACKAGE = Path(__file__).parents[3] / "src" / "caunoi"
CATALOGUE = PACKAGE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
GAP = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}|%%")


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def test_no_entry_is_empty_or_fuzzy(entries: list[polib.POEntry]) -> None:
    unfinished = [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy]

    assert unfinished == []


def test_translations_keep_the_gaps(entries: list[polib.POEntry]) -> None:
    def differs(entry: polib.POEntry) -> bool:
        said = [entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
        translated = list(entry.msgstr_plural.values()) or [entry.msgstr]
        return any(
            sorted(set(GAP.findall(text))) != sorted(set(GAP.findall(said[0])))
            for text in translated
        )

    assert [entry.msgid for entry in entries if differs(entry)] == []


def test_every_word_in_the_code_is_in_the_catalogue(
    entries: list[polib.POEntry], tmp_path: Path
) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("xgettext is not installed (Debian: apt-get install gettext)")
    copy = tmp_path / "caunoi"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("vendor", "__pycache__", "*.mo"))
    (copy / "locale" / "vi" / "LC_MESSAGES" / "django.po").unlink()

    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", "vi", "--no-location"],
        cwd=copy,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": os.getcwd()},
        check=True,
        capture_output=True,
    )

    found = polib.pofile(str(copy / "locale" / "vi" / "LC_MESSAGES" / "django.po"))
    known = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries}
    missing = [
        entry.msgid
        for entry in found
        if (entry.msgctxt, entry.msgid, entry.msgid_plural) not in known
    ]
    assert missing == []


def test_the_readers_sentences_are_listed_for_translators() -> None:
    assert set(WORDS_OF_READERS) == set(SENTENCES.values())


def test_the_catalogue_compiles_without_gettext_installed() -> None:
    compile_catalogues()

    assert CATALOGUE.with_suffix(".mo").stat().st_mtime >= CATALOGUE.stat().st_mtime
