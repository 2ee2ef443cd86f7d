"""The records of processing (GDPR Article 30): what is done with whose data, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Activity:
    """One use of data. until: how long, in words; retention has the rest in days."""

    purpose: str | Promise
    whose: str | Promise
    which: str | Promise
    recipients: str | Promise
    ground: str | Promise
    until: str | Promise


CONSENT = _("the person's own yes, to each purpose apart")
ONLY_OFFICERS = _("the mission's officers")

ACTIVITIES = (
    Activity(
        _("Knowing who could help with what"),
        _("experts who said yes to a profile"),
        _("name, e-mail, organisation, city, ORCID iD, what they work on, works, proposals"),
        _("the mission's officers, and those outside whom the person said yes to"),
        CONSENT,
        _("while the yes stands: two years, unless it is said again"),
    ),
    Activity(
        _("Answering needs from Viet Nam"),
        _("experts who said yes to being matched"),
        _("the profile, works and proposals, and how well they fit a need"),
        _("the mission's officers; a name goes to nobody outside who was not agreed to"),
        CONSENT,
        _("while the yes stands"),
    ),
    Activity(
        _("Asking guests of an event whether they want to be in the register"),
        _("participants of events"),
        _("name, organisation, e-mail, event; nothing else"),
        ONLY_OFFICERS,
        _("legitimate interest, for a short time; whoever objects is deleted"),
        _("60 days"),
    ),
    Activity(
        _("Knowing who holds an office"),
        _("people whom a published source names in an official role"),
        _("name, role, organisation, source; nothing else"),
        ONLY_OFFICERS,
        _("legitimate interest in what was published"),
        _("until the person asks for erasure"),
    ),
    Activity(
        _("Signing in"),
        _("everyone with an account"),
        _("name, e-mail, roles, passkeys, failed sign-ins"),
        _("the register's administrators"),
        _("legitimate interest in keeping the register safe"),
        _("while the account is open"),
    ),
    Activity(
        _("Writing letters"),
        _("everyone in the register, participants too"),
        _("name, e-mail, language, what was written"),
        _("the mission's officers; the mail server that passes the letter on"),
        _("answers that are owed; for news, the person's own yes"),
        _("three years"),
    ),
    Activity(
        _("Showing people who looked at their record"),
        _("everyone in the register, and the officers who looked"),
        _("who opened, exported or named whom, when and what for"),
        _("the person, and the mission's officers"),
        _("the person's right to know"),
        _("three years"),
    ),
)
