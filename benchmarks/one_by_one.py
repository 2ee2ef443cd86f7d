"""People saved one by one with the ORM: how an import is written that knows no plan and no COPY.

It does less than the import: nobody is looked up, nothing can be undone, no statement is kept.
Import it only where Django runs, which is within `caunoi.cli.ready_database`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from benchmarks.invented import CONSENTS
from benchmarks.register import TODAY
from caunoi.events.models import Event, Participation
from caunoi.organisations.models import Organisation, Register
from caunoi.people.models import (
    Affiliation,
    Consent,
    Expert,
    ExpertSector,
    HowGiven,
    Participant,
    Person,
)
from caunoi.people.services import latest_consent_texts
from caunoi.sources.models import Source, SourceKind

Row = Mapping[str, str]


class Writer:
    """What every row needs is asked for once."""

    def __init__(self) -> None:
        self.event = Event.objects.get()
        self.controller = Register.objects.get().controller
        self.texts = latest_consent_texts()

    @transaction.atomic
    def save(self, row: Row) -> None:
        """A row by heading, as one person with all that hangs on a person."""
        person = Person.objects.create(
            display_name=row["Full name"],
            email=row["E-mail"],
            city=row["City"],
            country_code=row["Country"],
        )
        Affiliation.objects.create(
            person=person,
            organisation=Organisation.objects.filter(display_name=row["Organisation"]).first(),
            organisation_name=row["Organisation"],
            position=row["Position"],
        )
        Participation.objects.create(person=person, event=self.event)
        if row[CONSENTS["profile"]]:
            self._save_profile(row, person)
        else:
            Participant.objects.create(person=person, delete_on=TODAY)

    def _save_profile(self, row: Row, person: Person) -> None:
        source = Source.objects.create(kind=SourceKind.PERSON, stated_on=TODAY)
        consents = [
            Consent.objects.create(
                person=person,
                purpose=purpose,
                recipient=self.controller,
                text=self.texts[purpose],
                how_given=HowGiven.OWN_CLICK,
                source=source,
                given_on=TODAY,
            )
            for purpose, heading in CONSENTS.items()
            if row[heading]
        ]
        expert = Expert.objects.create(
            person=person,
            yes=consents[0],
            link_with_vietnam=row["Link with Viet Nam"],
            languages=row["Languages"].split("; "),
            ways_to_contribute=row["Ways to contribute"].split("; "),
            confirmed_on=TODAY,
        )
        for code in row["Sectors"].split("; "):
            ExpertSector.objects.create(expert=expert, sector_id=code)
