"""The letters about a proposal: to the offices that are asked, and to its authors.

Each is in its reader's own language. What an officer wrote stands in it word for word; the greeting
and the way to the page are ours.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.answers.models import Milestone, Reply, Routing
from caunoi.messages.models import Letter, LetterKind
from caunoi.messages.services import in_language_of, write_letter, write_to_office
from caunoi.organisations.models import ContactPoint, Organisation
from caunoi.organisations.queries import the_register
from caunoi.people.models import Person
from caunoi.proposals.models import Authorship, Proposal


def letter_language(person: Person, otherwise: str) -> str:
    """The one the person chose, else the one the proposal was written in."""
    known = [code for code, _name in settings.LANGUAGES]
    chosen = person.language or otherwise
    found = [code for code in known if code == chosen or code.partition("-")[0] == chosen]
    return found[0] if found else settings.LANGUAGE_CODE


def reply_language(proposal: Proposal, chosen: str = "") -> str:
    """The one chosen, else the first author's."""
    if chosen in dict(settings.LANGUAGES):
        return chosen
    person = next(iter(readers_of(proposal)), Person())
    return letter_language(person, proposal.language)


def readers_of(proposal: Proposal) -> Mapping[Person, Proposal]:
    """Whoever is owed an answer, with their own text of it: proposals it replaced included."""
    texts = [proposal]
    for one in texts:
        texts += [older for older in one.supersedes.all() if older not in texts]
    signed = Authorship.objects.filter(proposal__in=texts).select_related("person", "proposal")
    own: dict[Person, Proposal] = {}
    for authorship in sorted(signed, key=lambda one: one.proposal_id != proposal.pk):
        own.setdefault(authorship.person, authorship.proposal)
    return own


# --- to an office ---


def write_question(routing: Routing, *, by: User | None) -> Letter | None:
    """Asks an office to answer; the words of the proposal stand on the body's page alone."""
    office = routing.contact_point
    if office is None:
        return None
    with in_language_of(office):
        subject = _("A proposal to answer, by %(day)s") % {"day": _day(routing.due_on)}
        return _to_office(office, routing, subject, _asking(routing), by=by)


def write_reminder(routing: Routing, *, by: User | None) -> Letter | None:
    office = routing.contact_point
    if office is None:
        return None
    with in_language_of(office):
        said = _("We have no answer yet to this proposal: %(proposal)s") % {
            "proposal": _called(routing)
        }
        kind = _("A word is enough, even that it is not yours to decide: its author is waiting.")
        subject = _("A proposal that waits for your answer")
        return _to_office(office, routing, subject, [_good_day(), said, kind, _way_in()], by=by)


def _to_office(
    office: ContactPoint,
    routing: Routing,
    subject: str,
    paragraphs: Sequence[str],
    *,
    by: User | None,
) -> Letter:
    return write_to_office(
        office=office,
        kind=LetterKind.TO_ANSWER,
        subject=subject,
        paragraphs=paragraphs,
        link_to=f"answers:routed_one/{routing.pk}",
        by=by,
    )


def _asking(routing: Routing) -> list[str]:
    said = _("%(controller)s received a proposal on which you can say most: %(proposal)s")
    paragraphs = [
        _good_day(),
        said % {"controller": _controller(), "proposal": _called(routing)},
        routing.question,
        _("May we have your answer by %(day)s? A few words are enough.")
        % {"day": _day(routing.due_on)},
        _way_in(),
    ]
    return [one for one in paragraphs if one]


def _called(routing: Routing) -> str:
    """Never the text's first words: they may begin with who wrote them."""
    return routing.shown_title or _("(without a title)")


def _good_day() -> str:
    return _("Good day,")


def _way_in() -> str:
    return _("This link opens your organisation's pages, without an account.")


# --- to the authors ---


def tell_authors_passed_on(
    proposal: Proposal, bodies: Sequence[Organisation], *, by: User | None
) -> list[Letter]:
    def said(language: str) -> list[str]:
        named = ", ".join(one.name_in(language.partition("-")[0]) for one in bodies)
        return [
            _("We asked those at home who can say most about it: %(bodies)s.") % {"bodies": named}
        ]

    return _tell(
        proposal, LetterKind.RECEIVED, lambda: _("Your proposal has been passed on"), said, by=by
    )


def tell_authors(reply: Reply) -> list[Letter]:
    return _tell(
        reply.proposal,
        LetterKind.ANSWER,
        lambda: _("Our answer to your proposal"),
        lambda _language: [reply.text],
        by=reply.sent_by,
        otherwise=reply.language,
    )


def tell_authors_of_milestone(milestone: Milestone) -> list[Letter]:
    def said(_language: str) -> list[str]:
        told = [_("Something came of your proposal:"), milestone.words]
        return [*told, milestone.url] if milestone.url else told

    return _tell(
        milestone.proposal,
        LetterKind.MILESTONE,
        lambda: _("What your proposal led to"),
        said,
        by=milestone.added_by,
    )


def _tell(
    proposal: Proposal,
    kind: LetterKind,
    subject: Callable[[], str],
    said: Callable[[str], Sequence[str]],
    *,
    by: User | None,
    otherwise: str = "",
) -> list[Letter]:
    letters = []
    for person, own in readers_of(proposal).items():
        with _speaking_to(person, otherwise or own.language) as language:
            letter = write_letter(
                person=person,
                kind=kind,
                subject=subject(),
                paragraphs=[_dear(person), _about(own), *said(language), _on_your_page()],
                link_to=f"answers:own_proposal/{own.pk}",
                by=by,
            )
            # Who chose no language reads the proposal's own, and the letter says which it is in.
            letter.language = language
            letter.save(update_fields=["language"])
        letters.append(letter)
    return letters


@contextmanager
def _speaking_to(person: Person, otherwise: str) -> Iterator[str]:
    language = letter_language(person, otherwise)
    with translation.override(language):
        yield language


def _dear(person: Person) -> str:
    return _("Dear %(name)s,") % {"name": person.display_name}


def _about(own: Proposal) -> str:
    return _("This is about your proposal: %(proposal)s") % {"proposal": str(own)}


def _on_your_page() -> str:
    return _("Your page shows all that became of it:")


def _controller() -> str:
    register = the_register()
    return register.controller.display_name if register else ""


def _day(day: datetime.date) -> str:
    return date_format(day, "DATE_FORMAT")
