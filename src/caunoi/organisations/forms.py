"""What can be typed about organisations and about the register itself."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from caunoi.organisations.fields import CountryField
from caunoi.organisations.models import (
    Organisation,
    OrganisationKind,
    OrganisationName,
    OrganisationStatus,
    Register,
)
from caunoi.organisations.queries import namesakes
from caunoi.organisations.services import Particulars, WrittenName
from caunoi.organisations.wording import (
    NAME_KINDS,
    country_choices,
    country_name,
    language_choices,
)

ANY: tuple[str, Any] = ("", _("any"))


class NameField(forms.CharField):
    """A name in one spelling of its letters, without stray spaces."""

    def to_python(self, value: Any) -> str:
        return " ".join(unicodedata.normalize("NFC", super().to_python(value) or "").split())


class OrganisationFilter(forms.Form):
    q = forms.CharField(
        label=_("Name, in any language"),
        required=False,
        max_length=200,
        widget=forms.SearchInput,
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[ANY, *OrganisationKind.choices]
    )
    # Not typed: the map's figures open the list of a city.
    city = forms.CharField(required=False, max_length=120, widget=forms.HiddenInput)
    status = forms.ChoiceField(
        label=_("Status"), required=False, choices=[ANY, *OrganisationStatus.choices]
    )

    def __init__(self, *args: Any, countries: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, country_name(code)) for code in countries]
        self.fields["country"].choices = [ANY, *named]  # type: ignore[attr-defined]

    @property
    def narrowing(self) -> dict[str, str]:
        """What `listed_organisations` takes; an answer that is none of the choices narrows
        nothing."""
        self.is_valid()
        words = self.cleaned_data.get("q", "")
        filters = ("country", "city", "kind", "status")
        chosen = {name: self.cleaned_data.get(name, "") for name in filters}
        return {"words": words, **chosen}


class OrganisationForm(forms.Form):
    display_name = NameField(
        label=_("Name"), max_length=300, help_text=_("As lists and reports should show it.")
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        required=False,
        choices=OrganisationKind.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
    )
    city = NameField(label=_("City"), required=False, max_length=120)
    country_code = CountryField()
    website = forms.URLField(
        label=_("Website"),
        required=False,
        max_length=500,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
    )

    @classmethod
    def about(cls, organisation: Organisation, data: Any = None) -> OrganisationForm:
        fields = ("display_name", "kinds", "city", "country_code", "website")
        return cls(data, initial={field: getattr(organisation, field) for field in fields})


class NameForm(forms.Form):
    value = NameField(label=_("Name"), max_length=300)
    language = forms.ChoiceField(label=_("Language"), required=False)
    # What an untouched row sends: without it an empty row would count as one filled in.
    kind = forms.ChoiceField(label=_("Type"), choices=[*NAME_KINDS.items()], initial="label")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = [self.initial.get("language", "")]
        choices = [("", _("none in particular")), *language_choices(held)]
        self.fields["language"].choices = choices  # type: ignore[attr-defined]


class BaseNameFormSet(forms.BaseFormSet):  # not generic at run time
    def clean(self) -> None:
        """The same name twice in one language is refused at the second of the two."""
        seen: set[tuple[str, str]] = set()
        for form in self.forms_kept():
            key = (form.cleaned_data["value"], form.cleaned_data["language"])
            if key in seen:
                form.add_error("value", _("This name stands here already in this language."))
            seen.add(key)

    def forms_kept(self) -> list[NameForm]:
        """Those filled in without an error and not marked to go."""
        filled = (form for form in self.forms if form.is_valid() and form.cleaned_data.get("value"))
        return [form for form in filled if not form.cleaned_data.get("DELETE")]


NameFormSet = forms.formset_factory(
    NameForm,
    formset=BaseNameFormSet,
    extra=3,
    can_delete=True,
    can_delete_extra=False,
    max_num=200,
)


def names_about(organisation: Organisation | None, data: Any = None) -> BaseNameFormSet:
    """The names of an organisation with its names fetched; empty rows alone for None."""
    held = organisation.names.all() if organisation else ()
    return NameFormSet(data, initial=[_initial(name) for name in held], prefix="names")  # type: ignore[return-value]


def _initial(name: OrganisationName) -> dict[str, str]:
    kind = next((kind for kind in ("acronym", "alias") if kind in name.kinds), "label")
    return {"value": name.value, "language": name.language, "kind": kind}


def particulars_in(form: OrganisationForm, names: BaseNameFormSet) -> Particulars:
    written = (kept.cleaned_data for kept in names.forms_kept())
    return Particulars(
        **form.cleaned_data,
        names=[WrittenName(name["value"], name["kind"], name["language"]) for name in written],
    )


class RegisterForm(forms.Form):
    """controller is what `name_register` takes: an organisation, or the name of a new mission."""

    name = NameField(
        label=_("Name of the register"),
        max_length=200,
        help_text=_("It stands at the head of every page."),
    )
    known = forms.ModelChoiceField(
        label=_("Who runs it"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("one that is not listed: name it below"),
        help_text=_("Every consent names this organisation as the one that receives the data."),
    )
    new = NameField(label=_("If it is not listed: its name"), required=False, max_length=300)
    countries = forms.MultipleChoiceField(
        label=_("Countries of the region"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns long-list"}),
    )

    def __init__(self, data: Any = None, *, register: Register | None) -> None:
        super().__init__(data, initial=_initial_settings(register))
        held = register.countries if register else []
        self.fields["known"].queryset = _controllers(register, data or {})  # type: ignore[attr-defined]
        self.fields["countries"].choices = _first(held, country_choices())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        known, new = answers.get("known"), answers.get("new", "")
        alike = namesakes([new])
        if known and new and known not in alike:
            self.add_error("new", _("Choose one above or name a new one, not both."))
        elif not known and not new and "known" not in self.errors:
            self.add_error("known", _("Say who runs the register."))
        elif not known and alike:
            self.add_error("known", _("An organisation of this name is here: choose it."))
        answers["controller"] = known or new
        return answers


def _initial_settings(register: Register | None) -> dict[str, Any]:
    if register is None:
        return {}
    return {
        "name": register.name,
        "known": register.controller_id,
        "countries": register.countries,
    }


def _controllers(register: Register | None, data: Mapping[str, str]) -> Any:
    """Missions, networks, whoever runs it now, and whoever was chosen or carries the name typed."""
    likely = Q(kinds__overlap=[OrganisationKind.MISSION, OrganisationKind.NETWORK])
    now = Q(pk=register.controller_id) if register else Q(pk__in=[])
    alike = Q(pk__in=namesakes([data.get("new", "")]).values("pk"))
    # One of that name was offered before and chosen since.
    chosen = data.get("known", "")
    offered = Q(pk=int(chosen)) if chosen.isascii() and chosen.isdigit() else Q(pk__in=[])
    return Organisation.objects.filter(likely | now | alike | offered)


def _first(held: Sequence[str], choices: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those chosen already in front: a long list is read from its top."""
    return sorted(choices, key=lambda choice: choice[0] not in held)
