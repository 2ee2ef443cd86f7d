"""What a person does with the own data: read it, take it along, ask, erase everything."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.accounts.viewers import viewer_of
from caunoi.people.models import Person
from caunoi.rights import queries, services
from caunoi.rights.erasing import erase_person, is_last_administrator
from caunoi.rights.evidence import evidence_of
from caunoi.rights.exporting import as_json, as_pdf, own_data_of
from caunoi.rights.forms import AskForm, EraseForm
from caunoi.rights.models import Erasure
from caunoi.self_service.access import own_page
from caunoi.self_service.frame import frame_of

# What the nights have in hand: dead rows and the log are written anew in the next of them.
DONE_WITHIN = datetime.timedelta(hours=24)
shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def page(request: HttpRequest, person: Person, name: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, f"rights/{name}.html", {**frame_of(request, person), **context})


@require_safe
@own_page
def own_data(request: HttpRequest, person: Person) -> HttpResponse:
    context = {
        "kept": queries.kept_of(person),
        "requests": queries.requests_about_data(viewer_of(request)).filter(person=person),
    }
    return page(request, person, "own_data", context)


@require_safe
@own_page
def own_data_json(request: HttpRequest, person: Person) -> HttpResponse:
    return json_file(person)


@require_safe
@own_page
def own_data_pdf(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        return pdf_file(person)
    except OSError:
        messages.error(request, no_pdf())
        return redirect("rights:own_data")


@require_safe
@own_page
def own_evidence(request: HttpRequest, person: Person) -> HttpResponse:
    return evidence_file(person)


@shown_or_sent
@own_page
def ask(request: HttpRequest, person: Person) -> HttpResponse:
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = services.ask_about_data(person=person, **form.cleaned_data, on=timezone.localdate())
        said = _("Received. You have an answer by %(day)s.")
        messages.success(request, said % {"day": date_format(asked.due_on, "DATE_FORMAT")})
        return redirect("rights:own_data")
    return page(request, person, "ask", {"form": form})


@shown_or_sent
@own_page
def erase_own(request: HttpRequest, person: Person) -> HttpResponseBase:
    """Asked twice: the first POST leads to the question, the second does it."""
    if is_last_administrator(person.user):
        return page(request, person, "hand_over_first", {})
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if "sure" in request.POST:
            return erased(request, person, with_proposals=form.cleaned_data["with_proposals"])
        return page(request, person, "erase_own_sure", {"form": form})
    context = {"form": form, "kept": queries.kept_of(person)}
    return page(request, person, "erase_own", context)


def erased(request: HttpRequest, person: Person, *, with_proposals: bool) -> HttpResponse:
    """The session is made anew before the page, which knows nobody any more."""
    now = timezone.now()
    erasure: Erasure = erase_person(
        person=person,
        by=None,
        with_proposals=with_proposals,
        asked_by_the_person=True,
        index_later=True,
        now=now,
    )
    request.session.flush()
    request.user = AnonymousUser()
    context = {"erasure": erasure, "done_by": now + DONE_WITHIN}
    return render(request, "rights/erased.html", context)


# --- files, whoever takes them ---


def json_file(person: Person) -> HttpResponse:
    return as_file(as_json(own_data_of(person)), "application/json; charset=utf-8", "json")


def pdf_file(person: Person) -> HttpResponse:
    """Raises OSError where the machine cannot lay out pages."""
    return as_file(as_pdf(own_data_of(person)), "application/pdf", "pdf")


def evidence_file(person: Person) -> HttpResponse:
    return as_file(evidence_of(person), "application/zip", "zip", stem="consents")


def as_file(
    content: str | bytes, content_type: str, ending: str, *, stem: str = "own-data"
) -> HttpResponse:
    """Its name tells nobody whose it is."""
    disposition = f'attachment; filename="{stem}.{ending}"'
    headers = {"Content-Disposition": disposition}
    return HttpResponse(content, content_type=content_type, headers=headers)


def no_pdf() -> str:
    return _("This machine cannot make a PDF at present. The JSON file holds the same.")
