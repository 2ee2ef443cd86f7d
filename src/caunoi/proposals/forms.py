"""What can be typed on the pages about proposals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.organisations.forms import ANY
from caunoi.organisations.wording import language_choices, language_name
from caunoi.people.fields import DateField
from caunoi.people.models import Person
from caunoi.people.wording import sector_choices
from caunoi.proposals.models import MadeBy, Proposal, Signature, Translation
from caunoi.proposals.papers import check_words
from caunoi.proposals.queries import Narrowing, events_with_proposals, languages_of_proposals
from caunoi.proposals.receiving import LONGEST_LINE
from caunoi.proposals.similar import Similar
from caunoi.sectors.models import Sector
from trithuc import vocabulary
from trithuc.text.languages import known_language


class ProposalFilterForm(forms.Form):
    """Narrows the list; whatever cannot be read narrows nothing."""

    q = forms.CharField(
        label=_("Words or author"), required=False, max_length=200, widget=forms.SearchInput
    )
    sector = forms.ChoiceField(label=_("Sector"), required=False)
    family = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    language = forms.ChoiceField(label=_("Language"), required=False)
    event = forms.ModelChoiceField(
        label=_("Event"), required=False, queryset=Event.objects.none(), empty_label=ANY[1]
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose_from("sector", sector_choices())
        self.choose_from("family", [(one.code, one.code) for one in vocabulary.families()])
        languages = [(code, language_name(code)) for code in languages_of_proposals(viewer)]
        self.choose_from("language", languages)
        event: Any = self.fields["event"]
        event.queryset = events_with_proposals(viewer)

    def choose_from(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [ANY, *choices]

    def narrowing(self) -> Narrowing:
        self.is_valid()
        answers = self.cleaned_data
        event = answers.get("event")
        return Narrowing(
            words=answers.get("q", ""),
            sector=answers.get("sector", ""),
            family=answers.get("family", ""),
            language=answers.get("language", ""),
            event_id=event.pk if event else None,
        )


class ProposalForm(forms.ModelForm):
    """A proposal that came by letter, mail or word of mouth."""

    received_on = DateField(label=_("Received on"))
    author = forms.CharField(
        label=_("Author"),
        required=False,
        max_length=200,
        help_text=_("A name in the register; empty where the author is not in it."),
    )
    named_author = forms.CharField(
        label=_("Author who is not in the register"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("Kept as a line of text beside the proposal; nobody is added to the register."),
    )
    original = forms.CharField(required=False, max_length=500_000, widget=forms.HiddenInput)

    class Meta:
        model = Proposal
        fields = ["title", "text", "author", "named_author", "signature", "event", "received_on"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}
        help_texts = {
            "text": _("Word for word, in the language it was written in."),
            "signature": _("As the author asked for; unsigned where nothing was said."),
        }

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        event: Any = self.fields["event"]
        event.queryset = event.queryset.visible_to(viewer)
        self.fields["signature"].required = False

    def clean_signature(self) -> str:
        return self.cleaned_data["signature"] or Signature.UNSIGNED

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        check_words(text)
        return text

    def clean_author(self) -> Person | None:
        name = self.cleaned_data["author"].strip()
        if not name:
            return None
        found = list(Person.objects.visible_to(self.viewer).named_like(name)[:2])
        if not found:
            raise forms.ValidationError(_("Nobody of this name is in the register."))
        if len(found) > 1:
            raise forms.ValidationError(_("Several people are called so: write the whole name."))
        return found[0]

    def save(self, commit: bool = True) -> Proposal:
        proposal: Proposal = super().save(commit=commit)
        proposal.language = known_language(f"{proposal.title}\n{proposal.text}")
        return proposal


class PlacementForm(forms.Form):
    """An officer's decision: the ticked sectors, or none of these by its own button."""

    sectors = forms.ModelMultipleChoiceField(
        queryset=Sector.objects.filter(is_retired=False), required=False
    )
    suggested = forms.CharField(required=False, max_length=500)

    def __init__(self, *args: Any, none_of_these: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.none_of_these = none_of_these

    def clean_suggested(self) -> list[str]:
        known = {sector.code for sector in vocabulary.sectors()}
        return [code for code in self.cleaned_data["suggested"].split(",") if code in known]

    def clean_sectors(self) -> list[str]:
        if self.none_of_these:
            return []
        chosen = [sector.code for sector in self.cleaned_data["sectors"]]
        if not chosen:
            raise forms.ValidationError(
                _("Tick a sector, or say that it belongs to none of these.")
            )
        return chosen


class PastedMailForm(forms.Form):
    original = forms.CharField(
        label=_("The e-mail"),
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("With its headers, if you can: From, Subject, Date. No state secrets."),
    )

    def clean_original(self) -> str:
        original: str = self.cleaned_data["original"].replace("\r\n", "\n")
        check_words(original)
        return original


class SupersedeForm(forms.Form):
    """Into which other one a proposal is taken up: one of those like it, or any by its number."""

    into = forms.TypedChoiceField(
        label=_("One of those like it"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        label=_("Or any other, by its number"),
        required=False,
        min_value=1,
        help_text=_("The number at the end of its address."),
    )

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        alike: Sequence[Similar],
        viewer: Viewer,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.others = Proposal.objects.visible_to(viewer).exclude(pk=proposal.pk)
        choices = [(one.proposal.pk, f"{one.proposal} ({one.percent} %)") for one in alike]
        self.fields["into"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        chosen: int | None = answers.get("number") or answers.get("into")
        if not self.errors and chosen is None:
            raise forms.ValidationError(_("Choose the proposal that stays."))
        if not self.errors:
            answers["survivor"] = self.others.filter(pk=chosen or 0).first()
            if answers["survivor"] is None:
                self.add_error("number", _("There is no other proposal of this number."))
        return answers


class TranslationForm(forms.ModelForm):
    class Meta:
        model = Translation
        fields = ["language", "title", "text", "made_by"]
        widgets = {"text": forms.Textarea(attrs={"rows": 10}), "made_by": forms.RadioSelect}

    def __init__(self, *args: Any, proposal: Proposal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [one for one in language_choices() if one[0] != proposal.language]
        self.fields["language"] = forms.ChoiceField(label=_("Language"), choices=choices)
        made_by: Any = self.fields["made_by"]
        made_by.choices = MadeBy.choices

    def validate_unique(self) -> None:
        """An earlier one into the same language made the same way is replaced."""
