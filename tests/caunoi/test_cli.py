"""What an operator types, what comes back, and what the exit code says."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from openpyxl import load_workbook

from caunoi import cli
from caunoi.accounts.models import Invitation
from caunoi.imports.models import ImportRun, PlannedAction
from caunoi.needs.services import shortlist
from caunoi.organisations.models import Register
from caunoi.people.models import Person
from caunoi.people.purposes import Purpose
from caunoi.proposals.models import Proposal
from caunoi.site.data_folder import DataFolder
from caunoi.site.postgres import THROWAWAY, database_url, is_ready, running
from caunoi.sources.models import Attachment
from tests.caunoi.processes import (
    ask,
    caunoi,
    command,
    count,
    environment,
    held_midway,
    new_place,
    wait_until,
    workbook,
)
from tests.factories import make_expert, make_need, make_officer, make_register, make_user

Settings = Any  # pytest-django's fixture
ROWS = [
    ("Nguyễn Thị Ví Dụ", "vi.du@example.org", "Viện Ví Dụ", "Một cây cầu ví dụ qua sông"),
    ("Jan Voorbeeld", "jan@example.org", "Voorbeeldinstituut", ""),
]
BROKEN = [*ROWS, ("Claire Exemple", "ceci n'est pas une adresse", "Institut Exemple", "")]


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


Caunoi = Callable[..., Done]


@pytest.fixture
def caunoi_here(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Caunoi]:
    """A command in this process, on the tests' database instead of one of its own: quicker."""
    make_register()
    monkeypatch.setattr(cli, "ready_database", lambda folder: nullcontext())
    before = signal.getsignal(signal.SIGTERM)

    def run(*arguments: object) -> Done:
        code = cli.main(["--data-dir", str(tmp_path / "register"), *map(str, arguments)])
        return Done(code, *capsys.readouterr())

    yield run
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "seminar.csv"
    path.write_text(workbook(ROWS))
    return path


def uploads(settings: Settings) -> list[Path]:
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


# --- import ---


def test_an_import_prints_its_plan_applies_it_and_ends_in_0(
    caunoi_here: Caunoi, file: Path
) -> None:
    done = caunoi_here("import", "seminar", file)
    assert (done.returncode, done.stderr) == (0, "")
    plan, applied = done.stdout.splitlines()
    assert plan == (f"{file}: 3 create, 0 update, 0 possible_duplicate, 0 unchanged, 0 rejected")
    assert applied.strip().startswith("applied as import ")
    assert Person.objects.count() == 2


def test_a_broken_row_is_told_with_file_row_field_and_reason_and_ends_in_1(
    caunoi_here: Caunoi, file: Path
) -> None:
    file.write_text(workbook(BROKEN))
    done = caunoi_here("import", "seminar", file)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f'{file}: row 4: email "ceci n\'est pas une adresse": This is not an e-mail address.'
    ]
    assert Person.objects.count() == 2, "the other rows go on"


