"""`caunoi`: everything an operator does from a shell.

Each command parses, makes one call and prints. What a command does lives in the app it is about;
this file only says which words lead there. Django starts after the data folder is known, so
imports of it stand inside the functions.
"""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from caunoi.site.data_folder import DataFolder, DataFolderError, open_data_folder, set_aside
from caunoi.site.postgres import PostgresError, running, stop, stop_for_everyone
from caunoi.site.serving import (
    Child,
    ServingError,
    die_with_parent,
    end_soon_after_parent,
    keep_running,
    last_address,
    refuse_taken_port,
    serve_web,
    sole_server_of,
    sole_worker_of,
    stop_serving,
)

if TYPE_CHECKING:
    from caunoi.accounts.models import User
    from caunoi.people.models import Person

DEFAULT_PORT = 8000
DONE, SOME_REJECTED, NOTHING_READ, CANNOT = 0, 1, 2, 3
INTERRUPTED = 130  # as shells say it


def build_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="caunoi",
        description="A bridge between experts abroad and the needs at home.",
        epilog=(
            "Exit codes: 0 done; 1 done in part, what was left out is on standard error; 2 nothing "
            "was read or the command was not understood; 3 the data folder, its database or the "
            "port cannot be used, and the message says what to do; 130 stopped before it was done, "
            "with nothing half done."
        ),
    )
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="FOLDER",
        help=(
            "the data folder (default: what the variable CAUNOI_DATA says, else var/demo for the "
            "demonstration and var/register for a register, beside the program)"
        ),
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    serve = _command(commands, "serve", serve_command, "serve the site until stopped")
    serve.add_argument(
        "--port", type=int, default=DEFAULT_PORT, help="where on localhost (default: %(default)s)"
    )
    serve.add_argument(
        "--no-demo", action="store_true", help="serve an own register, not the demonstration"
    )
    serve.add_argument(
        "--fresh",
        action="store_true",
        help="set the data folder aside under a dated name and begin with an empty one",
    )

    _command(commands, "stop", stop_command, "stop a serving site and its database")
    _command(commands, "demo", demo_command, "load the demonstration into an empty data folder")

    invite = _command(commands, "invite", invite_command, "print a link that makes an account")
    invite.add_argument("email", metavar="EMAIL", help="whom the account will belong to")
    invite.add_argument(
        "--role",
        action="append",
        required=True,
        choices=["officer", "administrator", "coordinator", "home_partner", "expert"],
        help="what the account may do; may be given several times",
    )

    handover = _command(
        commands, "handover", handover_command, "give an account's roles to its successor"
    )
    handover.add_argument("old", metavar="OLD", help="the address of whoever leaves")
    handover.add_argument("new", metavar="NEW", help="the address of the successor's account")

    lockdown = _command(
        commands, "lockdown", lockdown_command, "close an account at once, as when a laptop is lost"
    )
    lockdown.add_argument("user", metavar="USER", help="the address of the account")

    own_data = _command(
        commands, "own-data", own_data_command, "write all that is kept of one person to a file"
    )
    own_data.add_argument("person", metavar="PERSON", help="the person's number or e-mail")
    own_data.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="where to write it: a name that ends in .json or .pdf; in .zip for the consents"
        " with their proof",
    )

    shortlist = _command(
        commands, "shortlist", shortlist_command, "write who is on the shortlist of a need"
    )
    shortlist.add_argument("need", metavar="NEED", type=int, help="the need's number")
    shortlist.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help="where to write it: a name that ends in .docx or .xlsx; whoever did not agree to be"
        " named stands in it as a letter",
    )

    bounces = _command(
        commands, "bounces", bounces_command, "note which letters came back, as mail servers report"
    )
    bounces.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a message or a mailbox (mbox) as it was received; - reads what is piped in",
    )

    erase = _command(commands, "erase", erase_command, "erase a person from everywhere, for good")
    erase.add_argument("person", metavar="PERSON", help="the person's number or e-mail")
    erase.add_argument(
        "--with-proposals",
        action="store_true",
        help="what the person alone proposed goes too; else it stays, unsigned",
    )
    erase.add_argument("--yes", action="store_true", help="do it; else only say what would go")

    naming = _command(
        commands, "name-register", name_register_command, "say what the register is and who runs it"
    )
    naming.add_argument("name", metavar="NAME", help="it stands at the head of every page")
    naming.add_argument(
        "--controller",
        required=True,
        metavar="BODY",
        help="the mission or association that consents name as the one that receives the data",
    )
    naming.add_argument(
        "--country",
        action="append",
        default=[],
        metavar="CODE",
        help="a country of the region, such as BE; may be given several times",
    )

    imports = _command(
        commands, "import", import_command, "print what files would change, and do it"
    )
    imports.add_argument(
        "kind", metavar="KIND", help="what the files hold: seminar, ror, cordis, orcid or needs"
    )
    imports.add_argument("files", nargs="+", type=Path, metavar="FILE", help="one run each")
    imports.add_argument("--dry-run", action="store_true", help="print the plan, change nothing")
    imports.add_argument("--event", type=int, metavar="NUMBER", help="the event the people came to")
    imports.add_argument(
        "--signed-list",
        type=Path,
        metavar="FILE",
        help="the scanned list behind the yeses of the sheet; without it nobody becomes an expert",
    )

    undo = _command(commands, "undo", undo_command, "take an applied import back")
    undo.add_argument("number", type=int, metavar="NUMBER", help="the number of the import")

    _command(commands, "reindex", reindex_command, "build the search index anew")

    template = _command(commands, "template", template_command, "write a workbook to fill in")
    template.add_argument("file", type=Path, metavar="FILE.xlsx", help="where to write it")
    template.add_argument(
        "--needs", action="store_true", help="the form for needs; FILE.docx gives it for Word"
    )
    template.add_argument(
        "--language",
        choices=["vi", "en", "fr"],
        default="vi",
        help="of its headings (default: %(default)s)",
    )

    for name, run in (("web", web_command), ("worker", worker_command)):
        child = commands.add_parser(name)
        child.add_argument("--port", type=int, default=DEFAULT_PORT)
        child.set_defaults(run=run)
    return parser


