"""What can be typed on a person's own pages, and by officers who invite."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.models import User
from caunoi.organisations.fields import CountryField
from caunoi.organisations.wording import language_choices
from caunoi.people.consents import OfferedConsent
from caunoi.people.facts import Fact
from caunoi.people.fields import LineField
from caunoi.people.forms import IN_COLUMNS
from caunoi.people.models import Contribution, Letters, Person
from caunoi.people.particulars import Particulars
from caunoi.people.purposes import Purpose
from caunoi.people.wording import sector_choices
from caunoi.self_service.addresses import is_to_be_proven
from caunoi.self_service.offers import lines_with_present
from caunoi.self_service.services import Wishes
from trithuc.identifiers import orcid
from trithuc.vocabulary import sector_from_label

ASK_EACH_TIME = "ask"
NAME_AT_ONCE = "name"
# Read while somebody waits: some four thousand entries, two seconds.
LARGEST_BIBLIOGRAPHY = 2_000_000


class LanguageField(forms.ChoiceField):
    """One of the six of the interface."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Language of letters and pages"))
        super().__init__(choices=settings.LANGUAGES, **kwargs)


# --- yes or no ---


class YesForm(forms.Form):
    """The questions somebody may be asked; nothing is ticked beforehand.

    has_profile: whether the first yes, to a profile, stands already.
    """

    yeses = forms.MultipleChoiceField(
        label=_("I say yes to"), required=False, widget=forms.CheckboxSelectMultiple
    )
    naming = forms.ChoiceField(
        label=_("Before my name is given to anyone outside the mission"),
        choices=[
            (ASK_EACH_TIME, _("ask me each time")),
            (NAME_AT_ONCE, _("no need to ask, within what I said yes to")),
        ],
        initial=ASK_EACH_TIME,
        widget=forms.RadioSelect,
    )

    def __init__(
        self, *args: Any, offered: Sequence[OfferedConsent], has_profile: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = {one.key: one for one in offered}
        self.has_profile = has_profile
        wordings = [(one.key, one.wording) for one in offered]
        self.fields["yeses"].choices = wordings  # type: ignore[attr-defined]

    def clean_yeses(self) -> list[OfferedConsent]:
        chosen = [self.offered[key] for key in self.cleaned_data["yeses"]]
        if chosen and not self.has_profile and not says_yes_to_a_profile(chosen):
            raise ValidationError(_("The others need the first yes, to a profile."))
        return chosen

    @property
    def asks_before_naming(self) -> bool:
        return bool(self.cleaned_data["naming"] == ASK_EACH_TIME)


def says_yes_to_a_profile(chosen: Sequence[OfferedConsent]) -> bool:
    return any(one.purpose == Purpose.PROFILE for one in chosen)


# --- the profile ---


class WhoForm(forms.Form):
    """What is kept of anybody: a name, an address, an organisation."""

    display_name = LineField(
        label=_("Name"),
        max_length=200,
        help_text=_("As you write it: your own order, your own marks."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = LineField(
        label=_("Organisation"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    language = LanguageField()

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        self.person = person
        kwargs["initial"] = self.initial_of(person)
        super().__init__(*args, **kwargs)

    def initial_of(self, person: Person) -> dict[str, Any]:
        present = person.affiliations.filter(ended_on=None).first()
        return {
            "display_name": person.display_name,
            "email": person.email,
            "organisation": present.organisation_name if present else "",
            "position": present.position if present else "",
            "language": person.language,
        }

    def particulars(self) -> Particulars:
        answers = self.cleaned_data
        place = (answers["organisation"].strip(), answers.get("position", "").strip())
        changed = {"organisation", "position"} & set(self.changed_data)
        stated = Particulars(
            display_name=answers["display_name"],
            affiliations=lines_with_present(self.person, *place) if changed else None,
            facts=self.facts(),
        )
        return replace(stated, **self._name_parts())

    def _name_parts(self) -> dict[str, Any]:
        """As they stand, unless the name was rewritten: then they are found from it."""
        if "display_name" in self.changed_data:
            return {}
        parts = ("family_name", "middle_name", "given_name")
        return {part: getattr(self.person, part) for part in parts}

    def facts(self) -> dict[Fact, Any]:
        return {Fact.EMAIL: self.person.email if self.address_to_prove else self.typed_address}

    @property
    def typed_address(self) -> str:
        return str(self.cleaned_data["email"])

    @property
    def address_to_prove(self) -> str:
        """A new address, which becomes the person's once its link was pressed; else ""."""
        wished = self.typed_address
        return wished if is_to_be_proven(self.person, wished) else ""

    def wishes(self) -> Wishes | None:
        return None


class ProfileForm(WhoForm):
    """Three minutes on a phone: everything but the name may stay empty."""

    position = LineField(label=_("Position"), max_length=200, required=False)
    city = forms.CharField(label=_("City"), max_length=120, required=False)
    country = CountryField()
    expertise = forms.CharField(
        label=_("Works on"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In your own words, in any language: the method, what for, how far."),
    )
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        required=False,
        choices=sector_choices,
        widget=forms.CheckboxSelectMultiple(attrs=IN_COLUMNS),
    )
    typed_sectors = forms.CharField(
        label=_("Or type sectors"),
        required=False,
        max_length=500,
        help_text=_("In any of the six languages, with commas between them."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you work in"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs=IN_COLUMNS),
    )
    ways = forms.MultipleChoiceField(
        label=_("Ways to contribute"),
        required=False,
        choices=Contribution.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    link_with_vietnam = forms.CharField(
        label=_("Link with Viet Nam"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only if you want to state one: studies, projects, partners."),
    )
    availability = forms.CharField(
        label=_("Available"),
        required=False,
        max_length=300,
        help_text=_("When and for how long, such as “summers, two weeks”."),
    )
    requests_a_year = forms.IntegerField(
        label=_("You may ask me, times a year"),
        min_value=0,
        max_value=52,
        help_text=_("Four unless you say otherwise; 0 to be asked nothing."),
    )
    letters = forms.ChoiceField(label=_("Letters"), choices=Letters.choices)

    field_order = [
        *("display_name", "organisation", "position", "expertise", "sectors", "typed_sectors"),
        *("languages", "ways", "availability", "requests_a_year", "city", "country"),
        *("link_with_vietnam", "email", "letters", "language"),
    ]

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        held = tuple(person.expert.languages)
        self.fields["languages"].choices = language_choices(held)  # type: ignore[attr-defined]

    def initial_of(self, person: Person) -> dict[str, Any]:
        expert = person.expert
        return super().initial_of(person) | {
            "city": person.city,
            "country": person.country_code,
            "expertise": expert.expertise,
            "sectors": [one.sector_id for one in expert.expert_sectors.all()],
            "languages": expert.languages,
            "ways": expert.ways_to_contribute,
            "link_with_vietnam": expert.link_with_vietnam,
            "availability": expert.availability,
            "requests_a_year": expert.requests_a_year,
            "letters": expert.letters,
        }

    def clean_typed_sectors(self) -> list[str]:
        words = [word.strip() for word in self.cleaned_data["typed_sectors"].split(",")]
        found = {word: sector_from_label(word) for word in words if word}
        unknown = [word for word, code in found.items() if code is None]
        if unknown:
            raise ValidationError(
                _("No sector is called so: %(words)s. Tick the nearest one above."),
                params={"words": ", ".join(unknown)},
            )
        return [code for code in found.values() if code]

    def facts(self) -> dict[Fact, Any]:
        answers = self.cleaned_data
        return super().facts() | {
            Fact.CITY: answers["city"],
            Fact.COUNTRY: answers["country"],
            Fact.SECTORS: sorted({*answers["sectors"], *answers["typed_sectors"]}),
            Fact.EXPERTISE: answers["expertise"].replace("\r\n", "\n"),
            Fact.LANGUAGES: sorted(answers["languages"]),
            Fact.WAYS: sorted(answers["ways"]),
            Fact.LINK: answers["link_with_vietnam"].replace("\r\n", "\n"),
        }

    def wishes(self) -> Wishes | None:
        answers = self.cleaned_data
        return Wishes(answers["availability"], answers["requests_a_year"], answers["letters"])


def profile_form(data: Any, person: Person) -> WhoForm:
    kind = ProfileForm if hasattr(person, "expert") else WhoForm
    return kind(data, person=person)


# --- works, ORCID, proposals ---


class OrcidForm(forms.Form):
    orcid = forms.CharField(
        label=_("Your ORCID iD"),
        max_length=60,
        help_text=_("Such as 0000-0002-1825-0097; its address will do too."),
    )

    def clean_orcid(self) -> str:
        normalized = orcid.normalize(self.cleaned_data["orcid"])
        if normalized is None:
            raise ValidationError(_("This is not an ORCID iD: a digit may be mistyped."))
        return normalized


class BibliographyForm(forms.Form):
    file = forms.FileField(
        label=_("BibTeX or RIS file"),
        required=False,
        help_text=_("As reference managers and publishers export it; at most 2 MB."),
    )
    text = forms.CharField(
        label=_("Or paste the entries"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_file(self) -> UploadedFile | None:
        file: UploadedFile | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST_BIBLIOGRAPHY:
            raise ValidationError(_("This file is too large: at most 2 MB are read. Split it."))
        return file

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.errors and not answers.get("file") and not answers.get("text"):
            raise ValidationError(_("Choose a file or paste the entries."))
        return answers


# --- inviting, registering ---


class ColleagueForm(forms.Form):
    name = LineField(label=_("Name of your colleague"), max_length=200)
    email = forms.EmailField(label=_("E-mail of your colleague"), max_length=254)


class InviteForm(forms.Form):
    """An officer's invitation."""

    name = LineField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), max_length=254, required=False)
    organisation = LineField(label=_("Organisation"), max_length=300, required=False)
    language = LanguageField(label=_("Language of the invitation"))


class AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class RegistrationForm(YesForm):
    name = LineField(
        label=_("Name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organisation = LineField(label=_("Organisation"), max_length=300, required=False)
    expertise = forms.CharField(
        label=_("Works on"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    naming = None  # type: ignore[assignment]

    field_order = ["name", "email", "organisation", "expertise", "yeses"]

    def clean_yeses(self) -> list[OfferedConsent]:
        chosen = super().clean_yeses()
        if not says_yes_to_a_profile(chosen):
            raise ValidationError(_("Nobody is in the register without the first yes."))
        return chosen


class SamePersonForm(forms.Form):
    """An officer says whether a registration is somebody who is there already."""

    same_as = forms.TypedChoiceField(
        label=_("Who is it?"),
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, alike: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.pk, one.display_name) for one in alike]
        choices = [("", _("somebody who is not in the register yet")), *known]
        self.fields["same_as"].choices = choices  # type: ignore[attr-defined]


class AccountForm(forms.Form):
    """A password, or none: then a passkey opens the account."""

    password = forms.CharField(
        label=_("Password"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave it empty to sign in with a passkey: the phone or computer asks for it."),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str | None:
        password: str = self.cleaned_data["password"]
        if not password:
            return None
        owner = User(email=self.person.email, display_name=self.person.display_name)
        password_validation.validate_password(password, owner)
        return password
