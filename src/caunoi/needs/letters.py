"""What the office of a body is told about its needs and offers, in the office's own language.

A body without an office hears by the officer's own ways. No letter names a person.
"""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.messages.models import LetterKind
from caunoi.messages.services import in_language_of, write_to_office
from caunoi.needs.posting import Posting, Review
from caunoi.organisations.models import ContactPoint

OWN_PAGE = "partners:needs"


def office_of(posting: Posting) -> ContactPoint | None:
    """The one that answers for it, else the first the body has."""
    if posting.contact_point:
        return posting.contact_point
    return ContactPoint.objects.filter(organisation=posting.body).first() if posting.body else None


def tell_of_review(posting: Posting, *, by: User | None) -> None:
    if office := office_of(posting):
        with in_language_of(office):
            subject, paragraphs = _said_of_review(posting)
            _write(office, subject, paragraphs, by)


def _said_of_review(posting: Posting) -> tuple[str, list[str]]:
    named = {"title": posting.title}
    words = posting.review_words
    if posting.review == Review.ACCEPTED:
        return _("Accepted: %(title)s") % named, [
            _("Thank you. “%(title)s” is accepted, and we are looking for who fits it.") % named,
            *([words] if words else []),
            _("On your pages you see how it stands:"),
        ]
    if posting.review == Review.ASKED_BACK:
        return _("A question about: %(title)s") % named, [
            _("Thank you for “%(title)s”. Before we can use it we would like to know:") % named,
            words,
            _("You can change it on your pages and send it again:"),
        ]
    return _("About: %(title)s") % named, [
        _("Thank you for “%(title)s”. We cannot take it up at present:") % named,
        words,
        _("Another need or offer is welcome at any time, on your pages:"),
    ]


def tell_of_end(posting: Posting) -> None:
    if office := office_of(posting):
        with in_language_of(office):
            day = date_format(posting.valid_until) if posting.valid_until else ""
            named = {"title": posting.title, "day": day}
            subject = _("Still valid? %(title)s") % named
            paragraphs = [
                _("“%(title)s” is valid until %(day)s. After that it is no longer matched.")
                % named,
                _("If it still stands, renew it with one press on your pages:"),
            ]
            _write(office, subject, paragraphs, None)


def _write(office: ContactPoint, subject: str, paragraphs: list[str], by: User | None) -> None:
    write_to_office(
        office=office,
        kind=LetterKind.NEED,
        subject=subject,
        paragraphs=paragraphs,
        link_to=OWN_PAGE,
        by=by,
    )
