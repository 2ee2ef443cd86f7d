"""What the own pages do by night, and letters that leave at once. Arguments carry ids only."""

from __future__ import annotations

import datetime

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from caunoi.self_service import addresses, confirming, registering, submitting
from caunoi.self_service.models import Offer

OFFERS_KEPT_FOR = datetime.timedelta(days=1)


@app.task(
    name="self_service.send_confirmation",
    retry=RetryStrategy(max_attempts=5, exponential_wait=60),
)
def send_confirmation(registration_id: int) -> None:
    registering.send_confirmation(registration_id=registration_id)


@app.task(
    name="self_service.send_proof_of_address",
    retry=RetryStrategy(max_attempts=5, exponential_wait=60),
)
def send_proof_of_address(new_address_id: int) -> None:
    addresses.send_proof(new_address_id=new_address_id)


@app.task(
    name="self_service.ask_to_prove",
    retry=RetryStrategy(max_attempts=5, exponential_wait=60),
)
def ask_to_prove(submission_id: int) -> None:
    submitting.ask_to_prove(submission_id=submission_id)


@app.periodic(cron="15 3 * * *")
@app.task(name="self_service.forget", queueing_lock="self_service.forget")
def forget(timestamp: int) -> None:
    """Registrations and addresses nobody confirmed; what was fetched and not chosen."""
    now = timezone.now()
    registering.delete_old_registrations(now=now)
    submitting.delete_old_submissions(now=now)
    addresses.delete_old_wishes(now=now)
    Offer.objects.filter(made_at__lte=now - OFFERS_KEPT_FOR).delete()


@app.periodic(cron="30 8 * * 2")
@app.task(
    name="self_service.ask_to_confirm",
    queueing_lock="self_service.ask_to_confirm",
    # Two at once would write to the same people twice.
    lock="self_service.ask_to_confirm",
)
def ask_to_confirm(timestamp: int) -> None:
    """On Tuesdays, the day after the week's letters."""
    confirming.ask_everyone_due(on=timezone.localdate())


@app.task(
    name="self_service.ask_to_confirm_now",
    queueing_lock="self_service.ask_to_confirm_now",
    lock="self_service.ask_to_confirm",
)
def ask_to_confirm_now() -> None:
    """When an officer pressed the button."""
    confirming.ask_everyone_due(on=timezone.localdate())
