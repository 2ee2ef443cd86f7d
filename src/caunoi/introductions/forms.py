"""What can be typed on the pages of introductions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caunoi.introductions.models import (
    Checked,
    Introduction,
    KnowledgeSecurity,
    Meeting,
    Outcome,
    Result,
    Shared,
)
from caunoi.introductions.services import Yes
from caunoi.organisations.models import ContactPoint
from caunoi.people.fields import DateField
from trithuc.text.folding import fold

YES, NO, NOT_NOW = "yes", "no", "not_now"


class RequestForm(forms.ModelForm):
    """What the request says; the expert reads it word for word."""

    class Meta:
        model = KnowledgeSecurity
        fields = ["purpose", "end_user", "who_pays", "dual_use"]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 4})}


class SecurityForm(forms.Form):
    institution = forms.ChoiceField(
        label=_("The expert's institution has checked it"), choices=Checked.choices
    )


class AnswerForm(forms.Form):
    """An expert's answer; nothing is ticked beforehand. on: today."""

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(YES, _("Yes, I would help")), (NO, _("No")), (NOT_NOW, _("Not now"))],
        widget=forms.RadioSelect,
    )
    shared = forms.MultipleChoiceField(
        label=_("With a yes: what they get beside your name, once both agreed"),
        required=False,
        choices=Shared.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    description = forms.CharField(
        label=_("With a yes: what they may read now, without your name"),
        required=False,
        max_length=300,
        help_text=_("They read your sectors and country. Add what you like, or nothing."),
    )
    not_before = DateField(
        label=_("With a yes: not before"),
        required=False,
        help_text=_("If you wish to be introduced later."),
    )
    institution = forms.ChoiceField(
        label=_("With a yes: has your institution checked it?"),
        required=False,
        choices=[("", _("I do not know yet")), *Checked.choices],
    )
    until = DateField(label=_("With “not now”: ask me again from"), required=False)
    reason = forms.CharField(
        label=_("With a no: why, if you like"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("No reason is needed. One that you give is deleted after 90 days."),
    )
    never_this_body = forms.BooleanField(
        label=_("With a no: never ask me for this body again"), required=False
    )

    def __init__(
        self, *args: Any, introduction: Introduction, on: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.on = introduction.person, on

    def clean_description(self) -> str:
        """Nobody gives the own name away by mistake."""
        said: str = self.cleaned_data["description"]
        name = set(fold(self.person.display_name).split())
        # One word of a name may be a word like any other.
        if len(name & set(fold(said).split())) >= min(2, len(name)):
            raise ValidationError(_("Your name stands in it. It is told only once both agreed."))
        if self.person.email and fold(self.person.email) in fold(said):
            raise ValidationError(_("Your address stands in it. It is told once both agreed."))
        return said

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        until = answers.get("until")
        if answers.get("answer") == NOT_NOW and "until" not in self.errors:
            if until is None:
                self.add_error("until", _("From which day may we ask again?"))
            elif until <= self.on:
                self.add_error("until", _("Choose a day to come."))
        return answers

    def yes(self) -> Yes:
        said: Mapping[str, Any] = self.cleaned_data
        return Yes(
            shared=[Shared(one) for one in said["shared"]],
            description=said["description"],
            not_before=said["not_before"],
            institution=Checked(said["institution"] or Checked.PENDING),
        )


class BodysAnswerForm(forms.Form):
    contact = forms.CharField(
        label=_("Whom the expert may turn to"),
        max_length=300,
        help_text=_("An office with its address; it is told once both agreed."),
    )


class AskBodyForm(forms.Form):
    """office: one of the body's own."""

    office = forms.ModelChoiceField(label=_("Office"), queryset=ContactPoint.objects.none())

    def __init__(self, *args: Any, introduction: Introduction, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office: Any = self.fields["office"]
        office.queryset = introduction.organisation.contact_points.all()
        office.empty_label = None
        office.label_from_instance = lambda one: one.name


class ConflictForm(forms.Form):
    note = forms.CharField(label=_("Conflict of interest"), max_length=300, required=False)


class MeetingForm(forms.ModelForm):
    starts_at = forms.DateTimeField(
        label=_("Begins"),
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
    )

    class Meta:
        model = Meeting
        fields = ["starts_at", "minutes", "place"]


class OutcomeForm(forms.ModelForm):
    """What came of it; nothing is chosen beforehand."""

    what = forms.ChoiceField(
        label=_("What came of it"), choices=Result.choices, widget=forms.RadioSelect
    )
    happened_on = DateField(label=_("On"), required=False)

    class Meta:
        model = Outcome
        fields = ["what", "happened_on", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}
