"""Pages about one candidate for a need: why this one, and the verdicts on it."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.needs import queries, services
from caunoi.needs.candidates import MODEL_OF_KIND, Proposed, kept_candidates, proposed_one
from caunoi.needs.forms import HideForm
from caunoi.needs.marking import keys_of_need
from caunoi.needs.models import Match, Need
from caunoi.needs.reasons import features_without_evidence, shown_reasons
from caunoi.people.models import Look, Person
from caunoi.people.services import note_look


@requires("matches.view")
@require_safe
@never_cache
def why(request: HttpRequest, pk: int, kind: str, record: int) -> HttpResponse:
    """Why this one: every feature with what it adds, and those that say nothing."""
    viewer = viewer_of(request)
    found = get_object_or_404(queries.need_pages(viewer), pk=pk)
    candidate = candidate_of(found, viewer, kind, record)
    if kind == "expert":
        who = Person.objects.get(pk=record)
        note_look(person=who, by=signed_in(request), what=Look.What.REASONS)
    keys = keys_of_need(found)
    context = {
        "need": found,
        "row": candidate,
        "reasons": shown_reasons(candidate.reasons, keys),
        "silent": features_without_evidence(candidate.reasons),
        "hide_form": HideForm(),
    }
    return render(request, "needs/why.html", context)


def candidate_of(found: Need, viewer: Viewer, kind: str, record: int) -> Proposed:
    """With the reasons that were kept with a verdict, else with those of this moment."""
    if kind not in MODEL_OF_KIND:
        raise Http404
    decided = Match.objects.visible_to(viewer).filter(need=found, **{column_of(kind): record})
    kept = next(iter(kept_candidates(decided, viewer)), None)
    if kept and kept.reasons:
        return kept
    now = proposed_one(found, viewer, kind, record)
    if kept:
        return replace(now, match=kept.match) if now else kept
    if now is None:
        raise Http404
    return now


def column_of(kind: str) -> str:
    return f"{MODEL_OF_KIND[kind]._meta.model_name}_id"


@requires("needs.change")
@require_POST
def shortlist(request: HttpRequest, pk: int, kind: str, record: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.need_pages(viewer), pk=pk)
    candidate = candidate_of(found, viewer, kind, record)
    services.shortlist(
        need=found,
        candidate=MODEL_OF_KIND[kind]._default_manager.get(pk=record),
        score=candidate.score,
        reasons=candidate.reasons,
        by=signed_in(request),
    )
    messages.success(request, _("On the shortlist: %(who)s.") % {"who": candidate.row.title})
    return redirect(f"{found.get_absolute_url()}#shortlist")


@requires("needs.change")
@require_POST
def hide(request: HttpRequest, pk: int, kind: str, record: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.need_pages(viewer), pk=pk)
    candidate = candidate_of(found, viewer, kind, record)
    form = HideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nobody was hidden: say why in a few words."))
        return redirect("needs:why", pk, kind, record)
    services.hide(
        need=found,
        candidate=MODEL_OF_KIND[kind]._default_manager.get(pk=record),
        why=form.cleaned_data["why"],
        score=candidate.score,
        reasons=candidate.reasons,
        by=signed_in(request),
    )
    messages.success(request, _("Hidden for this need: %(who)s.") % {"who": candidate.row.title})
    return redirect(found)


@requires("needs.change")
@require_POST
def take_back_verdict(request: HttpRequest, pk: int, kind: str, record: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(Need.objects.visible_to(viewer), pk=pk)
    if kind not in MODEL_OF_KIND:
        raise Http404
    given = Match.objects.visible_to(viewer).filter(need=found, **{column_of(kind): record})
    services.take_back_verdict(match=get_object_or_404(given))
    messages.success(request, _("Taken back: it is proposed again if anything speaks for it."))
    return redirect(found)
