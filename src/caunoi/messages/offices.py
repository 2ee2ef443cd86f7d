"""Links to the own pages of a body: sent to one of its offices, listed, withdrawn."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.messages.links import BODYS_HOME
from caunoi.messages.models import Letter, LetterKind
from caunoi.messages.services import in_language_of, write_to_office
from caunoi.organisations.models import ContactPoint, Organisation, OrganisationLink


def offices_of(organisation: Organisation, *, now: datetime) -> QuerySet[ContactPoint]:
    """With `open_links`: how many open the body's pages now."""
    is_open = Q(links__revoked_at=None, links__used_at=None, links__expires_at__gt=now)
    return organisation.contact_points.annotate(open_links=Count("links", filter=is_open))


def links_to(office: ContactPoint) -> QuerySet[OrganisationLink]:
    """Newest first."""
    return office.links.select_related("created_by").order_by("-created_at", "-id")


@transaction.atomic
def send_link(*, office: ContactPoint, by: User, now: datetime) -> Letter:
    """A letter with a link to the body's own pages."""
    with in_language_of(office) as language:
        return write_to_office(
            office=office,
            kind=LetterKind.NEED,
            subject=_("Your pages in our register"),
            paragraphs=[
                _("To %(office)s,") % {"office": office.name},
                _(
                    "on the pages of %(body)s you say what you need or offer, answer proposals, "
                    "and see what came of them. No account is needed."
                )
                % {"body": office.organisation.name_in(language)},
                _("The link opens them for 30 days. Please pass it on within your office only."),
            ],
            link_to=BODYS_HOME,
            by=by,
            now=now,
        )


def withdraw_links(*, office: ContactPoint, now: datetime) -> int:
    """Every link that was sent closes at once; how many were open."""
    open_ones = office.links.filter(revoked_at=None, used_at=None, expires_at__gt=now)
    return open_ones.update(revoked_at=now)