Command = Callable[[argparse.Namespace], int]


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    name: str,
    run: Command,
    summary: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
    parser.set_defaults(run=run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    options = build_parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, _as_ctrl_c)
    try:
        code: int = options.run(options)
    except (DataFolderError, PostgresError, ServingError) as error:
        print(f"caunoi: {error}", file=sys.stderr)
        return CANNOT
    except KeyboardInterrupt:
        print("caunoi: stopped before it was done.", file=sys.stderr)
        return INTERRUPTED
    return code


def _as_ctrl_c(_number: int, _frame: object) -> None:
    """Being asked to end must roll back and stop the database, as leaving by an exception does."""
    raise KeyboardInterrupt


# --- places ---


def uses_embedded_database() -> bool:
    """DATABASE_URL is the operator's own, unless we set it for ourselves and our children."""
    return "DATABASE_URL" not in os.environ or os.environ.get("CAUNOI_EMBEDDED") == "1"


def data_path(options: argparse.Namespace, *, demonstration: bool = False) -> Path:
    """--data-dir, else CAUNOI_DATA, else the folder under var/ that is or will be there."""
    chosen = options.data_dir or os.environ.get("CAUNOI_DATA")
    return Path(chosen) if chosen else _var() / ("demo" if demonstration else "register")


def _var() -> Path:
    """In the checkout, from wherever the command is called; else in the folder one is in."""
    checkout = Path(__file__).resolve().parents[2]
    return (checkout if (checkout / "pyproject.toml").exists() else Path()) / "var"


def _program(options: argparse.Namespace) -> str:
    """How this program was called, for sentences that tell what to type next."""
    words = [str(Path(sys.executable).with_name("caunoi"))]
    here = f"{Path.cwd()}{os.sep}"
    words[0] = words[0].removeprefix(here)
    if options.data_dir:
        words += ["--data-dir", str(options.data_dir)]
    return shlex.join(words)


@contextmanager
def ready_database(folder: DataFolder) -> Iterator[None]:
    """Django started and migrated on this folder's database, which is stopped again if unused."""
    with database_of(folder):
        _start_django(folder)
        _migrate()
        yield


@contextmanager
def database_of(folder: DataFolder) -> Iterator[None]:
    if not uses_embedded_database():
        yield
        return
    try:
        with running(folder) as connection:
            os.environ |= {"DATABASE_URL": connection.url, "CAUNOI_EMBEDDED": "1"}
            yield
    except KeyboardInterrupt:
        stop(folder)  # it may have come while the server was being started
        raise


def _start_django(folder: DataFolder) -> None:
    import django

    os.environ["CAUNOI_DATA"] = str(folder.path)
    if address := last_address(folder):
        # Links printed or mailed by another command lead where the site is served.
        os.environ.setdefault("CAUNOI_SITE_URL", address)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caunoi.site.settings")
    django.setup()


def _migrate() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


# --- commands ---


def serve_command(options: argparse.Namespace) -> int:
    demonstration = not options.no_demo
    path = data_path(options, demonstration=demonstration)
    if options.fresh:
        _set_aside(path)
    folder = open_data_folder(path, demonstration=demonstration)
    address = f"http://localhost:{options.port}"
    os.environ.setdefault("CAUNOI_SITE_URL", address)
    with sole_server_of(folder, address):
        refuse_taken_port(options.port)
        with ready_database(folder):
            _serve(folder, options.port, address, _program(options))
    return DONE


