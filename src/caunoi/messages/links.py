"""The address that opens the own pages of a letter's reader, made at the moment it leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables

from caunoi.messages.models import GAP_FOR_THE_LINK, Letter
from caunoi.organisations.models import ContactPoint, OrganisationLink
from caunoi.people.models import Person, PersonLink

OWN_PAGE = "own_page"
OWN_HOME = "self_service:home"
BODYS_PAGE = "bodys_page"
BODYS_HOME = "partners:home"
LINK_LIFETIME = timedelta(days=30)


@transaction.atomic
@sensitive_variables("token")
def new_address_of_own_page(person: Person, *, to: str, now: datetime) -> str:
    """A whole address with a fresh token. to: the name of the page it leads to."""
    _link, token = PersonLink.issue(
        purpose=OWN_PAGE, lifetime=LINK_LIFETIME, now=now, person=person
    )
    return _address("self_service:open", token, to=to)


@transaction.atomic
@sensitive_variables("token")
def new_address_of_bodys_page(office: ContactPoint, *, to: str, now: datetime) -> str:
    """A whole address with a fresh token. to: the name of the page it leads to."""
    _link, token = OrganisationLink.issue(
        purpose=BODYS_PAGE, lifetime=LINK_LIFETIME, now=now, contact_point=office
    )
    return _address("partners:open", token, to=to)


@sensitive_variables("token")
def _address(page: str, token: str, *, to: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{reverse(page, args=[token])}?to={to}"


def text_with_link(letter: Letter, *, now: datetime) -> str:
    """The letter as it leaves; each call makes a new link."""
    if not letter.link_to:
        return letter.body
    if isinstance(reader := letter.recipient, Person):
        address = new_address_of_own_page(reader, to=letter.link_to, now=now)
    else:
        address = new_address_of_bodys_page(reader, to=letter.link_to, now=now)
    return letter.body.replace(GAP_FOR_THE_LINK, address)
