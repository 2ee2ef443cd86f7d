"""What can be typed on the pages about needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Need
from caunoi.needs.queries import Narrowing, bodies_that_ask
from caunoi.organisations.fields import OrganisationByNameField, numbered
from caunoi.organisations.forms import ANY
from caunoi.organisations.models import Organisation
from caunoi.organisations.wording import country_choices, language_choices
from caunoi.people.fields import DateField
from caunoi.people.models import Contribution
from caunoi.people.wording import sector_choices
from caunoi.search.facets import Filters


class NeedFilterForm(forms.Form):
    """Narrows the list; whatever cannot be read narrows nothing."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200, widget=forms.SearchInput)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    asked_by = forms.ModelChoiceField(
        label=_("Asked by"),
        required=False,
        queryset=Organisation.objects.none(),
        empty_label=ANY[1],
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sector: Any = self.fields["sector"]
        sector.choices = [ANY, *sector_choices()]
        asked_by: Any = self.fields["asked_by"]
        asked_by.queryset = bodies_that_ask(viewer)

    def narrowing(self) -> Narrowing:
        self.is_valid()
        body = self.cleaned_data.get("asked_by")
        return Narrowing(
            words=self.cleaned_data.get("q", ""),
            sector=self.cleaned_data.get("sector", ""),
            asked_by=body.pk if body else None,
        )


class NeedForm(forms.ModelForm):
    """A need as it is written; the sectors are confirmed by whoever writes it."""

    due_on = DateField(label=_("Wanted by"), required=False)
    asked_by = OrganisationByNameField(
        label=_("Asked by"),
        required=False,
        help_text=_("The body at home, by any name it has in the register."),
    )
    ways_wanted = forms.MultipleChoiceField(
        label=_("Help wanted"),
        required=False,
        choices=Contribution.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        required=False,
        choices=sector_choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
    )

    class Meta:
        model = Need
        fields = ["title", "text", "asked_by", "funding", "due_on", "ways_wanted"]
        widgets = {"text": forms.Textarea(attrs={"rows": 7})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.asked_by:
            body = self.instance.asked_by
            self.initial["asked_by"] = numbered(body.display_name, body)
        if self.instance.pk:
            self.initial["sectors"] = [one.sector_id for one in self.instance.need_sectors.all()]


class HideForm(forms.Form):
    why = forms.CharField(label=_("Why not?"), max_length=300)


class CandidateFilterForm(forms.Form):
    """Narrows who is proposed for a need; whatever cannot be read narrows nothing."""

    country = forms.ChoiceField(label=_("Country"), required=False)
    language = forms.ChoiceField(label=_("Speaks"), required=False)
    way = forms.ChoiceField(
        label=_("Ready to"), required=False, choices=[ANY, *Contribution.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country: Any = self.fields["country"]
        country.choices = [ANY, *country_choices()]
        language: Any = self.fields["language"]
        language.choices = [ANY, *language_choices()]

    def filters(self) -> Filters:
        self.is_valid()
        answers = self.cleaned_data
        return Filters(
            country=answers.get("country", ""),
            language=answers.get("language", ""),
            way=answers.get("way", ""),
        )