def _set_aside(path: Path) -> None:
    if path.exists():
        stop_serving(DataFolder(path.resolve()))
        stop_for_everyone(DataFolder(path.resolve()))
    moved = set_aside(path, f"{path.name}-until-{datetime.now():%Y-%m-%d-%H%M%S}")
    if moved:
        print(f"The old folder is now {moved}.")


def _serve(folder: DataFolder, port: int, address: str, program: str) -> None:
    from django.core.management import call_command

    from caunoi.demonstration.services import load_demonstration_once
    from caunoi.rights.erasing import erase_again
    from caunoi.rights.tombstones import identifiers_of_the_erased
    from caunoi.site.welcome import welcome

    call_command("collectstatic", verbosity=0, interactive=False)
    if back := erase_again(identifiers_of_the_erased()):
        print(f"Erased again after an older backup was restored: {back} people.")
    if folder.is_demonstration:
        load_demonstration_once()
    children = [
        Child("web server", ["web", "--port", str(port)]),
        Child("worker", ["worker"]),
    ]
    greeting = welcome(address, program, is_demonstration=folder.is_demonstration)
    embedded = folder if uses_embedded_database() else None
    keep_running(children, embedded, port=port, greeting=greeting)
    print("Stopped.")


def stop_command(options: argparse.Namespace) -> int:
    """Without --data-dir: whichever of the two default folders is served."""
    chosen = options.data_dir or os.environ.get("CAUNOI_DATA")
    paths = [Path(chosen)] if chosen else [_var() / "demo", _var() / "register"]
    stopped = [path for path in paths if path.exists() and _stop_folder(path)]
    print("Stopped." if stopped else "Nothing was being served.")
    return DONE


def _stop_folder(path: Path) -> bool:
    folder = DataFolder(path.resolve())
    served = stop_serving(folder)
    stop(folder)
    return served


def demo_command(options: argparse.Namespace) -> int:
    folder = open_data_folder(data_path(options, demonstration=True), demonstration=True)
    with ready_database(folder):
        from caunoi.demonstration.services import load_demonstration_once

        loaded = load_demonstration_once()
    print("The demonstration is loaded." if loaded else "The demonstration was there already.")
    return DONE


def invite_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)), _refusals_printed() as refused:
        from caunoi.accounts.models import Role
        from caunoi.accounts.services import invite_user
        from caunoi.site.welcome import invitation_link

        _invitation, token = invite_user(
            email=options.email, roles=[Role(role) for role in options.role], by=None
        )
        print(invitation_link(token))
    return refused.code


def handover_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)), _refusals_printed() as refused:
        from caunoi.accounts.emergencies import hand_over

        done = hand_over(_account(options.old), _account(options.new), by=None)
        roles = ", ".join(done.roles) or "none that were not held already"
        print(f"{options.new} takes over from {options.old}, whose account is closed.")
        print(f"Roles: {roles}. Records: {done.records}.")
    return refused.code


def lockdown_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)), _refusals_printed() as refused:
        from caunoi.accounts.emergencies import lock_down

        done = lock_down(_account(options.user), by=None)
        print(f"{options.user} can no longer sign in; all its sessions have ended.")
        print(f"Second factors removed: {done.second_factors}. Links withdrawn: {done.links}.")
        print("An administrator can open the account again, on its page under Accounts.")
    return refused.code


def own_data_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)), _refusals_printed() as refused:
        from caunoi.people.models import Look
        from caunoi.rights.evidence import evidence_of
        from caunoi.rights.exporting import as_json, as_pdf, own_data_of

        person = _person(options.person)
        if options.file.suffix == ".zip":
            options.file.write_bytes(evidence_of(person))
        elif options.file.suffix == ".pdf":
            options.file.write_bytes(as_pdf(own_data_of(person)))
        else:
            options.file.write_text(as_json(own_data_of(person)), encoding="utf-8")
        Look.objects.create(person=person, what=Look.What.EXPORT)
        print(f"Written to {options.file}.")
    return refused.code


def shortlist_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)), _refusals_printed() as refused:
        from django.core.exceptions import ValidationError

        from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE
        from caunoi.introductions.shortlists import WRITERS, make_shortlist
        from caunoi.needs.models import Need

        need = Need.objects.filter(pk=options.need).first()
        ending = options.out.suffix.lstrip(".")
        if need is None or ending not in WRITERS:
            raise ValidationError("There is no such need, or no such kind of file.")
        made = make_shortlist(need=need, viewer=OFFICER_AT_THE_COMMAND_LINE, ending=ending, by=None)
        options.out.write_bytes(made)
        print(f"Written to {options.out}.")
    return refused.code


