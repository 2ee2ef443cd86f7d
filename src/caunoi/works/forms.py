"""What can be typed about a work."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caunoi.works.models import Work
from trithuc.identifiers import doi


class WorkForm(forms.ModelForm):
    doi = forms.CharField(
        label=_("DOI"),
        required=False,
        max_length=300,
        help_text=_("Such as 10.1000/182; its address will do too."),
    )

    class Meta:
        model = Work
        fields = ["title", "year", "venue", "doi", "abstract", "other_authors"]
        widgets = {"abstract": forms.Textarea(attrs={"rows": 8})}
        help_texts = {
            "title": _("In the language it was published in."),
            "venue": _("Journal, conference, publisher or office."),
            "other_authors": _("As they stand on the work; they are kept as a line of text."),
        }

    def clean_doi(self) -> str | None:
        typed = self.cleaned_data["doi"]
        if not typed:
            return None
        normalized = doi.normalize(typed)
        if normalized is None:
            raise ValidationError(_("This is not a DOI: it begins with 10. and has a slash."))
        return normalized


class NewWorkForm(WorkForm):
    """A DOI that stands already is no mistake here: that work gets one author more."""

    def validate_unique(self) -> None:
        """Nothing else of a work has to be its own."""
