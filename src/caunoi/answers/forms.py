"""What officers and bodies type about a proposal."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from caunoi.answers.models import BodysAnswer, Milestone, Note, PublicWording, Reply, Verdict
from caunoi.answers.showing import Words
from caunoi.answers.wording import WORDS_OF_PROGRESS
from caunoi.organisations.fields import OrganisationsByNameField
from caunoi.organisations.models import ContactPoint, Organisation
from caunoi.people.fields import DateField
from caunoi.proposals.models import Progress

DAYS_TO_ANSWER = 21
LONGEST_LETTER = 20_000


class OfficesField(forms.ModelMultipleChoiceField):
    """An office under its body's name, so that its own is enough to tell them apart."""

    widget = forms.CheckboxSelectMultiple(attrs={"class": "choices-in-columns"})

    def label_from_instance(self, office: ContactPoint) -> str:
        by_hand = "" if office.email else f" ({_('without e-mail: a letter to pass on by hand')})"
        return f"{office}{by_hand}"


class RoutingForm(forms.Form):
    """Whom to ask, what, by when, and the words as they leave."""

    offices = OfficesField(label=_("Offices"), required=False, queryset=ContactPoint.objects.none())
    bodies = OrganisationsByNameField(
        label=_("Other bodies, one a line"),
        required=False,
        help_text=_("By any name it has in the register. The letter goes to its office."),
    )
    due_on = DateField(label=_("Answer hoped for by"))
    question = forms.CharField(
        label=_("Your question"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What you would like to know of them. It stands in the letter."),
    )
    title = forms.CharField(label=_("Title, as it leaves"), required=False, max_length=300)
    text = forms.CharField(
        label=_("Text, as it leaves"),
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_(
            "Take out whatever tells who wrote it, unless it is signed by name. Names and addresses"
            " of the authors are cut in any case."
        ),
    )

    def __init__(
        self,
        *args: Any,
        offices: QuerySet[ContactPoint],
        words: Words,
        on: datetime.date,
        **kwargs: Any,
    ) -> None:
        due_on = on + datetime.timedelta(days=DAYS_TO_ANSWER)
        first = {"title": words.title, "text": words.text, "due_on": due_on}
        super().__init__(*args, **{"initial": first, **kwargs})
        self.on, self.at_hand = on, words
        field: Any = self.fields["offices"]
        # What is sliced cannot be asked for one of its rows.
        field.queryset = ContactPoint.objects.filter(
            pk__in=[one.pk for one in offices]
        ).select_related("organisation")

    def clean_due_on(self) -> datetime.date:
        due_on: datetime.date = self.cleaned_data["due_on"]
        if due_on <= self.on:
            raise ValidationError(_("Choose a day to come: they need some time to answer."))
        return due_on

    def clean_bodies(self) -> list[ContactPoint]:
        return [self._office_of(body) for body in self.cleaned_data["bodies"]]

    def _office_of(self, body: Organisation) -> ContactPoint:
        offices = list(body.contact_points.all()[:2])
        if not offices:
            nobody = _("%(body)s has no office to write to yet. Add one on its page, then ask it.")
            way = format_html('<a href="{}">{}</a>', body.get_absolute_url(), body)
            raise ValidationError(format_html("{} {}", nobody % {"body": body}, way))
        if len(offices) > 1:
            several = _("%(body)s has several offices: tick the one to ask.")
            raise ValidationError(several, params={"body": body})
        return offices[0]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        asked = [*answers.get("offices", ()), *answers.get("bodies", ())]
        if not asked and not self.errors:
            raise ValidationError(_("Choose at least one body to ask."))
        # Of two offices of one body the first is asked: the body answers once.
        answers["asked"] = list({one.organisation_id: one for one in reversed(asked)}.values())
        return answers

    def words(self) -> Words:
        return replace(
            self.at_hand, title=self.cleaned_data["title"], text=self.cleaned_data["text"]
        )


class AnswerForm(forms.ModelForm):
    """A body's answer; a draft of it may lack anything."""

    verdict = forms.ChoiceField(
        label=_("Your answer"), choices=Verdict.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = BodysAnswer
        fields = ["verdict", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_LETTER})}
        help_texts = {
            "text": _(
                "In any language; a few words are enough. The mission words what the author reads."
            )
        }

    def __init__(self, *args: Any, is_draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_draft = is_draft
        self.fields["verdict"].required = not is_draft
        self.fields["text"].max_length = LONGEST_LETTER  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        needs_more = answers.get("verdict") == Verdict.NEEDS_MORE
        if needs_more and not answers.get("text") and not self.is_draft:
            self.add_error("text", _("Say what you would like to know: the author can answer it."))
        return answers


class ReplyForm(forms.ModelForm):
    """What the authors read. number, passes_on: what the officer had before them."""

    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    passes_on = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Reply
        fields = ["text", "language", "number"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 14, "maxlength": LONGEST_LETTER}),
            "language": forms.HiddenInput,
        }

    def clean_language(self) -> str:
        language: str = self.cleaned_data["language"]
        if language not in dict(settings.LANGUAGES):
            raise ValidationError(_("This language is not one of the six."))
        return language

    def clean_passes_on(self) -> list[int]:
        return [int(one) for one in self.cleaned_data["passes_on"].split(",") if one.isdecimal()]


class ClosingForm(forms.ModelForm):
    number = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    class Meta:
        model = Reply
        fields = ["text", "number"]
        labels = {"text": _("Why, in words its author will read")}
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_LETTER})}


class MilestoneForm(forms.ModelForm):
    happened_on = DateField(label=_("When"))
    url = forms.URLField(
        label=_("Where one can read it"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = Milestone
        fields = ["happened_on", "words", "url"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3, "maxlength": 500})}
        help_texts = {"words": _("The authors read it in these words.")}

    def __init__(self, *args: Any, on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on

    def clean_happened_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["happened_on"]
        if day > self.on:
            raise ValidationError(_("Tell it once it has happened."))
        return day


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_LETTER})}


class WordingsForm(forms.Form):
    """Where a proposal stands, in one language: a line a state; an empty one is worded for you."""

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        own = PublicWording.objects.filter(language=language).values_list("progress", "words")
        super().__init__(*args, **{"initial": dict(own), **kwargs})
        for progress in Progress:
            self.fields[progress.value] = forms.CharField(
                label=progress.label,
                required=False,
                max_length=300,
                help_text=str(WORDS_OF_PROGRESS[progress]),
            )


class ProposalsShownForm(forms.Form):
    """What the list is narrowed to; whatever cannot be read narrows nothing."""

    sector = forms.CharField(required=False, max_length=20)
    month = forms.DateField(required=False, input_formats=["%Y-%m"])
