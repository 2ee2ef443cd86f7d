"""What no trigger can see: that a day has come on which a consent begins or ends."""

from __future__ import annotations

import datetime

from django.db import connection, transaction
from django.db.models import Q

from caunoi.people.models import Consent
from caunoi.search.kinds.experts import CODE as EXPERT
from caunoi.search.kinds.works import CODE as WORK
from caunoi.search.models import StaleDocument
from caunoi.search.triggers import REFRESH
from caunoi.works.models import Authorship


@transaction.atomic
def note_consents_that_turn(*, on: datetime.date) -> None:
    """Have those read anew whose consents begin or expire on this day, with their works.

    What is shown needs no such note, since the database decides; this keeps the index from
    proposing them.
    """
    turning = Consent.objects.filter(Q(given_on=on) | Q(expires_on=on)).order_by()
    people = set(turning.values_list("person_id", flat=True))
    works = (
        Authorship.objects.filter(expert__in=people).order_by().values_list("work_id", flat=True)
    )
    StaleDocument.objects.bulk_create(
        [
            *(StaleDocument(kind=EXPERT, record=person) for person in people),
            *(StaleDocument(kind=WORK, record=work) for work in set(works)),
        ]
    )


def forget_finished_refreshes() -> None:
    """One job a change would fill the queue's table with what nobody reads."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE task_name = %s AND status = 'succeeded'",
            [REFRESH],
        )
