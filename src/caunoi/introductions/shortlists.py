"""The shortlist as a file for the body that asks, in Vietnamese: *danh sách trích ngang*.

Whoever may not be named to that body stands in it as a letter, with sectors and nothing else.
Reach for `make_shortlist`, which also writes into the log of those who are named.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import translation

from caunoi.accounts.models import Role, User
from caunoi.accounts.viewers import Viewer
from caunoi.introductions.models import Introduction, Stage
from caunoi.needs.models import Match, Need, Verdict
from caunoi.people.models import Person
from caunoi.people.services import note_named
from trithuc.importers.spreadsheet import SheetToWrite, write_workbook

TITLE = "Danh sách trích ngang"
HEADINGS = ("TT", "Họ tên", "Chức danh", "Đơn vị", "Chuyên môn")
WIDTHS = (6, 32, 28, 40, 60)
UNNAMED = "Ứng viên {letter} – đang chờ đồng ý"
WORD_FILE = Path(__file__).parent / "shortlist.docx"


@dataclass(frozen=True, slots=True)
class Line:
    """person: the id of whoever is named; None for whoever is not."""

    number: int
    name: str
    position: str
    organisation: str
    works_on: str
    person: int | None


def rows_of(need: Need, viewer: Viewer) -> list[Line]:
    """Those on the shortlist who still may be matched, the best first; names as consents allow."""
    with translation.override("vi"):
        people = _shortlisted(need, viewer)
        named = people_named_to(need) & {person.pk for person in people}
        letters = iter(range(len(people)))
        return [
            _named(number, person)
            if person.pk in named
            else _unnamed(number, person, letter_of(next(letters)))
            for number, person in enumerate(people, start=1)
        ]


def people_named_to(need: Need) -> set[int]:
    """Whose name this body may read: by a yes to its kind without being asked first, or because
    both agreed in this need and were introduced."""
    body = frozenset({need.asked_by_id} if need.asked_by_id else ())
    as_body = Viewer(roles=frozenset({Role.HOME_PARTNER}), organisation_ids=body)
    shown = Person.objects.visible_to(as_body).matchable().order_by()
    introduced = Introduction.objects.standing().filter(need=need, stage=Stage.INTRODUCED)
    on_it = set(need.matches.filter(person__in=shown).values_list("person", flat=True))
    return on_it | set(introduced.values_list("person", flat=True))


def _shortlisted(need: Need, viewer: Viewer) -> list[Person]:
    kept = Match.objects.visible_to(viewer).filter(
        need=need, verdict=Verdict.SHORTLISTED, person__isnull=False
    )
    ordered = list(kept.order_by("-score", "pk").values_list("person", flat=True))
    people = Person.objects.prefetch_related(
        "affiliations", "expert__expert_sectors__sector"
    ).in_bulk(ordered)
    return [people[pk] for pk in ordered]


def _named(number: int, person: Person) -> Line:
    present = [one for one in person.affiliations.all() if one.ended_on is None]
    return Line(
        number=number,
        name=person.display_name,
        position="; ".join(one.position for one in present if one.position),
        organisation="; ".join(one.organisation_name for one in present),
        works_on="; ".join(filter(None, (_sectors(person), person.expert.expertise))),
        person=person.pk,
    )


def _unnamed(number: int, person: Person, letter: str) -> Line:
    """Where somebody works, and in which words of their own, would say who it is."""
    return Line(number, UNNAMED.format(letter=letter), "", "", _sectors(person), None)


def _sectors(person: Person) -> str:
    return ", ".join(one.sector.label for one in person.expert.expert_sectors.all())


def letter_of(number: int) -> str:
    """0 is A, 25 is Z, 26 is AA."""
    before, last = divmod(number, 26)
    return (letter_of(before - 1) if before else "") + chr(ord("A") + last)


# --- files ---


@transaction.atomic
def make_shortlist(*, need: Need, viewer: Viewer, ending: str, by: User | None) -> bytes:
    """ending: one of WRITERS. by: None at the command line."""
    lines = rows_of(need, viewer)
    made = WRITERS[ending](need, lines)
    _note_who_is_named(need, lines, by=by)
    return made


def as_xlsx(need: Need, lines: Sequence[Line]) -> bytes:
    target = io.BytesIO()
    rows = [HEADINGS, *(_cells(line) for line in lines)]
    write_workbook(target, [SheetToWrite(TITLE, rows, WIDTHS)])
    return target.getvalue()


def as_docx(need: Need, lines: Sequence[Line]) -> bytes:
    # Here and not above: it takes a while to load and is needed once in a while.
    from docxtpl import DocxTemplate

    document = DocxTemplate(WORD_FILE)
    asked_by = str(need.asked_by) if need.asked_by else ""
    rows = [_cells(line) for line in lines]
    context = {"need": need.title, "asked_by": asked_by, "rows": rows, "headings": HEADINGS}
    # Without it a name with "&" or "<" would make a file that no program opens.
    document.render(context, autoescape=True)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _cells(line: Line) -> tuple[str | int, ...]:
    return line.number, line.name, line.position, line.organisation, line.works_on


WRITERS = {"docx": as_docx, "xlsx": as_xlsx}


def _note_who_is_named(need: Need, lines: Sequence[Line], *, by: User | None) -> None:
    """They may read later who received the file."""
    named = [line.person for line in lines if line.person is not None]
    given_to = str(need.asked_by) if need.asked_by else ""
    note_named(people=named, by=by, about=f"{TITLE}: {need}"[:300], given_to=given_to[:300])
