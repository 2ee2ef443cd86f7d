"""What can be typed on the pages about people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.organisations.fields import CountryField, OrganisationByNameField
from caunoi.organisations.forms import ANY
from caunoi.organisations.wording import (
    countries_in_order,
    country_name,
    language_choices,
)
from caunoi.people.facts import Fact, Standing, standing_of
from caunoi.people.fields import DateField, LineField
from caunoi.people.models import Contribution, Person
from caunoi.people.particulars import AffiliationLine, Particulars
from caunoi.people.queries import Narrowing, countries_of_people, events_to_filter_by
from caunoi.people.wording import sector_choices
from trithuc.identifiers import orcid
from trithuc.text.lines import plain_line

IN_COLUMNS = {"class": "choices-in-columns"}


# --- the list ---


class PeopleFilterForm(forms.Form):
    """Narrows the list; whatever cannot be read narrows nothing."""

    q = forms.CharField(
        label=_("Name or organisation"), required=False, max_length=200, widget=forms.SearchInput
    )
    standing = forms.CharField(required=False, widget=forms.HiddenInput)
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    event: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        None, label=_("Event"), required=False, empty_label=ANY[1]
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = countries_in_order(countries_of_people(viewer))
        countries = [(code, country_name(code)) for code in codes]
        self._choice("sector").choices = [ANY, *sector_choices()]
        self._choice("country").choices = [ANY, *countries]
        self.fields["event"].queryset = events_to_filter_by(viewer)  # type: ignore[attr-defined]

    def _choice(self, name: str) -> forms.ChoiceField:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (declared so above)
        return field

    def narrowing(self) -> Narrowing:
        self.is_valid()
        event = self.cleaned_data.get("event")
        return Narrowing(
            words=self.cleaned_data.get("q", ""),
            sector=self.cleaned_data.get("sector", ""),
            country=self.cleaned_data.get("country", ""),
            event_id=event.pk if event else None,
        )


# --- one person ---


class NameAndEmailForm(forms.Form):
    display_name = LineField(
        label=_("Name"),
        max_length=200,
        help_text=_("As the person writes it: own order, own marks."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class PersonForm(NameAndEmailForm):
    """What is kept of anyone who came to an event: names and an e-mail."""

    family_name = LineField(
        label=_("Family name"),
        required=False,
        max_length=100,
        help_text=_("Leave all three empty to have them found from the name."),
    )
    middle_name = LineField(label=_("Middle name"), required=False, max_length=100)
    given_name = LineField(label=_("Given name"), required=False, max_length=100)
    other_names = forms.CharField(
        label=_("Other spellings"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line: without marks, in Chinese characters, as it stands on papers."),
    )

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        self.person = person
        kwargs["initial"] = self.initial_of(person) if person else {}
        super().__init__(*args, **kwargs)

    def initial_of(self, person: Person) -> dict[str, Any]:
        return {
            "display_name": person.display_name,
            "email": person.email,
            "family_name": person.family_name,
            "middle_name": person.middle_name,
            "given_name": person.given_name,
            "other_names": "\n".join(name.value for name in person.names.all()),
        }

    def clean_other_names(self) -> list[str]:
        lines = map(plain_line, self.cleaned_data["other_names"].splitlines())
        names = list(dict.fromkeys(filter(None, lines)))
        if any(len(name) > 200 for name in names):
            raise ValidationError(_("A name has at most 200 characters."))
        return names

    def particulars(self, affiliations: Sequence[AffiliationLine] | None) -> Particulars:
        answers = self.cleaned_data
        return Particulars(
            display_name=answers["display_name"],
            **self._name_parts(),
            other_names=answers.get("other_names"),
            affiliations=affiliations,
            facts=self.facts(),
            ask_before_naming=answers.get("ask_before_naming"),
        )

    def facts(self) -> dict[Fact, Any]:
        return {Fact.EMAIL: self.cleaned_data["email"]}

    def _name_parts(self) -> dict[str, str]:
        """Nothing when the name was rewritten and its parts were not: those are the old name's."""
        parts = ("family_name", "middle_name", "given_name")
        if "display_name" in self.changed_data and not set(parts) & set(self.changed_data):
            return {}
        return {part: self.cleaned_data.get(part, "") for part in parts}


