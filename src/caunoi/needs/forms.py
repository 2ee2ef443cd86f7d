"""What can be typed on the pages about needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.needs.models import Need, NeedKind, Offer
from caunoi.needs.posting import Channel, Review
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


class PostingForm(forms.ModelForm):
    """What a need and an offer share; whoever writes it confirms the sectors.

    drafts: an unfinished one may be kept, so that a confidential text may still lack its summary.
    """

    sectors = forms.MultipleChoiceField(
        label=_("Sectors"),
        required=False,
        choices=sector_choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
    )
    valid_until = DateField(label=_("Valid until"), required=False)

    def __init__(self, *args: Any, drafts: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.drafts = drafts
        self.fields["summary"].widget = forms.Textarea(attrs={"rows": 4})
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 7})
        if self.instance.pk:
            self.initial["sectors"] = [one.sector_id for one in self.instance.sector_rows.all()]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        lowest, highest = said.get("trl_from"), said.get("trl_to")
        if lowest and highest and lowest > highest:
            self.add_error("trl_to", _("The readiness goes from the lower to the higher number."))
        if said.get("is_confidential") and not said.get("summary") and not self.drafts:
            self.add_error(
                "summary", _("Write what may be shown, since the description is confidential.")
            )
        return said


TERMS = ["result_wanted", "days", "place", "funding", "decided_by", "due_on"]
RIPENESS = ["trl_from", "trl_to", "ip_status", "valid_until"]
SHARED = ["title", "kind", "text", "is_confidential", "summary"]


class NeedTermsForm(PostingForm):
    """A need with its terms of reference."""

    due_on = DateField(label=_("Wanted by"), required=False)
    ways_wanted = forms.MultipleChoiceField(
        label=_("Help wanted"),
        required=False,
        choices=Contribution.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"}),
    )

    class Meta:
        model = Need
        fields = [*SHARED, *TERMS, "ways_wanted", *RIPENESS]
        widgets = {"result_wanted": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or NeedKind.EXPERTISE


class NeedForm(NeedTermsForm):
    """As an officer writes it, for any body."""

    asked_by = OrganisationByNameField(
        label=_("Asked by"),
        required=False,
        help_text=_("The body at home, by any name it has in the register."),
    )

    class Meta(NeedTermsForm.Meta):
        fields = [*SHARED, "asked_by", *TERMS, "ways_wanted", *RIPENESS, "event"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_body(self, "asked_by")

    def save(self, commit: bool = True) -> Need:
        return _with_channel(super().save(commit=commit))


class OfferTermsForm(PostingForm):
    class Meta:
        model = Offer
        fields = [*SHARED, *RIPENESS]


class OfferForm(OfferTermsForm):
    """As an officer writes it, for any body."""

    offered_by = OrganisationByNameField(
        label=_("Offered by"),
        required=False,
        help_text=_("The body that offers it, by any name it has in the register."),
    )

    class Meta(OfferTermsForm.Meta):
        fields = [*SHARED, "offered_by", *RIPENESS, "event"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_the_body(self, "offered_by")

    def save(self, commit: bool = True) -> Offer:
        return _with_channel(super().save(commit=commit))


def _name_the_body(form: PostingForm, field: str) -> None:
    if body := form.instance.body:
        form.initial[field] = numbered(body.display_name, body)


def _with_channel(posting: Any) -> Any:
    """What an officer took down at an event came by an exhibition."""
    if posting.channel == Channel.OFFICER and posting.event_id:
        posting.channel = Channel.EXHIBITION
    return posting


class ReviewForm(forms.Form):
    """An officer's word on what a body sent in."""

    verdict = forms.ChoiceField(
        label=_("Decision"),
        choices=[
            (Review.ACCEPTED, _("Accept")),
            (Review.ASKED_BACK, _("Ask back")),
            (Review.REFUSED, _("Do not take it up")),
        ],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Your words to the office"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("They stand in the letter. Say what is missing, or why not."),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("verdict") != Review.ACCEPTED and not said.get("words", "").strip():
            self.add_error("words", _("Say in a sentence what is missing, or why not."))
        return said


class OfferFilterForm(forms.Form):
    q = forms.CharField(label=_("Words"), required=False, max_length=200, widget=forms.SearchInput)

    def words(self) -> str:
        self.is_valid()
        return str(self.cleaned_data.get("q", ""))


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
