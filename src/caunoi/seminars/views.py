"""An officer's pages of a kit: its days, the poster, the door, sheets, typing them in, thanking."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.events.models import Event
from caunoi.organisations.queries import the_register
from caunoi.seminars import drawing, queries, services
from caunoi.seminars.forms import KitForm, SheetForm
from caunoi.seminars.models import Kit, SignUp

ON_A_PAGE = 200
OPEN_BEFORE = datetime.timedelta(days=14)


@requires("events.change")
@require_http_methods(["GET", "HEAD", "POST"])
def kit(request: HttpRequest, pk: int) -> HttpResponse:
    """The kit of one event; opening it makes the code."""
    event = get_object_or_404(Event.objects.visible_to(viewer_of(request)), pk=pk)
    form = KitForm(request.POST or None, initial=days_of(event))
    if request.method == "POST" and form.is_valid():
        services.open_kit(event=event, **form.cleaned_data)
        messages.success(request, _("The kit is ready."))
        return redirect("seminars:kit", pk)
    return render(request, "seminars/kit.html", kit_context(request, event, form))


def days_of(event: Event) -> dict[str, datetime.date]:
    """Those of its kit, else from a fortnight before until the last day."""
    if found := Kit.objects.filter(event=event).first():
        return {"opens_on": found.opens_on, "closes_on": found.closes_on}
    return {
        "opens_on": event.starts_on - OPEN_BEFORE,
        "closes_on": event.ends_on or event.starts_on,
    }


def kit_context(request: HttpRequest, event: Event, form: KitForm) -> dict[str, Any]:
    found = Kit.objects.select_related("event").filter(event=event).first()
    context: dict[str, Any] = {
        "event": event,
        "kit": found,
        "form": form,
        "register": the_register(),
    }
    if found:
        context["figures"] = queries.figures_of(found, viewer_of(request))
        context["code"] = drawing.code_to_scan(found)
    return context


def kit_of(request: HttpRequest, pk: int) -> Kit:
    events = Event.objects.visible_to(viewer_of(request))
    return get_object_or_404(Kit.objects.select_related("event"), event__in=events, pk=pk)


@requires("events.change")
@require_safe
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    found = kit_of(request, pk)
    context = {"kit": found, "event": found.event, "code": drawing.code_to_scan(found, scale=9)}
    return render(request, "seminars/poster.html", context)


@requires("events.change")
@require_safe
def sheets(request: HttpRequest, pk: int) -> HttpResponse:
    found, register = kit_of(request, pk), the_register()
    if register is None:
        return redirect(found)
    try:
        made = drawing.sheets_as_pdf(found, register)
    except OSError:
        messages.error(request, _("This machine lacks the library that lays out pages (Pango)."))
        return redirect(found)
    response = HttpResponse(made, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="sheets-{found.code}.pdf"'
    return response


# --- the door ---


@requires("events.change")
@require_safe
@never_cache
def door(request: HttpRequest, pk: int) -> HttpResponse:
    found = kit_of(request, pk)
    words = request.GET.get("q", "")[:200]
    viewer = viewer_of(request)
    rows = queries.sign_ups_at(found, viewer, words=words)
    context = {
        "kit": found,
        "event": found.event,
        "words": words,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "figures": queries.figures_of(found, viewer),
    }
    return TemplateResponse(request, "seminars/door.html", context)


@requires("events.change")
@require_POST
def check_in(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SignUp.objects.visible_to(viewer_of(request)), pk=pk)
    if "back" in request.POST:
        services.take_back_check_in(sign_up=found)
    else:
        services.check_in(sign_up=found, now=timezone.now())
    return redirect("seminars:door", found.kit_id)


# --- sheets of paper ---


@requires("events.change")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def type_in(request: HttpRequest, pk: int) -> HttpResponse:
    """One sheet after another: the form is empty again once one is kept."""
    found = kit_of(request, pk)
    form = SheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept = services.sign_up(
            kit=found,
            typed=form.typed(language="vi"),
            key=form.cleaned_data["key"],
            now=timezone.now(),
        )
        services.check_in(sign_up=kept, now=timezone.now())
        messages.success(request, _("%(name)s was added.") % {"name": kept.display_name})
        return redirect("seminars:type_in", pk)
    context = {"kit": found, "event": found.event, "form": form}
    return render(request, "seminars/type_in.html", context)


# --- thanking ---


@requires("letters.send")
@require_POST
def thank(request: HttpRequest, pk: int) -> HttpResponse:
    found = kit_of(request, pk)
    waiting = SignUp.objects.visible_to(viewer_of(request)).filter(kit=found, thanked_at=None)
    number = services.thank(sign_ups=list(waiting), by=signed_in(request), now=timezone.now())
    said = ngettext("%(n)d letter written.", "%(n)d letters written.", number) % {"n": number}
    messages.success(request, said)
    return redirect(found)
