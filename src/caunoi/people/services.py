"""Writing about people: consents and their withdrawal, looks, participants whose time is over."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from caunoi.accounts.models import User
from caunoi.people.consent_texts import VERSIONS
from caunoi.people.models import (
    Consent,
    ConsentText,
    Expert,
    Look,
    Participant,
    Person,
)
from caunoi.people.purposes import PARTICIPANT_KEPT_DAYS, Purpose


def sync_consent_texts(**_signal: Any) -> None:
    """Write down every version of every wording; never change one that is already there."""
    ConsentText.objects.bulk_create(
        [
            ConsentText(purpose=purpose, version=version, language=language, wording=wording)
            for version, languages in VERSIONS.items()
            for language, wordings in languages.items()
            for purpose, wording in wordings.items()
        ],
        ignore_conflicts=True,
    )


def latest_consent_texts(language: str = "vi") -> Mapping[str, ConsentText]:
    """{purpose: its newest wording in this language}."""
    texts = ConsentText.objects.filter(language=language).order_by("version")
    return {text.purpose: text for text in texts}


@transaction.atomic
def withdraw_consent(*, consent: Consent, on: datetime.date) -> None:
    """End one yes at once. Without the yes to a profile there is no profile, so that goes too."""
    Consent.objects.filter(pk=consent.pk, withdrawn_on__isnull=True).update(withdrawn_on=on)
    if consent.purpose == Purpose.PROFILE:
        _end_profile(person=consent.person, on=on)


def _end_profile(*, person: Person, on: datetime.date) -> None:
    Expert.objects.filter(person=person).delete()
    person.consents.filter(withdrawn_on__isnull=True).update(withdrawn_on=on)
    Participant.objects.get_or_create(
        person=person,
        defaults={"delete_on": on + datetime.timedelta(days=PARTICIPANT_KEPT_DAYS)},
    )


def note_look(*, person: Person, by: User, what: str) -> Look:
    return Look.objects.create(person=person, user=by, what=what)
