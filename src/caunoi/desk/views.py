"""The desk: the one page an officer begins with, and where everybody else is led from it."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from caunoi.accounts.rules import may, requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.desk import news, queries, services
from caunoi.desk.first_steps import first_steps
from caunoi.desk.forms import NoteForm
from caunoi.desk.models import Note
from caunoi.desk.visits import COOKIE, COOKIE_AGE_S, Visit, this_visit
from caunoi.landscape.queries import experts_by_country
from caunoi.landscape.views import countries_context

PER_PAGE = 50
NEW_AT_FIRST = datetime.timedelta(days=7)


@require_safe
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not may(viewer, "desk.view"):
        return redirect(first_page(viewer))
    visit = visit_of(request)
    context = {
        "waiting": queries.waiting_rows(viewer, on=timezone.localdate()),
        "news": news.new_since(viewer, since=visit.since),
        "since": visit.since,
        "steps": first_steps(viewer),
        "notes": queries.open_notes(viewer),
        "note_form": NoteForm(),
        **countries_context(experts_by_country(viewer)),
    }
    response = TemplateResponse(request, "desk/desk.html", context)
    keep_note(response, visit)
    return response


desk.required_permission = "desk.view"  # type: ignore[attr-defined]


def first_page(viewer: Viewer) -> str:
    """The name of the page on which someone who has no desk begins."""
    if viewer.is_administrator:
        return "accounts:user_list"
    if viewer.person_id:
        return "self_service:home"
    return "people:people" if may(viewer, "people.view") else "accounts:own_account"


@require_safe
@requires("desk.view")
def ending_consents(request: HttpRequest) -> HttpResponse:
    found = queries.ending_consents(viewer_of(request), on=timezone.localdate())
    page = Paginator(found.select_related("person", "recipient"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    return TemplateResponse(request, "desk/ending_consents.html", {"page": page})


@require_safe
@requires("desk.view")
def new_records(request: HttpRequest, noun: str) -> HttpResponse:
    if noun not in news.NOUNS:
        raise Http404
    since = asked_since(request)
    found = news.new_records(noun, viewer_of(request), since=since)
    if noun == "proposals":
        found = found.prefetch_related("authorships__person")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "noun": noun, "label": news.NOUNS[noun][1], "since": since}
    return TemplateResponse(request, "desk/new_records.html", context)


# --- notes ---


@require_safe
@requires("desk.view")
@never_cache
def notes(request: HttpRequest) -> HttpResponse:
    """All of them, those ticked off included."""
    found = Note.objects.visible_to(viewer_of(request)).select_related("written_by")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "desk/notes.html", {"page": page})


@requires("desk.view")
@require_POST
def write_note(request: HttpRequest) -> HttpResponse:
    form = NoteForm(request.POST)
    if form.is_valid():
        services.write_note(text=form.cleaned_data["text"], by=signed_in(request))
    else:
        messages.error(request, " ".join(map(str, form.errors["text"])))
    return redirect("desk:desk")


@requires("desk.view")
@require_POST
def handle_note(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    note = get_object_or_404(Note.objects.visible_to(viewer_of(request)), pk=pk)
    if deed == "done":
        services.tick_off(note=note, at=timezone.now())
        messages.success(request, _("Ticked off."))
    elif deed == "again":
        services.take_up_again(note=note)
        messages.success(request, _("It is on the desk again."))
    elif deed == "delete":
        services.delete_note(note=note)
        messages.success(request, _("The note is gone."))
    else:
        raise Http404
    return redirect("desk:notes" if "back" in request.POST else "desk:desk")


def asked_since(request: HttpRequest) -> datetime.datetime:
    """?since=, else a week ago; so too for an instant that has no local time."""
    try:
        since = parse_datetime(request.GET.get("since", ""))
        if since is not None:
            since = since if timezone.is_aware(since) else timezone.make_aware(since)
            return timezone.localtime(since)
    except (ValueError, OverflowError):
        pass
    return timezone.now() - NEW_AT_FIRST


def visit_of(request: HttpRequest) -> Visit:
    now = timezone.now()
    return this_visit(
        request.COOKIES.get(COOKIE, ""),
        user_id=signed_in(request).pk,
        now=now,
        first_time=now - NEW_AT_FIRST,
    )


def keep_note(response: HttpResponse, visit: Visit) -> None:
    response.set_cookie(
        COOKIE,
        visit.noted(),
        max_age=COOKIE_AGE_S,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
