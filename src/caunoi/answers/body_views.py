"""A body's own pages of what it was asked: the list, one proposal, and its answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.accounts.models import User
from caunoi.accounts.viewers import viewer_of
from caunoi.answers import queries, services
from caunoi.answers.forms import AnswerForm
from caunoi.answers.models import BodysAnswer, Routing, Verdict
from caunoi.answers.showing import author_line_shown
from caunoi.answers.wording import TONE_OF_VERDICT
from caunoi.organisations.models import Organisation
from caunoi.partners.access import bodys_page
from caunoi.partners.frame import page


@require_safe
@bodys_page
def routed(request: HttpRequest, body: Organisation) -> HttpResponse:
    today = timezone.localdate()
    rows = [
        (one, given_answer(one), one.is_late(today))
        for one in queries.routed_to(viewer_of(request))
    ]
    return page(request, body, "answers/routed.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@bodys_page
def routed_one(request: HttpRequest, body: Organisation, pk: int) -> HttpResponse:
    """Opening only shows; the button answers, once."""
    seen = Routing.objects.visible_to(viewer_of(request)).select_related("proposal", "answer")
    routing = get_object_or_404(seen, pk=pk)
    if routing.taken_back_at:
        return taken_back(request, body)
    if given_answer(routing):
        if request.method == "POST":
            messages.info(request, _("A colleague of yours has answered meanwhile: see below."))
        return show(request, body, routing, None, status=200)
    is_draft = "draft" in request.POST
    form = AnswerForm(request.POST or None, instance=draft_of(routing), is_draft=is_draft)
    if request.method != "POST" or not form.is_valid():
        return show(request, body, routing, form, status=422 if form.errors else 200)
    try:
        keep(request, routing, form)
    except services.AlreadyAnswered:
        messages.info(request, _("A colleague of yours has answered meanwhile: see below."))
    except services.TakenBack:
        return taken_back(request, body)
    return redirect("answers:routed_one", routing.pk)


def keep(request: HttpRequest, routing: Routing, form: AnswerForm) -> None:
    said = {"routing": routing, "text": form.cleaned_data["text"]}
    if form.is_draft:
        services.keep_draft(**said, verdict=form.cleaned_data["verdict"])
        messages.success(request, _("Kept. Nobody else reads it until you send it."))
        return
    verdict = Verdict(form.cleaned_data["verdict"])
    by = request.user if isinstance(request.user, User) else None
    services.give_answer(**said, verdict=verdict, by=by, now=timezone.now())
    messages.success(request, _("Thank you: your answer has reached the mission."))


def show(
    request: HttpRequest,
    body: Organisation,
    routing: Routing,
    form: AnswerForm | None,
    *,
    status: int,
) -> HttpResponse:
    answer = given_answer(routing)
    context = {
        "routing": routing,
        "author_line": author_line_shown(routing),
        "answer": answer,
        "tone": TONE_OF_VERDICT[answer.verdict] if answer else "",
        "is_late": routing.is_late(timezone.localdate()),
        "form": form,
    }
    response = page(request, body, "answers/routed_one.html", context)
    response.status_code = status
    return response


def taken_back(request: HttpRequest, body: Organisation) -> HttpResponse:
    response = page(request, body, "answers/taken_back.html")
    response.status_code = 410
    return response


def draft_of(routing: Routing) -> BodysAnswer | None:
    answer: BodysAnswer | None = getattr(routing, "answer", None)
    return answer


def given_answer(routing: Routing) -> BodysAnswer | None:
    answer = draft_of(routing)
    return answer if answer and answer.given_at else None
