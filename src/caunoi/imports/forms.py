"""What a person fills in around an import."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caunoi.accounts.viewers import Viewer
from caunoi.events.models import Event
from caunoi.imports.kinds import KINDS
from caunoi.imports.models import LONGEST_HEADING, Decision, ImportRun, PlannedAction

LARGEST_UPLOAD = 100 * 1024 * 1024


class UploadForm(forms.Form):
    file = forms.FileField(label=_("File"))
    event = forms.ModelChoiceField(
        label=_("Event"),
        queryset=Event.objects.none(),
        required=False,
        help_text=_("The event these people came to."),
    )
    signed_list = forms.FileField(
        label=_("Signed list"),
        required=False,
        help_text=_(
            "A scan of the list the people signed. Only with it does a yes in a row make an expert."
        ),
    )

    def __init__(self, kind: str, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(KINDS[kind].suffixes)
        if KINDS[kind].is_of_an_event:
            self.fields["event"].queryset = Event.objects.visible_to(viewer)  # type: ignore[attr-defined]
        else:
            del self.fields["event"], self.fields["signed_list"]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_UPLOAD:
            raise forms.ValidationError(
                _("This file holds %(megabytes)d MB; at most 100 MB are taken. Split it."),
                params={"megabytes": file.size // 1024**2},
            )
        return file


class SignedListForm(forms.Form):
    signed_list = forms.FileField(label=_("Signed list"))


class DecisionForm(forms.Form):
    """What to do with one possible duplicate: "same:ID", "different" or "leave_out"."""

    verdict = forms.CharField(max_length=40)

    def __init__(self, action: PlannedAction, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.action = action

    def clean_verdict(self) -> tuple[Decision, int | None]:
        word, _separator, number = self.cleaned_data["verdict"].partition(":")
        if word not in Decision.values:
            raise forms.ValidationError(_("Choose one of the answers."))
        same_as = int(number) if number.isdecimal() else None
        if word == Decision.SAME and same_as not in self.action.candidates:
            raise forms.ValidationError(_("Choose who it is."))
        return Decision(word), same_as


class ColumnsForm(forms.Form):
    """One choice per heading of the file."""

    def __init__(self, run: ImportRun, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names: dict[str, str] = {}
        choices = [("", _("(not read)")), *KINDS[run.kind].fields]
        short = (one for one in run.headings if len(one["text"]) <= LONGEST_HEADING)
        for number, heading in enumerate(short):
            name = f"column_{number}"
            self.names[name] = heading["text"]
            self.fields[name] = forms.ChoiceField(
                label=heading["text"],
                choices=choices,
                initial=heading["field"],
                required=False,
                help_text=heading["sheet"],
            )

    @property
    def chosen_fields(self) -> dict[str, str]:
        """{heading: field}."""
        return {text: self.cleaned_data[name] for name, text in self.names.items()}
