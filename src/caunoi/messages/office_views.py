"""An officer's pages of a body's offices: where letters to it go, and who has a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.messages import offices as services
from caunoi.messages.models import Letter
from caunoi.organisations.models import ContactPoint, Organisation
from caunoi.organisations.offices import OfficeIsNamed, keep_office, remove_office
from caunoi.people.fields import LineField

LETTERS_SHOWN = 20


class OfficeForm(forms.Form):
    name = LineField(
        label=gettext_lazy("Office"),
        max_length=200,
        help_text=gettext_lazy("Such as “International Cooperation Department”; never a person."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail of the office"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Without one, letters are passed on by hand."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"),
        required=False,
        choices=[("", gettext_lazy("that of the register")), *settings.LANGUAGES],
    )


@requires("organisations.change")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def offices(request: HttpRequest, pk: int) -> HttpResponse:
    """All offices of one body, and a form for one more."""
    body = get_object_or_404(Organisation.objects.visible_to(viewer_of(request)), pk=pk)
    form = OfficeForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and is_kept(form, body):
        messages.success(request, _("The office is kept."))
        return redirect("messages:offices", pk)
    rows = services.offices_of(body, now=timezone.now())
    return render(request, "messages/offices.html", {"body": body, "form": form, "rows": rows})


@requires("organisations.change")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them: its particulars, its links, the letters to it."""
    found = found_office(request, pk)
    form = OfficeForm(request.POST or None, initial=particulars_of(found))
    if request.method == "POST" and form.is_valid() and is_kept(form, found.organisation, found):
        messages.success(request, _("The office is kept."))
        return redirect("messages:office", pk)
    context = {
        "office": found,
        "form": form,
        "links": services.links_to(found),
        "letters": Letter.objects.visible_to(viewer_of(request)).filter(contact_point=found)[
            :LETTERS_SHOWN
        ],
        "now": timezone.now(),
    }
    return render(request, "messages/office.html", context)


def is_kept(form: OfficeForm, body: Organisation, office: ContactPoint | None = None) -> bool:
    try:
        keep_office(organisation=body, office=office, **form.cleaned_data)
    except OfficeIsNamed:
        form.add_error("name", _("This body has an office of this name already."))
        return False
    return True


def particulars_of(office: ContactPoint) -> dict[str, Any]:
    return {"name": office.name, "email": office.email, "language": office.language}


def found_office(request: HttpRequest, pk: int) -> ContactPoint:
    bodies = Organisation.objects.visible_to(viewer_of(request))
    rows = ContactPoint.objects.filter(organisation__in=bodies).select_related("organisation")
    return get_object_or_404(rows, pk=pk)


@requires("organisations.change")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_office(request, pk)
    remove_office(office=found)
    messages.success(request, _("The office was removed; its links open nothing any more."))
    return redirect("messages:offices", found.organisation_id)


@requires("letters.send")
@require_POST
def send_link(request: HttpRequest, pk: int) -> HttpResponse:
    letter = services.send_link(
        office=found_office(request, pk), by=signed_in(request), now=timezone.now()
    )
    return redirect(letter)


@requires("letters.send")
@require_POST
def withdraw_links(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_office(request, pk)
    number = services.withdraw_links(office=found, now=timezone.now())
    said = ngettext("%(n)d link no longer opens.", "%(n)d links no longer open.", number)
    messages.success(request, said % {"n": number})
    return redirect("messages:office", pk)
