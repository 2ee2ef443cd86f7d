"""What is deleted when its time is over, without anyone having to think of it."""

from __future__ import annotations

import datetime

from django.db import transaction

from caunoi.people.models import Expert, Participant, Person
from caunoi.sources.history import forget_history


@transaction.atomic
def delete_participants_past_their_day(*, on: datetime.date) -> int:
    """Delete participants who did not say yes in time, their history with them; how many.

    What they proposed stays, unsigned.
    """
    over = Participant.objects.select_for_update().filter(delete_on__lte=on)
    ids = list(over.values_list("person_id", flat=True))
    Person.objects.filter(pk__in=ids).delete()
    forget_history(Person, ids)
    forget_history(Expert, ids)
    return len(ids)
