"""Pages about events."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.events import queries, services
from caunoi.events.forms import AttachmentForm, EventFilterForm, EventForm, ParticipantForm
from caunoi.events.models import Event, Participation
from caunoi.people.facts import standing_of
from caunoi.people.forms import AddAnywayForm
from caunoi.people.models import Person
from caunoi.people.views import people_like
from caunoi.sources.downloads import file_response

ON_A_PAGE = 50
PROPOSALS_ON_A_PAGE = 20


@requires("events.view")
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    form = EventFilterForm(request.GET)
    form.is_valid()
    words, kind = form.cleaned_data.get("q", ""), form.cleaned_data.get("kind", "")
    found = queries.listed_events(
        viewer_of(request), words=words, kind=kind, sort=request.GET.get("sort", "-date")
    )
    context = {
        "form": form,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "is_narrowed": bool(words or kind),
        "sort": request.GET.get("sort", "-date"),
    }
    return TemplateResponse(request, "events/events.html", context)


@requires("events.view")
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.event_pages(viewer), pk=pk)
    context = {"event": found, "page": participants_page(request, found, viewer)}
    if viewer.is_officer:
        context |= officer_context(request, found)
    return TemplateResponse(request, "events/event.html", context)


def participants_page(
    request: HttpRequest, event: Event, viewer: Viewer
) -> Page[tuple[Participation, str]]:
    """Pairs of a participation and the standing of its person."""
    rows = queries.participations_at(event, viewer)
    page: Page[Any] = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = [(row, standing_of(row.person)) for row in page.object_list]
    return page


def officer_context(request: HttpRequest, event: Event) -> dict[str, Any]:
    proposals = event.proposals.prefetch_related("authorships__person")
    return {
        # Relations of later layers, followed without importing them.
        "import_runs": event.import_runs.all(),
        "proposals": Paginator(proposals, PROPOSALS_ON_A_PAGE).get_page(
            request.GET.get("proposals")
        ),
        "attachments": event.attachments.order_by("name"),
        "attachment_form": AttachmentForm(),
        "is_empty": queries.is_empty(event),
    }


@requires("events.change")
def add(request: HttpRequest) -> HttpResponse:
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return save(request, form)
    return render(request, "events/change.html", {"form": form})


@requires("events.change")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.event_pages(viewer_of(request)), pk=pk)
    form = EventForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        return save(request, form)
    return render(request, "events/change.html", {"form": form, "event": found})


def save(request: HttpRequest, form: EventForm) -> HttpResponse:
    saved = services.save_event(event=form.instance, hosts=form.cleaned_data["hosts"])
    messages.success(request, _("“%(title)s” was saved.") % {"title": saved})
    return redirect(saved)


@require_POST
@requires("events.change")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Event.objects.visible_to(viewer_of(request)), pk=pk)
    try:
        services.delete_event(event=found)
    except services.EventNotEmpty:
        text = _("Not deleted: people, proposals, files or imports belong to this event.")
        messages.error(request, text)
        return redirect(found)
    messages.success(request, _("“%(title)s” was deleted.") % {"title": found})
    return redirect("events:events")


# --- those who came ---


@requires("people.change")
@never_cache
def add_participant(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Event.objects.visible_to(viewer_of(request)), pk=pk)
    form, anyway = ParticipantForm(request.POST or None), AddAnywayForm(request.POST or None)
    alike: list[Person] = []
    if request.method == "POST" and form.is_valid() and anyway.is_valid():
        particulars = form.particulars()
        alike = [] if anyway.cleaned_data["add_anyway"] else people_like(particulars)
        if not alike:
            added = services.add_participant_of(
                event=found,
                particulars=particulars,
                role=form.cleaned_data["role"],
                by=signed_in(request),
                on=timezone.localdate(),
            )
            messages.success(request, _("%(name)s was added.") % {"name": added})
            return redirect(found)
    context = {"event": found, "form": form, "anyway": anyway, "alike": alike}
    return render(request, "events/add_participant.html", context)


@require_POST
@requires("people.change")
def note_participation(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Someone of the register came as well."""
    viewer = viewer_of(request)
    found = get_object_or_404(Event.objects.visible_to(viewer), pk=pk)
    who = get_object_or_404(Person.objects.visible_to(viewer), pk=person)
    services.note_participation(event=found, person=who, role=Participation.Role.PARTICIPANT)
    messages.success(request, _("%(name)s was added.") % {"name": who})
    return redirect(found)


# --- files ---


@require_POST
@requires("events.change")
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Event.objects.visible_to(viewer_of(request)), pk=pk)
    form = AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        kept = services.attach_file(
            event=found, file=form.cleaned_data["file"], by=signed_in(request)
        )
        messages.success(request, _("%(file)s was attached.") % {"file": kept})
    else:
        messages.error(request, " ".join(map(str, form.errors["file"])))
    return redirect(found)


@requires("sources.view")
@require_safe
def attachment(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    found = get_object_or_404(Event.objects.visible_to(viewer_of(request)), pk=pk)
    response = file_response(get_object_or_404(found.attachments, pk=attachment))
    return response  # type: ignore[return-value]  # a streamed answer is one as well


@require_POST
@requires("events.change")
def detach(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    found = get_object_or_404(Event.objects.visible_to(viewer_of(request)), pk=pk)
    file = get_object_or_404(found.attachments, pk=attachment)
    services.detach_file(event=found, attachment=file)
    messages.success(request, _("%(file)s was deleted.") % {"file": file})
    return redirect(found)
