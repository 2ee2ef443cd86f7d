"""Pages about proposals: the list, the board, one proposal, and the queue of those to place."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.listing import page_of, tabs_of
from caunoi.people.wording import in_readers_language
from caunoi.proposals import queries, services
from caunoi.proposals.forms import PlacementForm, ProposalFilterForm, ProposalForm
from caunoi.proposals.models import OriginalMail, Placement, Proposal
from caunoi.proposals.queries import Narrowing, State
from caunoi.proposals.similar import similar_for_officers
from caunoi.proposals.suggestions import Suggestions, marked_text, suggestions_for
from caunoi.proposals.wording import STATE_LABELS, about_time, families_to_pick, sectors_in_words
from trithuc import vocabulary

ON_A_PAGE = 50


# --- the list and the board ---


@requires("proposals.view")
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = ProposalFilterForm(request.GET, viewer=viewer)
    narrowing = form.narrowing()
    state = state_asked_for(request)
    sort = request.GET.get("sort", "-received")
    found = queries.found_proposals(viewer, narrowing)
    counts = queries.counts_by_state(found)
    rows = queries.listed_proposals(found, state, sort, viewer=viewer)
    context = {
        "form": form,
        "page": page_of(rows, counts[state], request.GET.get("page"), per_page=ON_A_PAGE),
        "tabs": tabs_of(request.GET, "state", STATE_LABELS, current=state, counts=counts),
        "sort": sort,
        "is_narrowed": narrowing != Narrowing(),
        "family": family_label(narrowing.family),
    }
    return TemplateResponse(request, "proposals/proposals.html", context)


def state_asked_for(request: HttpRequest) -> State:
    try:
        return State(request.GET.get("state", ""))
    except ValueError:
        return State.ALL


def family_label(code: str) -> str:
    return in_readers_language(vocabulary.family(code).labels) if code else ""


@requires("proposals.view")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    columns = [
        {
            "column": column,
            "label": family_label(column.family.code) if column.family else _("To place"),
            "more": max(0, column.count - len(column.cards)),
        }
        for column in queries.board(viewer_of(request))
    ]
    return render(request, "proposals/board.html", {"columns": columns})


# --- one proposal ---


@requires("proposals.view")
@require_safe
@never_cache
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.proposal_pages(viewer), pk=pk)
    translations = list(found.translations.all())
    shown = request.GET.get("text", "")
    context: dict[str, Any] = {
        "proposal": found,
        "is_officer": viewer.is_officer,
        "translations": translations,
        "translation": next((one for one in translations if str(one.pk) == shown), None),
    }
    if viewer.is_officer:
        context |= officer_context(found, viewer)
    return render(request, "proposals/proposal.html", context)


def officer_context(found: Proposal, viewer: Viewer) -> dict[str, Any]:
    suggested = suggestions_for(found)
    return suggestions_context(found, suggested) | {
        "placements": queries.placements_of(found),
        "similar": similar_for_officers(found, viewer),
        "taken_up": Proposal.objects.visible_to(viewer).filter(superseded_by=found),
        "original_mail": OriginalMail.objects.filter(proposal=found).first(),
    }


def suggestions_context(found: Proposal, suggested: Suggestions) -> dict[str, Any]:
    """The suggested sectors, and the proposal in pieces that are marked with them."""
    return {
        "suggested": suggested,
        "title_pieces": marked_text(found.title, "title", suggested.rows),
        "text_pieces": marked_text(found.text, "text", suggested.rows),
    }


@requires("proposals.change")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    form = ProposalForm(
        request.POST or None,
        viewer=viewer_of(request),
        initial={"received_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        author = form.cleaned_data["author"]
        added = services.add_proposal(
            proposal=form.save(commit=False),
            authors=[author] if author else [],
            by=signed_in(request),
            on=timezone.localdate(),
            named_author=form.cleaned_data["named_author"],
            original_mail=form.cleaned_data["original"].replace("\r\n", "\n"),
        )
        messages.success(request, _("The proposal is kept."))
        return redirect(added)
    return render(request, "proposals/add.html", {"form": form})


# --- the queue ---


@requires("proposals.change")
@require_safe
@never_cache
def triage(request: HttpRequest) -> HttpResponse:
    """The proposal that has waited longest, or the page that says that none waits."""
    return go_on(request, viewer_of(request))


def go_on(request: HttpRequest, viewer: Viewer, *, after: Proposal | None = None) -> HttpResponse:
    following = queries.next_to_place(viewer, after=after)
    if following:
        return redirect("proposals:triage_one", following.pk)
    last = queries.last_placement_by(signed_in(request).pk)
    return render(request, "proposals/nothing_to_place.html", {"last": last})


@requires("proposals.change")
@require_safe
@never_cache
def triage_one(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.proposal_pages(viewer), pk=pk)
    standing = queries.placements_of(found).standing().first()
    if standing:
        say_placed(request, standing)
        return go_on(request, viewer, after=found)
    return render(request, "proposals/triage.html", triage_context(request, found))


def triage_context(
    request: HttpRequest, found: Proposal, form: PlacementForm | None = None
) -> dict[str, Any]:
    user = signed_in(request)
    waiting = queries.queue(viewer_of(request)).count()
    suggested = suggestions_for(found)
    return suggestions_context(found, suggested) | {
        "proposal": found,
        "families": families_to_pick(without=set(suggested.codes)),
        "waiting": waiting,
        "about": about_time(queries.time_to_place(waiting, user.pk)),
        "similar": similar_for_officers(found, viewer_of(request)),
        "last": queries.last_placement_by(user.pk),
        "form": form,
    }


@requires("proposals.change")
@require_POST
def place(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = get_object_or_404(queries.proposal_pages(viewer), pk=pk)
    form = PlacementForm(request.POST, none_of_these="none_of_these" in request.POST)
    if not form.is_valid():
        context = triage_context(request, found, form)
        return render(request, "proposals/triage.html", context, status=422)
    try:
        services.place_proposal(
            proposal=found,
            sectors=form.cleaned_data["sectors"],
            suggested=form.cleaned_data["suggested"],
            by=signed_in(request),
            at=timezone.now(),
        )
    except services.AlreadyPlaced as meanwhile:
        say_placed(request, meanwhile.placement)
    else:
        say_where(request, form.cleaned_data["sectors"], left=queries.queue(viewer).count())
    return go_on(request, viewer, after=found)


def say_where(request: HttpRequest, sectors: list[str], *, left: int) -> None:
    done = _("Kept in no sector.")
    if sectors:
        done = _("Placed in: %(where)s.") % {"where": sectors_in_words(sectors)}
    waiting = ngettext("%(left)d left.", "%(left)d left.", left) % {"left": left}
    messages.success(request, f"{done} {waiting}")


def say_placed(request: HttpRequest, placement: Placement) -> None:
    who = str(placement.placed_by) if placement.placed_by else _("Somebody")
    messages.info(request, _("%(who)s has placed this one meanwhile.") % {"who": who})


@requires("proposals.change")
@require_safe
@never_cache
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """It stays in the queue and comes up again after all later ones."""
    viewer = viewer_of(request)
    found = get_object_or_404(Proposal.objects.visible_to(viewer), pk=pk)
    return go_on(request, viewer, after=found)


@requires("proposals.change")
@require_POST
def undo_placement(request: HttpRequest) -> HttpResponse:
    """Takes back this officer's latest placement and shows that proposal again."""
    last = queries.last_placement_by(signed_in(request).pk)
    if last is None:
        messages.info(request, _("There is nothing to undo."))
        return redirect("proposals:triage")
    services.take_back_placement(placement=last, at=timezone.now())
    messages.success(request, _("Taken back: it waits to be placed again."))
    return redirect("proposals:triage_one", last.proposal_id)


@requires("proposals.change")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Proposal.objects.visible_to(viewer_of(request)), pk=pk)
    standing = found.placements.standing().first()
    if standing:
        services.take_back_placement(placement=standing, at=timezone.now())
        messages.success(request, _("Taken back: it waits to be placed again."))
    return redirect(found)
