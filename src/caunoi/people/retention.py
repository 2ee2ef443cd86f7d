"""What is deleted when its time is over, without anyone having to think of it."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db import transaction

from caunoi.people.models import (
    Affiliation,
    Consent,
    Expert,
    OfficeHolder,
    Participant,
    Person,
    PersonStatement,
)
from caunoi.sources.history import forget_history
from caunoi.sources.models import Attachment, Source
from caunoi.sources.services import delete_unused_files, delete_unused_sources


@transaction.atomic
def delete_participants_past_their_day(*, on: datetime.date) -> int:
    """Delete participants who did not say yes in time, their history with them; how many.

    What they proposed stays, unsigned. Of someone who also holds an office, what the published
    source says stays.
    """
    over = Participant.objects.select_for_update().filter(delete_on__lte=on)
    ids = set(over.values_list("person_id", flat=True))
    in_office = set(OfficeHolder.objects.filter(person__in=ids).values_list("person_id", flat=True))
    sources, files = sources_behind(ids), files_behind(ids)
    Participant.objects.filter(person__in=in_office).delete()
    _keep_only_the_office_of(in_office)
    Person.objects.filter(pk__in=ids - in_office).delete()
    forget_history(Person, ids)
    forget_history(Expert, ids)
    delete_unused_sources(Source.objects.filter(pk__in=sources))
    delete_unused_files(Attachment.objects.filter(pk__in=files))
    return len(ids)


def sources_behind(people: Collection[int]) -> list[int]:
    """Ids of the sources that speak of these people."""
    statements = PersonStatement.objects.filter(person__in=people)
    consents = Consent.objects.filter(person__in=people)
    return [
        *statements.values_list("source_id", flat=True),
        *consents.values_list("source_id", flat=True),
    ]


def files_behind(people: Collection[int]) -> list[int]:
    """Ids of the signed papers and e-mails by which these people said yes."""
    proven = Consent.objects.filter(person__in=people).exclude(evidence=None)
    return list(proven.values_list("evidence_id", flat=True))


def _keep_only_the_office_of(people: Collection[int]) -> None:
    Consent.objects.filter(person__in=people).delete()
    PersonStatement.objects.filter(person__in=people).delete()
    Affiliation.objects.filter(person__in=people).delete()
    Person.objects.filter(pk__in=people).update(
        email="", email_key="", orcid=None, city="", country_code=""
    )
