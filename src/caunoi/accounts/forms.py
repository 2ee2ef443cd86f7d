"""What can be typed on the pages about accounts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.models import Role, User, normalise_email
from caunoi.accounts.rules import may
from caunoi.accounts.viewers import viewer_of_user


def language_choices() -> list[tuple[str, Any]]:
    return [("", _("As in the browser")), *settings.LANGUAGES]


def role_choices(roles: Collection[Role]) -> list[tuple[str, Any]]:
    """In the order of `Role`, whatever the order of `roles`."""
    return [(role.value, role.label) for role in Role if role in roles]


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail of your colleague"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"),
        coerce=Role,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A person can hold several."),
    )
    language = forms.ChoiceField(
        label=_("Language of the invitation"), required=False, choices=language_choices
    )

    def __init__(self, *args: Any, roles: Collection[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["roles"].choices = role_choices(roles)  # type: ignore[attr-defined]

    def clean_email(self) -> str:
        return normalise_email(self.cleaned_data["email"])


class AcceptanceForm(forms.Form):
    display_name = forms.CharField(
        label=_("Your name"),
        max_length=200,
        help_text=_("As colleagues should read it."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validation.password_validators_help_text_html,
    )
    password_again = forms.CharField(
        label=_("Password, once more"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    language = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        password, again = answers.get("password"), answers.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("The two passwords are not the same."))
        elif password:
            self.check_strength(password)
        return answers

    def check_strength(self, password: str) -> None:
        owner = User(email=self.email, display_name=self.cleaned_data.get("display_name", ""))
        try:
            password_validation.validate_password(password, owner)
        except ValidationError as refusal:
            self.add_error("password", refusal)


class RolesForm(forms.Form):
    roles = forms.TypedMultipleChoiceField(
        label=_("Roles"),
        coerce=Role,
        required=False,
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class AccountChoiceField(forms.ModelChoiceField):
    """Two colleagues of one name are told apart by their addresses."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj} · {obj.email}" if obj.display_name else obj.email


class HandoverForm(forms.Form):
    successor = AccountChoiceField(
        label=_("Who takes over"),
        queryset=User.objects.none(),
        help_text=_("Somebody without an account is invited first."),
    )

    def __init__(self, *args: Any, leaving: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_active=True).exclude(pk=leaving.pk)
        self.fields["successor"].queryset = others.order_by("email")  # type: ignore[attr-defined]


class OwnAccountForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language"), required=False, choices=language_choices)

    class Meta:
        model = User
        fields = ["display_name", "language", "wants_digest"]

    field_order = ["display_name", "language", "wants_digest"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True
        if not may(viewer_of_user(self.instance), "desk.view"):
            del self.fields["wants_digest"]


class PasskeyForm(AddWebAuthnForm):
    """allauth's own, in words that say what follows from the answer."""

    name = forms.CharField(
        label=_("Name of this device"), required=False, help_text=_("To tell your keys apart.")
    )
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without a password"),
        required=False,
        initial=True,
        help_text=_("Leave this out for a security key that only follows the password."),
    )
