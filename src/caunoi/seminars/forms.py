"""What is typed on the phone, and what an officer types of a sheet of paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caunoi.people.consents import OfferedConsent
from caunoi.people.fields import DateField, LineField
from caunoi.proposals.models import Signature
from caunoi.proposals.papers import check_words
from caunoi.self_service.forms import YesForm
from caunoi.self_service.proposal_forms import SIGNATURES
from caunoi.seminars.services import TypedIn


class KitForm(forms.Form):
    opens_on = DateField(label=_("People sign up from"))
    closes_on = DateField(label=_("Until"))

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        opens, closes = answers.get("opens_on"), answers.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("This is before the first day."))
        return answers


class WhoCameForm(forms.Form):
    """Who somebody is, and a proposal if they hand one in."""

    name = LineField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = LineField(
        label=_("Where you work"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    text = forms.CharField(
        label=_("Your proposal, if you have one"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In any language. It is kept word for word. No state secrets."),
    )
    signature = forms.ChoiceField(
        label=_("How are you shown to those who are asked to answer?"),
        choices=SIGNATURES,
        required=False,
        widget=forms.RadioSelect,
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("key", uuid4().hex)

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n").strip()
        check_words(text)
        return text

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        check_words(title)
        return title

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("text") and not answers.get("signature") and "signature" not in self.errors:
            self.add_error("signature", _("Please choose how you are shown."))
        if answers.get("title") and not answers.get("text") and "text" not in self.errors:
            self.add_error("text", _("A title alone is no proposal yet."))
        return answers

    def typed(self, *, language: str) -> TypedIn:
        answers = self.cleaned_data
        return TypedIn(
            name=answers["name"],
            email=answers["email"],
            organisation=answers["organisation"],
            language=language,
            title=answers["title"],
            text=answers["text"],
            signature=answers["signature"] or Signature.UNSIGNED,
        )


class SignUpForm(YesForm, WhoCameForm):
    """website: left empty by people and filled in by machines."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    naming = None  # type: ignore[assignment]

    def __init__(self, *args: Any, offered: Sequence[OfferedConsent], **kwargs: Any) -> None:
        super().__init__(*args, offered=offered, has_profile=False, **kwargs)

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class SheetForm(WhoCameForm):
    """One sheet of paper. The yeses on it are written down with its scan, on the person's page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["email"].label = _("E-mail")
        self.fields["organisation"].label = _("Organisation")
        self.fields["text"].label = _("Proposal")
        self.fields["name"].widget.attrs = {"autocomplete": "off", "autofocus": True}
        self.fields["email"].widget.attrs = {"autocomplete": "off"}
        self.fields["organisation"].widget.attrs = {"autocomplete": "off"}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if not name:
            raise ValidationError(_("Without a name nobody can be added."))
        return name
