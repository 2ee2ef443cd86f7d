"""Form fields for an organisation of the register and for a country.

Reach for them in the form of any noun. Organisations are named as one would write them: by any
name they have, with a number where several carry it.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.models import Organisation
from caunoi.organisations.queries import organisations_by_name
from caunoi.organisations.wording import country_choices
from trithuc.text.folding import fold

NUMBERED = re.compile(r".*\(#(\d{1,18})\)")


class CountryField(forms.ChoiceField):
    """A country, in the reader's language; none need be stated."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Country"),
            required=False,
            choices=lambda: [("", _("not stated")), *country_choices()],
        )


class OrganisationByNameField(forms.CharField):
    """A body of the register by any of its names; "Name (#12)" where several carry the name."""

    def clean(self, value: Any) -> Organisation | None:
        name = super().clean(value)
        return organisation_named(name) if name else None


class OrganisationsByNameField(forms.CharField):
    """Bodies of the register, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[Organisation]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        found = {body.pk: body for body in map(organisation_named, lines)}
        return list(found.values())


def organisation_named(name: str) -> Organisation:
    """Raises ValidationError when nobody, or more than one, is called so."""
    with_number = NUMBERED.fullmatch(name)
    if with_number:
        found = list(Organisation.objects.filter(pk=int(with_number[1])))
    else:
        ids = organisations_by_name([name]).get(fold(name), ())
        found = list(Organisation.objects.filter(pk__in=ids))
    if len(found) == 1:
        return found[0]
    if not found:
        unknown = _("No organisation in the register is called “%(name)s”. Add it first.")
        raise ValidationError(unknown, params={"name": name})
    several = _("Several organisations are called “%(name)s”. Write one of: %(these)s.")
    these = "; ".join(numbered(name, body) for body in found)
    raise ValidationError(several, params={"name": name, "these": these})


def numbered(name: str, organisation: Organisation) -> str:
    """With its number, so that it is found again whoever else carries the name."""
    return f"{name} (#{organisation.pk})"
