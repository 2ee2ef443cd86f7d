"""What can be typed on the pages about data: asking, answering, erasing, a breach."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.rights.models import Breach, RequestKind

LONGEST_WORDS = 5000


class AskForm(forms.Form):
    """Erasing everything has a page of its own, which does it at once."""

    kind = forms.ChoiceField(
        label=_("I want to"),
        choices=[choice for choice in RequestKind.choices if choice[0] != RequestKind.ERASURE],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("In your words"),
        max_length=LONGEST_WORDS,
        help_text=_("In any of the six languages."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_kind(self) -> RequestKind:
        return RequestKind(self.cleaned_data["kind"])


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"),
        max_length=LONGEST_WORDS,
        help_text=_("Goes to the person word for word, so write it in their language."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class EraseForm(forms.Form):
    """Nothing is ticked beforehand."""

    with_proposals = forms.BooleanField(
        label=_("Erase the proposals too"),
        required=False,
        help_text=_("Otherwise the proposals stay, with no name on them."),
    )
    understood = forms.BooleanField(label=_("I understand that this cannot be undone"))


class MomentField(forms.DateTimeField):
    """A day and an hour, as the browser's own field gives them."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)


class BreachForm(forms.ModelForm):
    known_at = MomentField(
        label=_("Known since"),
        help_text=_("When somebody here first knew. The 72 hours run from it."),
    )
    authority_told_at = MomentField(label=_("Authority told at"), required=False)
    people_told_at = MomentField(label=_("People told at"), required=False)
    closed_at = MomentField(label=_("Closed at"), required=False)

    class Meta:
        model = Breach
        fields = [
            "known_at",
            "what_happened",
            "whose_data",
            "what_follows",
            "what_was_done",
            "authority_told_at",
            "people_told_at",
            "closed_at",
        ]
        help_texts = {
            "what_happened": _("Name nobody here: say how many people and what kind of data."),
        }
