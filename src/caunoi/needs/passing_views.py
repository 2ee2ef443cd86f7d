"""Buttons by which a need goes to another mission, and counts come back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import viewer_of
from caunoi.needs.models import Need
from caunoi.needs.passing import (
    MOST_BYTES,
    NothingMayLeave,
    UnreadableCounts,
    counts_file,
    keep_counts,
    needs_file,
)


@requires("needs.change")
@require_safe
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    found = need_or_404(request, pk)
    try:
        content = needs_file(found, on=timezone.localdate())
    except NothingMayLeave:
        messages.warning(
            request, _("Write a summary that may leave the mission first, and accept the need.")
        )
        return redirect(found)
    return downloaded(content, f"need-{found.pk}.json")


@requires("needs.change")
@require_safe
def counts(request: HttpRequest, pk: int) -> HttpResponse:
    found = need_or_404(request, pk)
    if not found.passed_by:
        raise Http404
    return downloaded(counts_file(found), f"counts-{found.passed_reference}.json")


@requires("needs.change")
@require_POST
def read_counts(request: HttpRequest, pk: int) -> HttpResponse:
    found = need_or_404(request, pk)
    upload = request.FILES.get("file")
    content = upload.read(MOST_BYTES) if upload else b""
    try:
        told = keep_counts(content, on=timezone.localdate())
    except UnreadableCounts:
        messages.error(
            request, _("This is not a file of counts for a need of this register. Nothing changed.")
        )
        return redirect(found)
    messages.success(request, _("The counts are kept."))
    return redirect(told)


def need_or_404(request: HttpRequest, pk: int) -> Need:
    return get_object_or_404(Need.objects.visible_to(viewer_of(request)), pk=pk)


def downloaded(content: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
