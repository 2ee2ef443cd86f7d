"""Files about an introduction, as answers to a browser; their names tell nobody whose they are."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from caunoi.accounts.models import User
from caunoi.accounts.viewers import Viewer
from caunoi.introductions.calendars import calendar_of
from caunoi.introductions.models import Introduction, Meeting
from caunoi.introductions.papers import security_pdf
from caunoi.introductions.shortlists import WRITERS, make_shortlist
from caunoi.needs.models import Need
from caunoi.people.services import note_named

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
}


def calendar_file(introduction: Introduction) -> HttpResponse:
    meeting = Meeting.objects.filter(introduction=introduction).first()
    if meeting is None:
        raise Http404
    return _attached(calendar_of(meeting, now=timezone.now()), "meeting", "ics")


def paper_file(
    request: HttpRequest, introduction: Introduction, *, by: User | None
) -> HttpResponse:
    """by: None where the person takes it, who need not be told."""
    if not hasattr(introduction, "security"):
        raise Http404
    try:
        made = security_pdf(introduction)
    except OSError:
        messages.error(request, _("This machine cannot make a PDF at present."))
        return redirect(introduction if by else "introductions:of_person")
    if by:
        note_named(people=[introduction.person_id], by=by, about=str(introduction.need))
    return _attached(made, "knowledge-security", "pdf")


def shortlist_file(need: Need, viewer: Viewer, ending: str, *, by: User | None) -> HttpResponse:
    if ending not in WRITERS:
        raise Http404
    made = make_shortlist(need=need, viewer=viewer, ending=ending, by=by)
    return _attached(made, "danh-sach-trich-ngang", ending)


def _attached(content: str | bytes, stem: str, ending: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{stem}.{ending}"'}
    return HttpResponse(content, content_type=TYPES[ending], headers=headers)