class ExpertForm(PersonForm):
    orcid = forms.CharField(
        label=_("ORCID iD"),
        required=False,
        max_length=60,
        help_text=_("Such as 0000-0002-1825-0097; its address will do too."),
    )
    city = forms.CharField(label=_("City"), required=False, max_length=120)
    country = CountryField()
    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        required=False,
        choices=sector_choices,
        widget=forms.CheckboxSelectMultiple(attrs=IN_COLUMNS),
    )
    expertise = forms.CharField(
        label=_("Works on"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In the person's own words, in any language: the method, what for, how far."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"), required=False, widget=forms.CheckboxSelectMultiple(attrs=IN_COLUMNS)
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
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("As the person or a source states it; nothing is to be inferred."),
    )
    ask_before_naming = forms.BooleanField(
        label=_("Ask each time before naming"),
        required=False,
        initial=True,
        help_text=_("Nobody outside the mission sees the name before the person agreed."),
    )

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        held = tuple(person.expert.languages) if person else ()
        self.fields["languages"].choices = language_choices(held)  # type: ignore[attr-defined]

    def initial_of(self, person: Person) -> dict[str, Any]:
        expert = person.expert
        return super().initial_of(person) | {
            "orcid": person.orcid or "",
            "city": person.city,
            "country": person.country_code,
            "sectors": [one.sector_id for one in expert.expert_sectors.all()],
            "expertise": expert.expertise,
            "languages": expert.languages,
            "ways": expert.ways_to_contribute,
            "link_with_vietnam": expert.link_with_vietnam,
            "ask_before_naming": expert.ask_before_naming,
        }

    def clean_orcid(self) -> str:
        typed = self.cleaned_data["orcid"]
        if not typed:
            return ""
        normalized = orcid.normalize(typed)
        if normalized is None:
            raise ValidationError(_("This is not an ORCID iD: a digit may be mistyped."))
        holder = Person.objects.filter(orcid=normalized)
        if self.person:
            holder = holder.exclude(pk=self.person.pk)
        if holder.exists():
            other = _("This ORCID iD is already that of %(name)s.")
            raise ValidationError(other, params={"name": holder[0]})
        return normalized

    def facts(self) -> dict[Fact, Any]:
        answers = self.cleaned_data
        return super().facts() | {
            Fact.ORCID: answers["orcid"],
            Fact.CITY: answers["city"],
            Fact.COUNTRY: answers["country"],
            Fact.SECTORS: sorted(answers["sectors"]),
            Fact.EXPERTISE: answers["expertise"].replace("\r\n", "\n"),
            Fact.LANGUAGES: sorted(answers["languages"]),
            Fact.WAYS: sorted(answers["ways"]),
            Fact.LINK: answers["link_with_vietnam"],
        }


class OfficeHolderNameForm(PersonForm):
    """Of someone in office only the name is kept here; the role stands with its source."""

    email = None  # type: ignore[assignment]

    def facts(self) -> dict[Fact, Any]:
        return {}


def form_class_for(person: Person) -> type[PersonForm]:
    forms_of_standings = {
        Standing.EXPERT: ExpertForm,
        Standing.OFFICE_HOLDER: OfficeHolderNameForm,
    }
    return forms_of_standings.get(standing_of(person), PersonForm)


# --- affiliations ---


class AffiliationForm(forms.Form):
    id = forms.IntegerField(required=False, widget=forms.HiddenInput)
    organisation_name = LineField(label=_("Organisation"), required=False, max_length=300)
    position = LineField(label=_("Position"), required=False, max_length=200)
    started_on = DateField(label=_("From"), required=False)
    ended_on = DateField(label=_("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        began, ended = answers.get("started_on"), answers.get("ended_on")
        if began and ended and ended < began:
            self.add_error("ended_on", _("This is before the first day."))
        said = any(answers.get(name) for name in ("position", "started_on", "ended_on"))
        if said and not answers.get("organisation_name"):
            self.add_error("organisation_name", _("Name the organisation, or empty the line."))
        return answers


class PlainAffiliationForm(AffiliationForm):
    """Of a participant the organisation is kept, not what the person does there or since when."""

    position = None  # type: ignore[assignment]
    started_on = None  # type: ignore[assignment]
    ended_on = None  # type: ignore[assignment]


class BaseAffiliationFormSet(forms.BaseFormSet):
    """A line emptied of its organisation is an affiliation taken away."""

    def lines(self) -> list[AffiliationLine]:
        return [
            AffiliationLine(
                organisation_name=answers["organisation_name"],
                position=answers.get("position", ""),
                started_on=answers.get("started_on"),
                ended_on=answers.get("ended_on"),
                id=answers["id"],
            )
            for answers in self.cleaned_data
            if answers.get("organisation_name")
        ]


AffiliationFormSet = forms.formset_factory(
    AffiliationForm, formset=BaseAffiliationFormSet, extra=1, max_num=50
)
PlainAffiliationFormSet = forms.formset_factory(
    PlainAffiliationForm, formset=BaseAffiliationFormSet, extra=1, max_num=50
)


def affiliation_formset(data: Any, person: Person | None) -> BaseAffiliationFormSet:
    held = person.affiliations.all() if person else ()
    initial = [
        {
            "id": one.pk,
            "organisation_name": one.organisation_name,
            "position": one.position,
            "started_on": one.started_on,
            "ended_on": one.ended_on,
        }
        for one in held
    ]
    is_plain = person is not None and standing_of(person) != Standing.EXPERT
    kind = PlainAffiliationFormSet if is_plain else AffiliationFormSet
    return cast(BaseAffiliationFormSet, kind(data, initial=initial, prefix="affiliations"))


# --- adding ---


class AddAnywayForm(forms.Form):
    """Asked once someone alike was found in the register."""

    add_anyway = forms.BooleanField(
        label=_("It is someone else: add this person as well"), required=False
    )


class OfficeHolderForm(forms.Form):
    display_name = LineField(label=_("Name"), max_length=200)
    role = LineField(
        label=_("Role"), max_length=200, help_text=_("As the source names it, such as “Minister”.")
    )
    organisation = OrganisationByNameField(
        label=_("Organisation"),
        required=False,
        max_length=300,
        help_text=_("One of the register, by any of its names."),
    )
    source_title = forms.CharField(
        label=_("Source"), max_length=255, help_text=_("The title of what was published.")
    )
    source_url = forms.URLField(
        label=_("Address of the source"), max_length=500, assume_scheme="https"
    )