def test_several_files_are_one_run_each_and_the_worst_says_how_it_ended(
    caunoi_here: Caunoi, file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.csv"
    other.write_text(workbook([("Claire Exemple", "no address", "Institut Exemple", "")]))
    done = caunoi_here("import", "seminar", file, other)
    assert done.returncode == 1
    assert done.stdout.count("applied as import") == 2


def test_a_dry_run_prints_the_same_plan_and_leaves_no_trace(
    caunoi_here: Caunoi, file: Path, settings: Settings
) -> None:
    file.write_text(workbook(BROKEN))
    dry = caunoi_here("import", "seminar", file, "--dry-run", "--signed-list", file)
    assert dry.returncode == 1
    assert dry.stdout.endswith(
        ": 3 create, 0 update, 0 possible_duplicate, 0 unchanged, 1 rejected\n"
    )
    for model in (Person, Proposal, ImportRun, PlannedAction, Attachment):
        assert not model.objects.exists(), model
    assert uploads(settings) == []


UNREADABLE = {
    "an unknown kind": (["weddings", "FILE"], "there is no kind 'weddings'"),
    "a missing file": (["seminar", "no-such-file.csv"], "no-such-file.csv is not a file"),
    "a folder": (["seminar", "."], ". is not a file"),
    "a missing signed list": (
        ["seminar", "FILE", "--signed-list", "no-such.pdf"],
        "no-such.pdf is not a file",
    ),
    "an unknown event": (["seminar", "FILE", "--event", "404"], "there is no event number 404"),
    "a file of another kind": (["ror", "FILE"], "seminar.csv"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_where_nothing_can_be_read_the_reason_is_told_and_the_end_is_2(
    caunoi_here: Caunoi, file: Path, case: str
) -> None:
    arguments, reason = UNREADABLE[case]
    words = [str(file) if word == "FILE" else word for word in arguments]
    done = caunoi_here("import", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
    assert Person.objects.count() == 0


@pytest.mark.parametrize("content", ["", "1;2;3\n4;5;6\n", "Họ và tên;Email\n"])
def test_a_file_without_a_single_known_row_ends_in_2(
    caunoi_here: Caunoi, file: Path, content: str
) -> None:
    file.write_text(content)
    done = caunoi_here("import", "seminar", file)
    assert done.returncode == 2
    assert done.stderr.startswith(f"{file}: ")


def test_a_register_takes_no_yes_before_it_is_named(caunoi_here: Caunoi, file: Path) -> None:
    Register.objects.all().delete()
    signed = ("--signed-list", file)

    refused = caunoi_here("import", "seminar", file, *signed)
    named = caunoi_here(
        *("name-register", "Register of tests", "--controller", "Embassy of tests"),
        *("--country", "BE"),
    )
    taken = caunoi_here("import", "seminar", file, *signed)

    assert refused.returncode == 2
    assert "Say first who runs this register" in refused.stderr
    assert named.stdout == "Register of tests is run by Embassy of tests.\n"
    assert taken.returncode == 0


# --- undo ---


def test_undo_takes_an_import_back_and_only_once(caunoi_here: Caunoi, file: Path) -> None:
    caunoi_here("import", "seminar", file)
    number = ImportRun.objects.get().pk

    undone = caunoi_here("undo", number)
    assert (undone.returncode, undone.stderr) == (0, "")
    assert undone.stdout == f"Import {number} is undone; 0 records were left as they are.\n"
    assert Person.objects.count() == Proposal.objects.count() == 0

    again = caunoi_here("undo", number)
    assert (again.returncode, again.stdout) == (2, "")
    assert again.stderr == f"import {number} is undone; only an applied one is undone\n"


def test_undoing_what_was_never_imported_ends_in_2(caunoi_here: Caunoi) -> None:
    undone = caunoi_here("undo", 404)
    assert (undone.returncode, undone.stderr) == (2, "there is no import number 404\n")


# --- accounts and templates ---


def test_an_invitation_takes_the_place_of_an_earlier_one(caunoi_here: Caunoi) -> None:
    words = ["invite", "new@example.org", "--role", "officer"]
    first, second = caunoi_here(*words), caunoi_here(*words)
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stdout != second.stdout
    assert Invitation.objects.filter(revoked_at=None).count() == 1


def test_nobody_who_has_an_account_is_invited(caunoi_here: Caunoi) -> None:
    invited = caunoi_here("invite", make_officer().email, "--role", "officer")
    assert (invited.returncode, invited.stdout) == (1, "")
    assert invited.stderr == "caunoi: This address has an account.\n"


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
def test_a_template_is_read_as_a_seminar_that_says_nothing_yet(
    caunoi_here: Caunoi, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "template.xlsx"
    assert caunoi_here("template", path, "--language", language).returncode == 0
    done = caunoi_here("import", "seminar", path, "--dry-run")
    assert done.returncode == 2
    assert "no rows were found" in done.stderr


def test_a_template_that_cannot_be_written_is_told(caunoi_here: Caunoi, tmp_path: Path) -> None:
    done = caunoi_here("template", tmp_path / "nowhere" / "template.xlsx")
    assert done.returncode == 3
    assert done.stderr.endswith("cannot be written: No such file or directory.\n")


# --- data folders, with processes of their own ---


def test_an_import_asked_to_end_midway_changes_nothing_and_leaves_no_database_behind(
    register: DataFolder, file: Path
) -> None:
    words = command("--data-dir", register.path, "import", "seminar", file)
    with running(register, THROWAWAY), held_midway(register, "proposals_proposal") as held:
        asked = subprocess.Popen(words, env=environment(), stderr=subprocess.PIPE, text=True)
        held.wait_for_writer()
        asked.send_signal(signal.SIGTERM)
        held.let_go()
        assert asked.communicate()[1] == "caunoi: stopped before it was done.\n"
        assert asked.returncode == 130
        assert count(register, "people_person") == 0
    assert not is_ready(register)


def test_a_command_stops_the_database_it_started(register: DataFolder, file: Path) -> None:
    done = caunoi("--data-dir", register.path, "import", "seminar", file, "--dry-run")
    assert done.returncode == 0
    assert not is_ready(register)


def test_an_invitation_is_a_link_to_where_the_site_is_served(register: DataFolder) -> None:
    (register.path / "serving").write_text("1 http://localhost:8321\n")
    words = ["--data-dir", register.path, "invite", "new@example.org", "--role", "officer"]
    invited = caunoi(*words)
    assert (invited.returncode, invited.stderr) == (0, "")
    assert invited.stdout.startswith("http://localhost:8321/accounts/invitations/cn_")


def test_a_data_folder_of_another_format_says_what_to_do(place: Path) -> None:
    (place / "register.json").write_text('{"format": 0, "demonstration": false}')
    done = caunoi("--data-dir", place, "undo", 1)
    assert done.returncode == 3
    assert done.stderr.startswith(f"caunoi: {place} was made by an earlier version (format 0; ")
    assert "--fresh" in done.stderr
    (place / "register.json").unlink()


def test_a_folder_of_somebody_else_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    done = caunoi("--data-dir", tmp_path, "demo")
    assert done.returncode == 3
    assert "is not a data folder" in done.stderr
    assert os.listdir(tmp_path) == ["thesis.txt"]


def test_the_default_folders_are_beside_the_program_wherever_one_stands(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CAUNOI_DATA", raising=False)
    project = Path(__file__).parents[2]
    options = cli.build_parser().parse_args(["stop"])
    assert cli.data_path(options) == project / "var" / "register"
    assert cli.data_path(options, demonstration=True) == project / "var" / "demo"
    monkeypatch.setenv("CAUNOI_DATA", "elsewhere")
    assert cli.data_path(options) == Path("elsewhere")
    options = cli.build_parser().parse_args(["--data-dir", "here", "stop"])
    assert cli.data_path(options) == Path("here")


def test_stopping_where_nothing_is_served_says_so(register: DataFolder) -> None:
    done = caunoi("--data-dir", register.path, "stop")
    assert (done.returncode, done.stdout) == (0, "Nothing was being served.\n")


def test_the_demonstration_is_loaded_once(place: Path) -> None:
    words = ["--data-dir", place / "demo", "demo"]
    assert caunoi(*words).stdout == "The demonstration is loaded.\n"
    assert caunoi(*words).stdout == "The demonstration was there already.\n"


# --- a server of one's own ---

NEEDED = "15"


def server_programs() -> Path:
    """Debian's PostgreSQL, the oldest that is promised to do."""
    found = Path(f"/usr/lib/postgresql/{NEEDED}/bin")
    if not (found / "initdb").exists():
        pytest.skip(f"PostgreSQL {NEEDED} is not installed (Debian: apt-get install postgresql)")
    return found


def ordinary_user() -> int | None:
    """PostgreSQL does not run as root; Debian's package brings a user for it."""
    return pwd.getpwnam("postgres").pw_uid if os.geteuid() == 0 else None


@pytest.fixture
def server_url() -> Iterator[str]:
    programs, user, place = server_programs(), ordinary_user(), new_place()
    if user is not None:
        os.chown(place, user, -1)
    cluster = place / "cluster"

    def run(program: str, *arguments: str) -> None:
        words = [str(programs / program), "-D", str(cluster), *arguments]
        log = subprocess.DEVNULL
        subprocess.run(words, user=user, cwd="/", check=True, stdout=log, stderr=log)

    run("initdb", "-U", "caunoi", "--auth=trust", "--encoding=UTF8", "--no-sync")
    options = f"-c listen_addresses= -c unix_socket_directories={place} -c fsync=off"
    run("pg_ctl", "-w", "-l", str(place / "log"), "-o", options, "start")
    yield f"postgresql://caunoi@{quote(str(place), safe='')}/postgres"
    run("pg_ctl", "-w", "-m", "immediate", "stop")
    shutil.rmtree(place)


NAME_THE_REGISTER = """
import django
django.setup()
from tests.factories import make_register
make_register()
"""


def test_all_of_it_works_on_a_postgresql_15_named_in_database_url(
    server_url: str, place: Path, file: Path
) -> None:
    own = place / "register"

    def people() -> int:
        with psycopg.connect(server_url) as connection:
            found = connection.execute("SELECT count(*) FROM people_person").fetchone()
            assert found
            return int(found[0])

    def run(*words: object) -> subprocess.CompletedProcess[str]:
        return caunoi("--data-dir", own, *words, DATABASE_URL=server_url)

    assert run("invite", "new@example.org", "--role", "officer").returncode == 0
    settings = {"DJANGO_SETTINGS_MODULE": "caunoi.site.settings", "CAUNOI_DATA": str(own)}
    subprocess.run(
        [sys.executable, "-c", NAME_THE_REGISTER],
        env=environment(DATABASE_URL=server_url, **settings),
        check=True,
    )
    done = run("import", "seminar", file)
    assert (done.returncode, done.stderr) == (0, "")
    assert people() == 2
    assert "3 unchanged" in run("import", "seminar", file).stdout

    assert run("undo", 1).returncode == 0
    assert people() == 0
    assert not (own / "postgres").exists(), "no database of its own was made"


# --- reindex ---

WAITS_FOR_A_TABLE = """
    SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted
"""


def current_index(folder: DataFolder) -> Path:
    (pointer,) = folder.path.glob("index/*/current")
    return pointer.with_name(pointer.read_text())


def test_a_reindex_killed_midway_leaves_the_old_index(register: DataFolder) -> None:
    words = ["--data-dir", register.path, "reindex"]
    with running(register, THROWAWAY):
        done = caunoi(*words)
        assert (done.returncode, done.stderr.replace("1 of 1 records\n", "")) == (0, "")
        assert "Indexed 1 records" in done.stdout
        old = current_index(register)

        table = "organisations_organisationname"
        with psycopg.connect(database_url(register)) as holder:
            holder.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
            killed = subprocess.Popen(command(*words), env=environment())
            wait_until("it reads names", lambda: ask(register, WAITS_FOR_A_TABLE, table))
            killed.kill()
            killed.wait()
        assert current_index(register) == old
        assert (old / "meta.json").exists()
        assert len([*old.parent.glob("*/meta.json")]) == 2

        assert caunoi(*words).returncode == 0
        assert [*old.parent.glob("*/meta.json")] == [current_index(register) / "meta.json"]
        assert current_index(register) != old


def test_a_lost_laptop_is_locked_out(caunoi_here: Caunoi) -> None:
    officer = make_officer()

    locked = caunoi_here("lockdown", officer.email.upper())

    officer.refresh_from_db()
    assert (locked.returncode, locked.stderr) == (0, "")
    assert not officer.is_active
    assert "Second factors removed: 0. Links withdrawn: 0." in locked.stdout


def test_a_successor_takes_over(caunoi_here: Caunoi) -> None:
    officer, successor = make_officer(), make_user()

    done = caunoi_here("handover", officer.email, successor.email)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Roles: officer. Records: 0." in done.stdout


def test_a_successor_without_an_account_is_invited_first(caunoi_here: Caunoi) -> None:
    refused = caunoi_here("handover", make_officer().email, "nobody@example.org")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "nobody@example.org has no account" in refused.stderr


def test_a_person_is_erased_only_when_it_is_said_twice(
    caunoi_here: Caunoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    from caunoi.people.models import Person
    from caunoi.rights import erasing

    # It cannot run in a test's transaction; tests of `rights` run it for real.
    monkeypatch.setattr(erasing, "_write_tables_anew", lambda: None)
    person = make_expert(email="gone@example.org")

    told = caunoi_here("erase", "GONE@example.org")
    assert "people.Consent: 1" in told.stdout
    assert Person.objects.filter(pk=person.pk).exists()

    done = caunoi_here("erase", str(person.pk), "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Erased. Receipt ")
    assert not Person.objects.filter(pk=person.pk).exists()


def test_nobody_is_erased_by_a_name_nobody_has(caunoi_here: Caunoi) -> None:
    refused = caunoi_here("erase", "nobody@example.org", "--yes")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert "0 people in the register answer to nobody@example.org." in refused.stderr


def test_a_shortlist_is_written_with_names_only_of_whoever_agreed(
    caunoi_here: Caunoi, tmp_path: Path
) -> None:
    need = make_need()
    person = make_expert("Zz Unnamed", purposes=[Purpose.MATCHING])
    shortlist(need=need, candidate=person, score=0.5, reasons=[], by=None)

    written = caunoi_here("shortlist", str(need.pk), "--out", str(tmp_path / "list.xlsx"))

    assert written.returncode == 0
    sheet = load_workbook(tmp_path / "list.xlsx").active
    names = [row[1] for row in sheet.iter_rows(values_only=True)]
    assert names == ["Họ tên", "Ứng viên A – đang chờ đồng ý"]
    for refused in (["999"], [str(need.pk)]):
        out = "list.pdf" if refused == [str(need.pk)] else "other.xlsx"
        assert caunoi_here("shortlist", *refused, "--out", str(tmp_path / out)).returncode == 1
        assert not (tmp_path / out).exists()


def test_letters_that_came_back_are_noted_from_a_mailbox(
    caunoi_here: Caunoi, tmp_path: Path
) -> None:
    report = tmp_path / "reports.mbox"
    report.write_text("From: someone@example.org\nSubject: hello\n\nhello\n")
    garbage = tmp_path / "garbage"
    garbage.write_text("Họ và tên;Email\n")

    noted = caunoi_here("bounces", str(report))
    refused = caunoi_here("bounces", str(report), str(garbage))

    assert noted.returncode == 0
    assert "came back: 0; " in noted.stdout
    assert "about no letter of this register: 1." in noted.stdout
    assert refused.returncode == 1
    assert f"{garbage} is no mailbox: it begins neither like a message" in refused.stderr


def test_own_data_is_written_to_a_file_and_the_person_can_read_that(
    caunoi_here: Caunoi, tmp_path: Path
) -> None:
    person = make_expert("Lê Thị Ví Dụ")

    written = caunoi_here("own-data", str(person.pk), str(tmp_path / "data.json"))

    assert written.returncode == 0
    assert "Lê Thị Ví Dụ" in (tmp_path / "data.json").read_text()
    assert person.looks.get().what == "export"

    assert caunoi_here("own-data", str(person.pk), str(tmp_path / "yes.zip")).returncode == 0
    assert "consents.json" in zipfile.ZipFile(tmp_path / "yes.zip").namelist()
    assert person.looks.count() == 2
