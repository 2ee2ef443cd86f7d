"""One proposal taken up into another that says the same: both texts stay, all authors are told.

Whoever wrote the one learns nothing of who wrote the other. It can be undone.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.messages.models import LetterKind
from caunoi.messages.services import in_language_of, write_letter
from caunoi.people.models import Person
from caunoi.proposals.models import Proposal

# Proposals take each other up in a line of this many at most.
LONGEST_LINE = 50


class CannotSupersede(Exception):
    """The two cannot be merged this way round: one of them is taken up already."""


@transaction.atomic
def supersede(*, proposal: Proposal, by_proposal: Proposal, by: User | None) -> None:
    """Raises CannotSupersede. Pressing twice writes no second letter."""
    rows = Proposal.objects.select_for_update(of=("self",)).order_by("pk")
    locked = {one.pk: one for one in rows.filter(pk__in=[proposal.pk, by_proposal.pk])}
    older, newer = locked[proposal.pk], locked[by_proposal.pk]
    if older.superseded_by_id == newer.pk:
        return
    if older.pk == newer.pk or older.superseded_by_id or newer.superseded_by_id:
        raise CannotSupersede
    older.superseded_by = newer
    older.save(update_fields=["superseded_by"])
    for person in _authors(older):
        _tell_taken_up(person, older, by)
    for person in _authors(newer):
        _tell_joined(person, newer, by)


@transaction.atomic
def stand_alone_again(*, proposal: Proposal, by: User | None) -> None:
    """Undo: its authors are told that it is answered on its own."""
    done = Proposal.objects.filter(pk=proposal.pk, superseded_by__isnull=False)
    if not done.update(superseded_by=None):
        return
    for person in _authors(proposal):
        with in_language_of(person):
            _write(
                person,
                _("Your proposal stands on its own again"),
                _("we had joined your proposal with another one, and have parted them again:"),
                proposal,
                _("It is answered on its own."),
                by,
            )


def people_to_tell(proposal: Proposal) -> list[Person]:
    """Its authors and those of all that it took up: whatever becomes of it is theirs to hear."""
    found: dict[int, Person] = {}
    waiting, seen = [proposal.pk], set[int]()
    while waiting and len(seen) < LONGEST_LINE:
        seen.update(waiting)
        people = Person.objects.filter(authorships__proposal__in=waiting)
        found.update({one.pk: one for one in people.select_related("expert").order_by("pk")})
        taken_up = Proposal.objects.filter(superseded_by__in=waiting).exclude(pk__in=seen)
        waiting = list(taken_up.values_list("pk", flat=True))
    return list(found.values())


def _authors(proposal: Proposal) -> list[Person]:
    authors = Person.objects.filter(authorships__proposal=proposal)
    return list(authors.select_related("expert").order_by("pk"))


def _tell_taken_up(person: Person, proposal: Proposal, by: User | None) -> None:
    with in_language_of(person):
        _write(
            person,
            _("Your proposal is answered together with another"),
            _("somebody else proposed nearly the same. We answer both together, yours included:"),
            proposal,
            _("Your text is kept word for word, and you hear all that becomes of it."),
            by,
        )


def _tell_joined(person: Person, proposal: Proposal, by: User | None) -> None:
    with in_language_of(person):
        _write(
            person,
            _("Somebody proposed the same as you"),
            _("another proposal says nearly the same as yours. We answer both together:"),
            proposal,
            _("Nothing of yours is changed, and neither author is told who the other is."),
            by,
        )


def _write(
    person: Person, subject: str, what: str, proposal: Proposal, then: str, by: User | None
) -> None:
    write_letter(
        person=person,
        kind=LetterKind.ANSWER,
        subject=subject,
        paragraphs=[
            _("Dear %(name)s,") % {"name": person.display_name},
            what,
            str(proposal),
            then,
        ],
        link_to="self_service:proposals",
        by=by,
    )
