"""Somebody who wrote to the register from outside: who they are in it, or become.

Reach for it where a form on a public page names somebody. Invariant: whoever is new is a
participant, of whom nothing is kept but a name, an address and an organisation, for 60 days.
"""

from __future__ import annotations

import datetime

from caunoi.people.facts import Fact
from caunoi.people.models import Participant, Person, PersonStatement
from caunoi.people.particulars import AffiliationLine, Particulars
from caunoi.people.purposes import PARTICIPANT_KEPT_DAYS
from caunoi.people.services import change_own_profile
from caunoi.self_service.queries import with_email
from caunoi.sources.services import record_own_word
from trithuc.text.folding import fold


def person_meant(*, email: str, name: str) -> Person | None:
    """Whoever in the register has the address; of several, the one of this name, else nobody."""
    known = with_email(email)
    if len(known) > 1:
        known = [one for one in known if fold(one.display_name) == fold(name)]
    return known[0] if len(known) == 1 else None


def add_newcomer(
    *, name: str, email: str, organisation: str = "", language: str = "", on: datetime.date
) -> Person:
    person = Person.objects.create(display_name=name, language=language)
    delete_on = on + datetime.timedelta(days=PARTICIPANT_KEPT_DAYS)
    Participant.objects.create(person=person, delete_on=delete_on)
    record_own_word(PersonStatement, person, {Fact.DISPLAY_NAME: name}, on=on)
    lines = [AffiliationLine(organisation)] if organisation else None
    change_own_profile(
        person=person,
        particulars=Particulars(display_name=name, affiliations=lines, facts={Fact.EMAIL: email}),
        on=on,
    )
    return person
