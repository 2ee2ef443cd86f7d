"""Changing the own address: the new one is proven by a link before it replaces the old one.

Else a slip of the finger would send a person's letters, links included, to a stranger. A newer
wish closes the link of an earlier one.
"""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from caunoi.accounts.tokens import hash_of, new_token
from caunoi.messages.services import in_language_of
from caunoi.people.models import Person
from caunoi.people.services import change_own_email
from caunoi.self_service.models import NewAddress
from trithuc.text.folding import fold

NEW_ADDRESS = "new_address"
LINK_LIFETIME = datetime.timedelta(days=7)


def is_to_be_proven(person: Person, email: str) -> bool:
    """Whether this address waits for its link; where no mail leaves, none can be proven."""
    return bool(email) and bool(settings.EMAIL_HOST) and fold(email) != person.email_key


def waiting_address(person: Person, *, now: datetime.datetime) -> str:
    """The address the person wishes and has not proven; "" where there is none."""
    waiting = _waiting(person).filter(expires_at__gt=now).first()
    return waiting.email if waiting else ""


@transaction.atomic
def wish_for_address(*, person: Person, email: str, now: datetime.datetime) -> None:
    """Write to the new address; until its link was pressed everything goes to the old one."""
    Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _waiting(person).update(revoked_at=now)
    wished, _token = NewAddress.issue(
        purpose=NEW_ADDRESS, lifetime=LINK_LIFETIME, now=now, person=person, email=email
    )
    _send_soon(wished)


def _waiting(person: Person) -> QuerySet[NewAddress]:
    return NewAddress.objects.filter(person=person, used_at=None, revoked_at=None)


def _send_soon(wished: NewAddress) -> None:
    # Here and not above: the task is written in terms of this module.
    from caunoi.self_service.tasks import send_proof_of_address

    transaction.on_commit(lambda: send_proof_of_address.defer(new_address_id=wished.pk))


@sensitive_variables("token", "words")
def send_proof(*, new_address_id: int) -> None:
    """Write to the address with a link made this moment; an earlier one no longer opens."""
    rows = NewAddress.objects.filter(pk=new_address_id, used_at=None, revoked_at=None)
    wished = rows.select_related("person").first()
    if wished is None:
        return
    token = new_token()
    rows.update(token_hash=hash_of(token))
    path = reverse("self_service:confirm_address", args=[token])
    with in_language_of(wished.person):
        words = [
            _("Dear %(name)s,") % {"name": wished.person.display_name},
            _("on your page somebody, probably you, changed your address to this one."),
            _("Open this link and press the button, and letters come here from then on."),
            f"{settings.SITE_URL.rstrip('/')}{path}",
            _("If it was not you, do nothing: your address stays as it is."),
        ]
        subject = _("Please confirm your address")
    EmailMessage(subject, "\n\n".join(words), to=[wished.email]).send()


@sensitive_variables("token")
@transaction.atomic
def confirm_new_address(token: str, *, now: datetime.datetime) -> Person:
    """From now on the person's own word. Raises InvalidLink."""
    wished = NewAddress.take(token, purpose=NEW_ADDRESS, now=now)
    change_own_email(person=wished.person, email=wished.email, on=timezone.localdate(now))
    return wished.person


def delete_old_wishes(*, now: datetime.datetime) -> int:
    """Those whose link has expired, proven or not; how many."""
    deleted, _rows = NewAddress.objects.filter(expires_at__lte=now).delete()
    return deleted
