"""Writing to the authors: one reply, and one after the other for all who wait."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.answers import queries, services
from caunoi.answers.forms import ReplyForm
from caunoi.answers.letters import readers_of, reply_language
from caunoi.answers.models import Reply, Verdict
from caunoi.answers.officer_views import (
    found_dealing,
    found_proposal,
    language_choices,
    say_who_was_told,
)
from caunoi.answers.queries import Dealing
from caunoi.answers.wording import SAID_WITHOUT_A_BODY, drafted_reply
from caunoi.proposals.models import Proposal


@requires("answers.view")
@require_safe
@never_cache
def next_waiting(request: HttpRequest) -> HttpResponse:
    """The author who has waited longest, or the page that says that nobody waits."""
    return go_on(request)


@requires("answers.view")
@require_safe
@never_cache
def skip(request: HttpRequest, pk: int) -> HttpResponse:
    """It still waits, and comes up again after all later ones."""
    return go_on(request, after=found_proposal(request, pk))


def go_on(request: HttpRequest, *, after: Proposal | None = None) -> HttpResponse:
    today = timezone.localdate()
    following = queries.next_waiting(viewer_of(request), on=today, after=after)
    if following:
        return redirect("answers:reply", following.pk)
    return render(request, "answers/nobody_waits.html")


@requires("answers.change")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    dealing = found_dealing(request, pk)
    if request.method != "POST":
        return render(request, "answers/reply.html", reply_context(request, dealing))
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return render(
            request, "answers/reply.html", reply_context(request, dealing, form), status=422
        )
    if "preview" in request.POST:
        context = reply_context(request, dealing, form) | {"preview": form.cleaned_data["text"]}
        return render(request, "answers/reply.html", context)
    return send(request, dealing, form)


def send(request: HttpRequest, dealing: Dealing, form: ReplyForm) -> HttpResponse:
    try:
        letters = services.send_reply(
            proposal=dealing.proposal,
            text=form.cleaned_data["text"],
            language=form.cleaned_data["language"],
            number=form.cleaned_data["number"],
            passes_on=form.cleaned_data["passes_on"],
            by=signed_in(request),
            on=timezone.localdate(),
        )
    except services.AlreadyReplied as meanwhile:
        if is_the_very_same(meanwhile.reply, form):
            messages.info(request, _("It was sent already, and only once."))
            return redirect("answers:answering", dealing.proposal.pk)
        return show_what_was_sent(request, dealing, form, meanwhile.reply)
    say_who_was_told(request, letters)
    if "next" in request.POST:
        return go_on(request, after=dealing.proposal)
    return redirect("answers:answering", dealing.proposal.pk)


def is_the_very_same(sent: Reply, form: ReplyForm) -> bool:
    return sent.text.split() == form.cleaned_data["text"].split()


def show_what_was_sent(
    request: HttpRequest, dealing: Dealing, form: ReplyForm, sent: Reply
) -> HttpResponse:
    """Nothing written is lost: it can still be sent beside what a colleague sent meanwhile."""
    now_before_them = {**form.data.dict(), "number": dealing.next_number}  # type: ignore[attr-defined]
    context = reply_context(request, dealing, ReplyForm(now_before_them)) | {"meanwhile": sent}
    return render(request, "answers/reply.html", context, status=409)


def reply_context(
    request: HttpRequest, dealing: Dealing, form: ReplyForm | None = None
) -> dict[str, Any]:
    viewer, today = viewer_of(request), timezone.localdate()
    language = reply_language(dealing.proposal, request.GET.get("language", ""))
    return {
        "dealing": dealing,
        "proposal": dealing.proposal,
        "form": form or ReplyForm(initial=drafted(request, dealing, language)),
        "readers": readers_of(dealing.proposal),
        "language": language,
        "languages": language_choices(),
        "verdicts": [(number, one) for number, one in enumerate(Verdict, start=1)],
        "waiting": queries.waiting_for_reply(viewer, on=today).count(),
    }


def drafted(request: HttpRequest, dealing: Dealing, language: str) -> dict[str, Any]:
    """From the answers at hand; where there is none, from what the mission itself says."""
    asked = request.GET.get("verdict", "")
    chosen = Verdict(asked) if asked in SAID_WITHOUT_A_BODY else None
    text = drafted_reply(
        dealing.to_pass_on, language, verdict=chosen, with_words="words" in request.GET
    )
    return {
        "text": text,
        "language": language,
        "number": dealing.next_number,
        "passes_on": ",".join(str(one.routing_id) for one in dealing.to_pass_on),
    }
