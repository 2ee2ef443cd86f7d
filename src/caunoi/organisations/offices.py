"""Where a body is written to: adding, changing and removing its offices."""

from __future__ import annotations

from django.db import transaction

from caunoi.organisations.models import ContactPoint, Organisation


class OfficeIsNamed(Exception):
    """The body has an office of this name already."""


@transaction.atomic
def keep_office(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    language: str,
    office: ContactPoint | None = None,
) -> ContactPoint:
    """A new office, or `office` with other particulars. Raises OfficeIsNamed."""
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    kept = office or ContactPoint(organisation=organisation)
    others = organisation.contact_points.exclude(pk=kept.pk)
    if others.filter(name__iexact=name).exists():
        raise OfficeIsNamed
    kept.name, kept.email, kept.language = name, email, language
    kept.save()
    return kept


def remove_office(*, office: ContactPoint) -> None:
    """Its links open nothing from now on, and the letters to it are gone with its address."""
    office.delete()
