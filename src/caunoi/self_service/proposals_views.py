"""Own pages about proposals: sending one, its draft, changing and withdrawing it, co-authors."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.viewers import viewer_of
from caunoi.people.models import Person
from caunoi.proposals.models import CoAuthor, Draft, Proposal, ProposalFile
from caunoi.proposals.receiving import (
    InHand,
    change_proposal,
    confirm_co_author,
    forget_draft,
    keep_draft,
    refuse_co_author,
    withdraw_proposal,
)
from caunoi.proposals.similar import Hint, hints_for_author
from caunoi.self_service import queries, services
from caunoi.self_service.access import own_page
from caunoi.self_service.frame import page
from caunoi.self_service.limits import may_try_again
from caunoi.self_service.proposal_forms import OwnProposalForm
from caunoi.sources.downloads import file_response

shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@shown_or_sent
@own_page
def proposals(request: HttpRequest, person: Person) -> HttpResponse:
    draft = Draft.objects.filter(person=person).first()
    form = OwnProposalForm(
        request.POST or None, request.FILES or None, initial=initial_of_draft(draft)
    )
    if request.method == "POST":
        if form.is_valid():
            return sent(request, person, form)
        # Files are chosen again, but nothing typed is lost.
        draft = keep_what_was_typed(request, person)
    context = {
        "form": form,
        "draft": draft,
        "proposals": queries.own_proposals(person, viewer_of(request)),
        "named": queries.named_as_co_author(person),
    }
    return page(request, person, "proposals", context)


def sent(request: HttpRequest, person: Person, form: OwnProposalForm) -> HttpResponse:
    words = form.words()
    services.send_proposal(
        person=person,
        title=words.title,
        text=words.text,
        signature=words.signature,
        co_authors=words.co_authors,
        files=form.cleaned_data["papers"],
        on=timezone.localdate(),
    )
    messages.success(request, _("Your proposal has arrived, word for word. Thank you."))
    return redirect("self_service:proposals")


def initial_of_draft(draft: Draft | None) -> dict[str, str]:
    if draft is None:
        return {}
    return {
        "title": draft.title,
        "text": draft.text,
        "signature": draft.signature,
        "co_authors": draft.co_authors,
    }


# --- the draft ---


@require_POST
@own_page
def draft(request: HttpRequest, person: Person) -> HttpResponse:
    """Kept while one types, with what others proposed like it; or by the button, without a script.

    What is typed into a form that changes a proposal is only looked at, and not kept.
    """
    is_new = "changes" not in request.POST
    kept = keep_what_was_typed(request, person) if is_new else None
    if not request.headers.get("HX-Request"):
        messages.success(request, _("Kept as a draft. Nobody else sees it."))
        return redirect("self_service:proposals")
    context = {"draft": kept, "hints": hints_for(request, person)}
    return render(request, "self_service/parts/kept_draft.html", context)


def keep_what_was_typed(request: HttpRequest, person: Person) -> Draft | None:
    typed = request.POST
    return keep_draft(
        person=person,
        title=typed.get("title", ""),
        text=typed.get("text", "")[:50_000].replace("\r\n", "\n"),
        signature=typed.get("signature", ""),
        co_authors=typed.get("co_authors", "")[:5_000],
        at=timezone.now(),
    )


def hints_for(request: HttpRequest, person: Person) -> list[Hint]:
    """None for whoever asks too often: guessing at what others proposed should take long."""
    if not may_try_again(request, "similar", email=f"person-{person.pk}"):
        return []
    own = Proposal.objects.filter(authorships__person=person).values_list("pk", flat=True)
    typed = request.POST
    return hints_for_author(
        typed.get("text", "")[:50_000], title=typed.get("title", "")[:300], without=list(own)
    )


@require_POST
@own_page
def drop_draft(request: HttpRequest, person: Person) -> HttpResponse:
    forget_draft(person=person)
    messages.success(request, _("The draft is gone."))
    return redirect("self_service:proposals")


# --- one's own ---


def own_proposal(request: HttpRequest, person: Person, pk: int) -> Proposal:
    return get_object_or_404(queries.own_proposals(person, viewer_of(request)), pk=pk)


@shown_or_sent
@own_page
def change(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    found = own_proposal(request, person, pk)
    form = OwnProposalForm(
        request.POST or None, request.FILES or None, initial=initial_of_proposal(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_proposal(
                proposal=found,
                person=person,
                words=form.words(),
                files=form.cleaned_data["papers"],
            )
        except InHand:
            return in_hand(request)
        messages.success(request, _("Your proposal is changed."))
        return redirect("self_service:proposals")
    if not found.is_in_hand_of_nobody:
        return in_hand(request)
    return page(request, person, "change_proposal", {"form": form, "proposal": found})


def initial_of_proposal(found: Proposal) -> dict[str, str]:
    return {
        "title": found.title,
        "text": found.text,
        "signature": found.signature,
        "co_authors": "\n".join(one.line for one in found.co_authors.all()),
    }


def in_hand(request: HttpRequest) -> HttpResponse:
    messages.info(
        request,
        _("This proposal is being answered and can no longer be changed. Write to the mission."),
    )
    return redirect("self_service:proposals")


@shown_or_sent
@own_page
def withdraw_own(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    found = own_proposal(request, person, pk)
    if not found.is_in_hand_of_nobody:
        return in_hand(request)
    if request.method != "POST":
        return page(request, person, "withdraw_proposal", {"proposal": found})
    try:
        withdraw_proposal(proposal=found, person=person)
    except InHand:
        return in_hand(request)
    messages.success(request, _("Your proposal is withdrawn, and nothing of it is kept."))
    return redirect("self_service:proposals")


@require_safe
@own_page
def proposal_file(request: HttpRequest, person: Person, pk: int) -> FileResponse:
    return file_response(own_file(request, person, pk).attachment)


@require_POST
@own_page
def remove_proposal_file(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    found = own_file(request, person, pk)
    if not found.proposal.is_in_hand_of_nobody:
        return in_hand(request)
    found.delete()
    messages.success(request, _("The file is gone."))
    return redirect("self_service:change_proposal", found.proposal_id)


def own_file(request: HttpRequest, person: Person, pk: int) -> ProposalFile:
    own = queries.own_proposals(person, viewer_of(request)).order_by()
    files = ProposalFile.objects.select_related("attachment", "proposal")
    return get_object_or_404(files.filter(proposal__in=own.values("pk")), pk=pk)


# --- being named by others ---


@shown_or_sent
@own_page
def co_author(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    named = CoAuthor.objects.filter(person=person, pk=pk).select_related("proposal").first()
    if named is None:
        messages.info(request, _("This question is answered already, or was taken back."))
        return redirect("self_service:proposals")
    if request.method == "POST":
        if request.POST.get("answer") == "yes":
            confirm_co_author(named=named, person=person)
            messages.success(request, _("You stand as a co-author now."))
        else:
            refuse_co_author(named=named)
            messages.success(request, _("You are no longer named. Nobody is told why."))
        return redirect("self_service:proposals")
    return page(request, person, "co_author", {"named": named})
