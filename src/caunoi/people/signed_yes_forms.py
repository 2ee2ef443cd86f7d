"""What an officer types of a yes that somebody signed or sent."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.fields import OrganisationByNameField
from caunoi.people.fields import DateField
from caunoi.people.models import HowGiven
from caunoi.people.purposes import NEEDS_A_NAMED_RECIPIENT, Purpose
from caunoi.people.services import SignedYes, latest_consent_texts


class SignedYesForm(forms.Form):
    """What someone signed, purpose by purpose; nothing is ticked beforehand."""

    purposes = forms.TypedMultipleChoiceField(
        label=_("The person said yes to"), coerce=Purpose, widget=forms.CheckboxSelectMultiple
    )
    network = OrganisationByNameField(
        label=_("Network"), required=False, max_length=300, help_text=_("If shown to a network.")
    )
    other_mission = OrganisationByNameField(
        label=_("Other mission"),
        required=False,
        max_length=300,
        help_text=_("If shown to another mission."),
    )
    how_given = forms.TypedChoiceField(
        label=_("How"),
        coerce=HowGiven,
        choices=[(how.value, how.label) for how in (HowGiven.SIGNED_PAPER, HowGiven.EMAIL)],
        widget=forms.RadioSelect,
    )
    given_on = DateField(label=_("Signed or sent on"))
    language = forms.ChoiceField(
        label=_("Language of the words signed"),
        choices=[("vi", _("Vietnamese")), ("en", _("English"))],
    )
    evidence = forms.FileField(
        label=_("The signed paper or the e-mail"),
        help_text=_("A scan, a photograph, or the e-mail saved as a file."),
    )

    def __init__(self, *args: Any, needs_profile: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_profile = needs_profile
        texts = latest_consent_texts("vi" if get_language() == "vi" else "en")
        purposes = self.fields["purposes"]
        purposes.choices = [  # type: ignore[attr-defined]
            (purpose.value, texts[purpose].wording if purpose in texts else purpose.label)
            for purpose in Purpose
        ]

    def clean_given_on(self) -> Any:
        given_on = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise ValidationError(_("This day is still to come."))
        return given_on

    def clean_purposes(self) -> list[Purpose]:
        purposes: list[Purpose] = self.cleaned_data["purposes"]
        if self.needs_profile and Purpose.PROFILE not in purposes:
            without = _("Without a yes to a profile nobody becomes an expert.")
            raise ValidationError(without)
        return purposes

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        for purpose in NEEDS_A_NAMED_RECIPIENT & set(answers.get("purposes", ())):
            if purpose not in self.errors and not answers.get(purpose):
                self.add_error(purpose, _("Say who: this yes names its recipient."))
        return answers

    def signed_yes(self) -> SignedYes:
        answers = self.cleaned_data
        return SignedYes(
            purposes=answers["purposes"],
            how_given=answers["how_given"],
            evidence=answers["evidence"],
            given_on=answers["given_on"],
            language=answers["language"],
            recipients={
                purpose: answers[purpose]
                for purpose in NEEDS_A_NAMED_RECIPIENT
                if answers.get(purpose)
            },
        )
