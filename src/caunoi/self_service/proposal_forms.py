"""What an author types: a proposal on the own page, or on the public one without a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from caunoi.people.consents import OfferedConsent
from caunoi.people.fields import LineField
from caunoi.proposals.models import Signature
from caunoi.proposals.papers import ACCEPTED, MOST_FILES, check_paper, check_words
from caunoi.proposals.receiving import Words, lines_of
from caunoi.self_service.forms import YesForm

SIGNATURES = [
    (Signature.BY_NAME, _("with my name: whoever is asked to answer sees who I am")),
    (Signature.BY_FIELD, _("by my field only: they see my sectors and no name")),
    (Signature.UNSIGNED, _("unsigned: they see the text alone")),
]


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Any number of papers up to the most; each is looked through before anything is kept."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        given = data if isinstance(data, (list, tuple)) else [data]
        files = [
            one for one in (super(PapersField, self).clean(one, initial) for one in given) if one
        ]
        if len(files) > MOST_FILES:
            raise ValidationError(_("At most five files can be attached."))
        for one in files:
            check_paper(one)
        return files


class WordsForm(forms.Form):
    """title, text and how the author is shown; nothing is chosen beforehand."""

    title = forms.CharField(label=_("Title"), max_length=300, required=False)
    text = forms.CharField(
        label=_("Your proposal"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("In any language. It is kept word for word. No state secrets."),
    )
    signature = forms.ChoiceField(
        label=_("How are you shown to those who are asked to answer?"),
        choices=SIGNATURES,
        widget=forms.RadioSelect,
        help_text=_(
            "Officers of the mission always see your name. Unless you stay unsigned, others who "
            "propose something like it are shown its title, and never your name."
        ),
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        check_words(text)
        return text

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        check_words(title)
        return title


class OwnProposalForm(WordsForm):
    co_authors = forms.CharField(
        label=_("Co-authors"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "One a line: an e-mail address or a name. Whoever we know by the address is asked; "
            "nobody is put into the register by being named."
        ),
    )
    papers = PapersField(
        label=_("Attachments"),
        required=False,
        widget=ManyFilesInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "PDF, DOCX, ODT, PNG or JPEG, at most five of 10 MB each. No state secrets: a paper "
            "stamped mật, tối mật or tuyệt mật is refused and not kept."
        ),
    )

    def words(self) -> Words:
        answers = self.cleaned_data
        return Words(
            title=answers["title"],
            text=answers["text"],
            signature=answers["signature"],
            co_authors=lines_of(answers["co_authors"]),
        )


class SubmissionForm(YesForm, WordsForm):
    """For whoever has no link. website: left empty by people and filled in by machines."""

    name = LineField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        help_text=_("We write to it once, so that you can prove that it is yours."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    naming = None  # type: ignore[assignment]

    field_order = ["title", "text", "signature", "name", "email", "yeses"]

    def __init__(self, *args: Any, offered: Sequence[OfferedConsent], **kwargs: Any) -> None:
        super().__init__(*args, offered=offered, has_profile=False, **kwargs)
        self.fields["yeses"].label = _("I say yes to (as you like; the proposal needs none)")

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data.get("website"))
