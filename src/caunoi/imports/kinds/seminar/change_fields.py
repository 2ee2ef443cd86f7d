"""What a seminar's change can be of besides a fact: standing, coming to the event, yes and no."""

from __future__ import annotations

from caunoi.people.facts import StandingYes

STANDING = "standing"
EVENT = "event"
CONSENT = "consent:"


def consent_field(yes: StandingYes) -> str:
    return f"{CONSENT}{yes.purpose}:{yes.recipient_id}"


def consent_of_field(field: str) -> StandingYes:
    _, purpose, recipient = field.split(":")
    return StandingYes(purpose, int(recipient))
