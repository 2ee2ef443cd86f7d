"""The letters of an introduction, each in its reader's language.

Invariant: a letter to a body names the expert only once both agreed; one to an expert names no
other expert.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.introductions.models import Introduction, Meeting, Outcome, Side
from caunoi.introductions.refusals import NoOffice
from caunoi.introductions.sharing import shared_lines
from caunoi.introductions.wording import description_of
from caunoi.messages.models import LetterKind
from caunoi.messages.services import in_language_of, write_letter, write_to_office
from caunoi.organisations.models import ContactPoint
from caunoi.organisations.queries import the_register
from caunoi.people.models import Person

EXPERTS_PAGE = "introductions:asked"
BODYS_PAGE = "introductions:for_body"


def write_request(introduction: Introduction, *, by: User | None, now: datetime) -> None:
    """What is asked, by whom and what for; the answer is given on the own page."""
    security = introduction.security
    with in_language_of(introduction.person):
        paragraphs = [
            _("%(body)s asks for help: “%(need)s”.") % _named(introduction),
            _("What for: %(purpose)s") % {"purpose": security.purpose},
            _("Who will use the result: %(end_user)s") % {"end_user": security.end_user},
            _("Who pays: %(who)s") % {"who": security.who_pays or _("not stated")},
            _(
                "Nobody there knows your name. On your page you answer yes, no or not now. "
                "A no needs no reason and is told to nobody."
            ),
        ]
        subject = _("A request for help: %(need)s") % _named(introduction)
        _to_expert(introduction, LetterKind.HELP_WANTED, subject, paragraphs, by=by, now=now)


def write_to_body(introduction: Introduction, *, by: User | None) -> None:
    """Somebody could help, said without a name."""
    with in_language_of(_office(introduction)):
        paragraphs = [
            _("Somebody could help with “%(need)s”.") % _named(introduction),
            description_of(introduction.person),
            introduction.description,
            _("If you wish to be introduced, say so on your page. Names follow once both agreed."),
        ]
        subject = _("Somebody for your need: %(need)s") % _named(introduction)
        _to_body(introduction, LetterKind.NEED, subject, paragraphs, by=by)


def write_introduction(introduction: Introduction, *, by: User | None) -> None:
    """To each side who the other is, with what it agreed to share."""
    with in_language_of(introduction.person):
        paragraphs = [
            _("You both agreed: we introduce you to %(body)s.") % _named(introduction),
            _("It is about “%(need)s”.") % _named(introduction),
            _("Whom to turn to: %(contact)s") % {"contact": introduction.bodys_contact},
        ]
        subject = _("Introduction: %(body)s") % _named(introduction)
        _to_expert(introduction, LetterKind.INTRODUCTION, subject, paragraphs, by=by)
    with in_language_of(_office(introduction)):
        paragraphs = [
            _("You both agreed: we introduce you to %(expert)s.")
            % {"expert": introduction.person.display_name},
            _("It is about “%(need)s”.") % _named(introduction),
            *(f"{label}: {value}" for label, value in shared_lines(introduction)),
            _("Please use this for what you asked for, and for nothing else."),
        ]
        subject = _("Introduction: %(need)s") % _named(introduction)
        naming = [introduction.person]
        _to_body(introduction, LetterKind.INTRODUCTION, subject, paragraphs, naming=naming, by=by)


def write_that_it_ended(introduction: Introduction, *, by: User | None) -> None:
    """The same words whatever the reason was."""
    with in_language_of(introduction.person):
        paragraphs = [
            _("The request about “%(need)s” has ended without an introduction.")
            % _named(introduction),
            _("Nothing is asked of you any more. Thank you for your readiness."),
        ]
        subject = _("The request has ended: %(need)s") % _named(introduction)
        _to_expert(introduction, LetterKind.INTRODUCTION, subject, paragraphs, by=by)


def write_meeting(meeting: Meeting, *, by: User | None) -> None:
    introduction = meeting.introduction
    with in_language_of(introduction.person):
        _to_expert(introduction, LetterKind.INTRODUCTION, *_meeting_words(meeting), by=by)
    if introduction.office:
        with in_language_of(introduction.office):
            _to_body(introduction, LetterKind.INTRODUCTION, *_meeting_words(meeting), by=by)


def _meeting_words(meeting: Meeting) -> tuple[str, list[str]]:
    begins = localtime(meeting.starts_at)
    when = date_format(begins, "DATETIME_FORMAT") + begins.strftime(" (UTC%z)")
    return _("A meeting: %(need)s") % _named(meeting.introduction), [
        _("When: %(when)s") % {"when": when},
        _("Where: %(place)s") % {"place": meeting.place},
        _("Your page has it as a file for your calendar."),
    ]


def write_question_of_outcome(outcome: Outcome) -> None:
    introduction = outcome.introduction
    if outcome.side == Side.EXPERT:
        with in_language_of(introduction.person):
            subject, paragraphs = _outcome_words(introduction, _named(introduction)["body"])
            link_to = f"introductions:outcome/{outcome.pk}"
            write_letter(
                person=introduction.person,
                kind=LetterKind.OUTCOME,
                subject=subject,
                paragraphs=paragraphs,
                link_to=link_to,
            )
    elif introduction.office:
        with in_language_of(introduction.office):
            subject, paragraphs = _outcome_words(introduction, introduction.person.display_name)
            link_to = f"introductions:outcome_of_body/{outcome.pk}"
            write_to_office(
                office=introduction.office,
                kind=LetterKind.OUTCOME,
                subject=subject,
                paragraphs=paragraphs,
                link_to=link_to,
                naming=[introduction.person],
            )


def _outcome_words(introduction: Introduction, other: str) -> tuple[str, list[str]]:
    named = {"other": other, "need": str(introduction.need)}
    return _("What came of it? %(need)s") % named, [
        _("You were introduced to %(other)s for “%(need)s”.") % named,
        _("What came of it, or did nothing? One click is enough."),
    ]


def _to_expert(
    introduction: Introduction,
    kind: LetterKind,
    subject: str,
    paragraphs: Sequence[str],
    *,
    by: User | None,
    now: datetime | None = None,
) -> None:
    write_letter(
        person=introduction.person,
        kind=kind,
        subject=subject,
        paragraphs=[
            _("Dear %(name)s,") % {"name": introduction.person.display_name},
            *filter(None, paragraphs),
            _from_whom(),
        ],
        link_to=f"{EXPERTS_PAGE}/{introduction.pk}",
        by=by,
        now=now,
    )


def _to_body(
    introduction: Introduction,
    kind: LetterKind,
    subject: str,
    paragraphs: Sequence[str],
    *,
    naming: Collection[Person] = (),
    by: User | None,
) -> None:
    write_to_office(
        office=_office(introduction),
        kind=kind,
        subject=subject,
        paragraphs=[*filter(None, paragraphs), _from_whom()],
        link_to=f"{BODYS_PAGE}/{introduction.pk}",
        naming=naming,
        by=by,
    )


def _office(introduction: Introduction) -> ContactPoint:
    if introduction.office is None:
        raise NoOffice
    return introduction.office


def _named(introduction: Introduction) -> dict[str, str]:
    return {"body": str(introduction.organisation), "need": str(introduction.need)}


def _from_whom() -> str:
    register = the_register()
    return str(register.controller) if register else ""
