"""The filters over the list of projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.wording import country_name
from caunoi.people.wording import sector_choices
from caunoi.programmes.queries import Narrowing

ANY = ("", _("any"))


class ProjectFilter(forms.Form):
    """Narrows the list; whatever cannot be read narrows nothing."""

    q = forms.CharField(
        label=_("Acronym, title, keyword or field"),
        required=False,
        max_length=200,
        widget=forms.SearchInput,
    )
    organisation = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    country = forms.ChoiceField(label=_("Country of a partner"), required=False)
    year = forms.TypedChoiceField(
        label=_("Running in"), required=False, coerce=int, empty_value=None
    )

    def __init__(
        self, *args: Any, countries: Iterable[str], years: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, Iterable[Any]] = {
            "sector": sector_choices(),
            "country": [(code, country_name(code)) for code in countries],
            "year": [(str(year), str(year)) for year in years],
        }
        for name, offered in choices.items():
            self.fields[name].choices = [ANY, *offered]  # type: ignore[attr-defined]

    @property
    def narrowing(self) -> Narrowing:
        self.is_valid()
        return Narrowing(
            words=self.cleaned_data.get("q", ""),
            sector=self.cleaned_data.get("sector", ""),
            country=self.cleaned_data.get("country", ""),
            year=self.cleaned_data.get("year"),
            organisation_id=self.cleaned_data.get("organisation"),
        )