def bounces_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)), _refusals_printed() as refused:
        from django.core.exceptions import ValidationError

        from caunoi.messages.bounces import Noted, note_reports
        from trithuc.importers.delivery_reports import NotAMailbox, read_delivery_reports

        counts: Counter[Noted] = Counter()
        for name in options.files:
            try:
                with _opened(name) as file:
                    counts += note_reports(read_delivery_reports(file))
            except (OSError, NotAMailbox) as error:
                raise ValidationError(f"{name} is no mailbox: {error}.") from None
        print("; ".join(f"{one.value}: {counts[one]}" for one in Noted) + ".")
    return refused.code


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    """A file, or for "-" what is piped in."""
    if name == "-":
        yield sys.stdin.buffer
    else:
        with Path(name).open("rb") as file:
            yield file


def erase_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)), _refusals_printed() as refused:
        from caunoi.rights.erasing import erase_person, rows_to_erase, wipe_dead_rows

        person = _person(options.person)
        if not options.yes:
            for place, count in rows_to_erase(person).items():
                print(f"{place}: {count}")
            print("Nothing was changed. To erase for good, add --yes.")
            return DONE
        receipt = erase_person(person=person, by=None, with_proposals=options.with_proposals)
        wipe_dead_rows()
        print(f"Erased. Receipt {receipt.pk}; what was in tables, files and the index is gone.")
        print("Older backups still hold the person: a restore of one erases again.")
    return refused.code


def _person(named: str) -> Person:
    """By number or by an e-mail that one person alone has."""
    from django.core.exceptions import ValidationError

    from caunoi.people.models import Person
    from trithuc.text.folding import fold

    people = Person.objects.all()
    found = people.filter(pk=named) if named.isdecimal() else people.filter(email_key=fold(named))
    if found.count() != 1:
        raise ValidationError(f"{found.count()} people in the register answer to {named}.")
    return found.get()


def _account(email: str) -> User:
    from django.core.exceptions import ValidationError

    from caunoi.accounts.models import User, normalise_email

    found = User.objects.filter(email=normalise_email(email)).first()
    if found is None:
        raise ValidationError(f"{email} has no account: `caunoi invite` makes one.")
    return found


@dataclass
class Refused:
    code: int = DONE


@contextmanager
def _refusals_printed() -> Iterator[Refused]:
    """A refusal is printed, and its code is the command's."""
    from django.core.exceptions import ValidationError

    refused = Refused()
    try:
        yield refused
    except ValidationError as refusal:
        print(f"caunoi: {' '.join(refusal.messages)}", file=sys.stderr)
        refused.code = SOME_REJECTED


def name_register_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)):
        from django.utils import timezone

        from caunoi.organisations.queries import namesakes
        from caunoi.organisations.services import name_register

        register = name_register(
            name=options.name,
            controller=next(iter(namesakes([options.controller])), options.controller),
            countries=options.country,
            by=None,
            on=timezone.localdate(),
        )
        print(f"{register.name} is run by {register.controller}.")
    return DONE


def import_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)):
        from caunoi.imports.commands import import_files

        return import_files(
            kind=options.kind,
            files=options.files,
            event=options.event,
            signed_list=options.signed_list,
            is_dry_run=options.dry_run,
        )


def undo_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)):
        from caunoi.imports.commands import undo_run

        return undo_run(number=options.number)


def reindex_command(options: argparse.Namespace) -> int:
    with ready_database(_existing_or_new(options)):
        from caunoi.search.commands import reindex

        return reindex()


def template_command(options: argparse.Namespace) -> int:
    from trithuc.importers.needs import write_word_form, write_workbook_form
    from trithuc.importers.seminar import write_template

    form = write_word_form if options.file.suffix == ".docx" else write_workbook_form
    write = form if options.needs else write_template
    try:
        with options.file.open("wb") as stream:
            write(stream, options.language)
    except OSError as error:
        print(f"caunoi: {options.file} cannot be written: {error.strerror}.", file=sys.stderr)
        return CANNOT
    print(f"Wrote {options.file}.")
    return DONE


def web_command(options: argparse.Namespace) -> int:
    die_with_parent()
    with _as_child() as folder:
        serve_web(options.port, folder.logs)
    return DONE


def worker_command(options: argparse.Namespace) -> int:
    die_with_parent()
    end_soon_after_parent()
    with _as_child() as folder, sole_worker_of(folder):
        from caunoi.jobs.worker import work_until_stopped

        work_until_stopped()
    return DONE


@contextmanager
def _as_child() -> Iterator[DataFolder]:
    """A child finds everything in its environment; it only joins the users of the database."""
    folder = DataFolder(Path(os.environ["CAUNOI_DATA"]))
    # Asked to end before the server proper was there to hear it: as good an end as any.
    with suppress(KeyboardInterrupt), database_of(folder):
        _start_django(folder)
        yield folder


def _existing_or_new(options: argparse.Namespace) -> DataFolder:
    return open_data_folder(data_path(options))


if __name__ == "__main__":
    sys.exit(main())
