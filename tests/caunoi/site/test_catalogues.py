"""Every word of the interface has its translation, with the same gaps to fill in.

All of it is in Vietnamese; in French, Dutch, German and Chinese is what experts, participants and
outside partners meet.
"""

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
# Apps whose pages, links and letters nobody outside the mission meets.
OF_OFFICERS_ALONE = (
    *("imports", "landscape", "desk", "demonstration", "needs", "search", "programmes", "sectors"),
    *("jobs", "pictures", "organisations"),
)
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "vi": (),
    "fr": OF_OFFICERS_ALONE,
    "nl": OF_OFFICERS_ALONE,
    "de": OF_OFFICERS_ALONE,
    "zh_Hans": OF_OFFICERS_ALONE,
}
GAP = re.compile(r"%\([a-z_]+\)[sd]|\{[a-z_]*\}|%%")


def gaps_in(text: str) -> list[str]:
    return sorted(set(GAP.findall(text)))


def catalogue_of(language: str, package: Path = PACKAGE) -> Path:
    return package / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module", params=LEFT_OUT)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def entries(language: str) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(catalogue_of(language))) if not entry.obsolete]


def test_no_entry_is_empty_or_fuzzy(entries: list[polib.POEntry]) -> None:
    unfinished = [entry.msgid for entry in entries if not entry.translated() or entry.fuzzy]

    assert unfinished == []


def test_translations_keep_the_gaps(entries: list[polib.POEntry]) -> None:
    def differs(entry: polib.POEntry) -> bool:
        # One of something may be said without its number.
        said = [gaps_in(text) for text in (entry.msgid, entry.msgid_plural) if text]
        translated = list(entry.msgstr_plural.values()) or [entry.msgstr]
        return any(gaps_in(text) not in said for text in translated)

    assert [entry.msgid for entry in entries if differs(entry)] == []


def test_every_word_in_the_code_is_in_the_catalogue(
    language: str, entries: list[polib.POEntry], tmp_path: Path
) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("xgettext is not installed (Debian: apt-get install gettext)")
    copy = tmp_path / "caunoi"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("vendor", "__pycache__", "*.mo"))
    catalogue_of(language, copy).unlink()
    ignored = [word for app in LEFT_OUT[language] for word in ("--ignore", f"{app}/*")]

    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "-l", language, "--no-location", *ignored],
        cwd=copy,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": os.getcwd()},
        check=True,
        capture_output=True,
    )

    found = polib.pofile(str(catalogue_of(language, copy)))
    known = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries}
    missing = [
        entry.msgid
        for entry in found
        if (entry.msgctxt, entry.msgid, entry.msgid_plural) not in known
    ]
    assert missing == []


def test_the_readers_sentences_are_listed_for_translators() -> None:
    assert set(WORDS_OF_READERS) == set(SENTENCES.values())


def test_the_catalogue_compiles_without_gettext_installed(language: str) -> None:
    compile_catalogues()

    written = catalogue_of(language)
    assert written.with_suffix(".mo").stat().st_mtime >= written.stat().st_mtime
