"""What can be typed on the pages about priorities."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.fields import CountryField
from caunoi.people.fields import DateField
from caunoi.people.wording import sector_choices
from caunoi.sectors.models import Priority


class PriorityForm(forms.ModelForm):
    """Who gives a sector priority, and where that was said."""

    sector = forms.ChoiceField(label=_("Sector"), choices=sector_choices)
    country_code = CountryField()
    partner_country_code = CountryField()
    valid_from = DateField(label=_("Valid from"), required=False)
    valid_to = DateField(label=_("Valid to"), required=False)
    source_title = forms.CharField(
        label=_("Source"),
        max_length=255,
        help_text=_("A document or article a reader can look up, with its date."),
    )
    source_url = forms.URLField(
        label=_("Address of the source"), required=False, max_length=500, assume_scheme="https"
    )

    class Meta:
        model = Priority
        fields = ["country_code", "partner_country_code", "said_by", "valid_from", "valid_to"]

    field_order = ["sector", "country_code", "partner_country_code", "said_by", "source_title"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country_code"].required = True
        self.fields["partner_country_code"].label = _("Towards")
        if self.instance.pk:
            self.initial.update(
                sector=self.instance.sector_id,
                source_title=self.instance.source.title,
                source_url=self.instance.source.url,
            )

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        begins, ends = answers.get("valid_from"), answers.get("valid_to")
        if begins and ends and ends < begins:
            self.add_error("valid_to", _("This is before the first day."))
        return answers
