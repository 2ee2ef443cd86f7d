"""What can be typed on the pages about events."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.events.models import Event, EventKind, Participation
from caunoi.organisations.fields import CountryField, OrganisationsByNameField, numbered
from caunoi.organisations.forms import ANY
from caunoi.people.facts import Fact
from caunoi.people.fields import DateField
from caunoi.people.forms import NameAndEmailForm
from caunoi.people.particulars import AffiliationLine, Particulars


class EventFilterForm(forms.Form):
    """Narrows the list; whatever cannot be read narrows nothing."""

    q = forms.CharField(
        label=_("Title or place"), required=False, max_length=200, widget=forms.SearchInput
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[ANY, *EventKind.choices])


class EventForm(forms.ModelForm):
    country_code = CountryField()
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"), required=False)
    hosts = OrganisationsByNameField(
        label=_("Hosts"),
        required=False,
        help_text=_("One a line, by any name it has in the register."),
    )

    class Meta:
        model = Event
        fields = [
            "title",
            "kind",
            "starts_on",
            "ends_on",
            "place",
            "country_code",
            "hosts",
            "description",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            bodies = [host.organisation for host in self.instance.hosts.all()]
            named = [numbered(body.display_name, body) for body in bodies]
            self.initial["hosts"] = "\n".join(named)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        began, ended = answers.get("starts_on"), answers.get("ends_on")
        if began and ended and ended < began:
            self.add_error("ends_on", _("This is before the first day."))
        return answers


class ParticipantForm(NameAndEmailForm):
    """All that is kept of someone who came and has not said yes."""

    organisation = forms.CharField(label=_("Organisation"), required=False, max_length=300)
    role = forms.TypedChoiceField(
        label=_("Came as"),
        coerce=Participation.Role,
        choices=Participation.Role.choices,
        initial=Participation.Role.PARTICIPANT,
    )

    def particulars(self) -> Particulars:
        answers = self.cleaned_data
        line = AffiliationLine(answers["organisation"])
        return Particulars(
            display_name=answers["display_name"],
            affiliations=[line] if line.organisation_name else [],
            facts={Fact.EMAIL: answers["email"]},
        )


class AttachmentForm(forms.Form):
    file = forms.FileField(label=_("File"))
