"""What can be typed on the search page, and the names of saved filters."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from caunoi.search.facets import FILTERS, Filters
from caunoi.search.kinds import kind_of
from caunoi.search.typed import LONGEST_TYPED, Typed, read_typed

NOT_SAVED = ("page", "csrfmiddlewaretoken")


class SearchForm(forms.Form):
    """The box; what the list is narrowed to goes along hidden. What cannot be read asks nothing."""

    q = forms.CharField(
        label=_("Search the register"),
        required=False,
        max_length=LONGEST_TYPED,
        strip=False,
        widget=forms.SearchInput(attrs={"autocomplete": "off", "autocapitalize": "off"}),
    )
    kind = forms.CharField(required=False, widget=forms.HiddenInput)
    sector = forms.CharField(required=False, widget=forms.HiddenInput)
    country = forms.CharField(required=False, widget=forms.HiddenInput)
    language = forms.CharField(required=False, widget=forms.HiddenInput)
    way = forms.CharField(required=False, widget=forms.HiddenInput)

    def typed(self) -> Typed:
        return read_typed(self._answer("q"))

    def chosen_kind(self) -> str:
        """The code of a kind that is there; "" for all."""
        code = self._answer("kind")
        return code if kind_of(code) else ""

    def filters(self) -> Filters:
        return Filters(**{name: self._answer(name).replace("\x00", "") for name in FILTERS})

    def _answer(self, name: str) -> str:
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


class SavedFilterForm(forms.Form):
    """Keeps a list as it is narrowed now."""

    name = forms.CharField(label=_("Save these filters as"), max_length=80)
    page = forms.CharField(widget=forms.HiddenInput, max_length=80)
    query = forms.CharField(widget=forms.HiddenInput, max_length=1000, required=False)

    def clean_page(self) -> str:
        """Only a list of this site can be come back to."""
        page = str(self.cleaned_data["page"])
        try:
            reverse(page)
        except NoReverseMatch as error:
            raise ValidationError(_("There is no such list.")) from error
        return page

    def clean_query(self) -> str:
        return query_to_keep(QueryDict(self.cleaned_data["query"]))


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80)


def query_to_keep(query: QueryDict) -> str:
    """What narrows and orders a list: neither the page one was on nor what is empty."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in NOT_SAVED and any(values):
            kept.setlist(name, [value for value in values if value])
    return kept.urlencode()
