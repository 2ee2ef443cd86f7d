"""What a person may be asked to say yes to today, in whose name and in which words.

Reach for `offered_consents` on a page that asks and `kept_text` when the answer is yes: the very
words shown are kept, once, for as long as somebody's yes refers to them.
"""

from __future__ import annotations

from dataclasses import dataclass

from caunoi.organisations.models import Organisation, OrganisationKind, Register
from caunoi.people import consent_wordings
from caunoi.people.models import ConsentText
from caunoi.people.purposes import NEEDS_A_NAMED_RECIPIENT, Purpose


@dataclass(frozen=True, slots=True)
class OfferedConsent:
    """One question: `wording` is what the person reads, in `language`, before saying yes."""

    purpose: Purpose
    recipient: Organisation
    language: str
    wording: str

    @property
    def key(self) -> str:
        """Names the question in a form: "network-12"."""
        return f"{self.purpose.value}-{self.recipient.pk}"


def offered_consents(register: Register, *, language: str) -> tuple[OfferedConsent, ...]:
    """Every question of this register, the yes to a profile first.

    language: one of the six; another is asked in English. A purpose that names its recipient is
    asked once for each body the register's settings name.
    """
    return tuple(
        offered_by(purpose, recipient, register, language=language)
        for purpose in Purpose
        for recipient in recipients_of(purpose, register)
    )


def recipients_of(purpose: Purpose, register: Register) -> tuple[Organisation, ...]:
    """Who would receive a yes to this purpose: the controller, or the bodies named for it."""
    if purpose not in NEEDS_A_NAMED_RECIPIENT:
        return (register.controller,)
    kind = {
        Purpose.NETWORK: OrganisationKind.NETWORK,
        Purpose.OTHER_MISSION: OrganisationKind.MISSION,
    }
    named = register.named_recipients.filter(kinds__contains=[kind[purpose]])
    return tuple(named.exclude(pk=register.controller_id))


def offered_by(
    purpose: Purpose, recipient: Organisation, register: Register, *, language: str
) -> OfferedConsent:
    """The question whether this body may receive; the register's controller asks it."""
    spoken = language if language in consent_wordings.LANGUAGES else "en"
    wording = consent_wordings.WORDINGS[spoken][purpose].format(
        controller=register.controller.name_in(spoken), recipient=recipient.name_in(spoken)
    )
    return OfferedConsent(purpose, recipient, spoken, wording)


def kept_text(offered: OfferedConsent) -> ConsentText:
    """The row that keeps these very words."""
    text, _is_new = ConsentText.objects.get_or_create(
        purpose=offered.purpose,
        version=consent_wordings.VERSION,
        language=offered.language,
        wording=offered.wording,
    )
    return text
