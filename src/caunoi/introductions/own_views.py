"""An expert's own pages: what was asked, the answer, and what came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.accounts.viewers import viewer_of
from caunoi.introductions import outcomes, queries, services
from caunoi.introductions.files import calendar_file, paper_file
from caunoi.introductions.forms import NO, YES, AnswerForm, OutcomeForm
from caunoi.introductions.models import Introduction, Outcome, Result, Stage
from caunoi.introductions.refusals import MayNotBeAsked, TooLate
from caunoi.introductions.wording import description_of
from caunoi.people.models import Person
from caunoi.self_service.access import own_page
from caunoi.self_service.frame import frame_of

shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])
TO_ANSWER = (Stage.EXPERT_ASKED, Stage.NOT_NOW)
# From here on it is told alike, so that nobody reads the other side's answer out of it.
AGREED = (Stage.EXPERT_AGREED, Stage.BODY_ASKED, Stage.BODY_AGREED)


@require_safe
@own_page
def of_person(request: HttpRequest, person: Person) -> HttpResponse:
    viewer = viewer_of(request)
    standing = standing_ids(person)
    context = {
        "requests": [
            (one, where_it_stands(one, standing)) for one in queries.asked_of(person, viewer)
        ],
        "open_outcomes": queries.open_outcomes(viewer).filter(introduction__in=standing),
    }
    return render(request, "introductions/of_person.html", {**frame_of(request, person), **context})


def standing_ids(person: Person) -> set[int]:
    """Empty once the yes to being matched or to being contacted is taken back."""
    found = Introduction.objects.standing().filter(person=person)
    return set(found.values_list("pk", flat=True))


def where_it_stands(introduction: Introduction, standing: set[int]) -> str:
    """ "to_answer", "agreed", "introduced", "declined" or "ended"."""
    if introduction.stage == Stage.EXPERT_DECLINED:
        return "declined"
    if introduction.pk not in standing:
        return "ended"
    if introduction.stage in TO_ANSWER:
        return "to_answer"
    if introduction.stage in AGREED:
        return "agreed"
    return "introduced" if introduction.stage == Stage.INTRODUCED else "ended"


@shown_or_sent
@own_page
def asked(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """Opening only shows; a button answers."""
    found = own_introduction(request, person, pk)
    form = AnswerForm(
        request.POST or None,
        introduction=found,
        on=timezone.localdate(),
        initial={"until": found.until},
    )
    if request.method == "POST" and form.is_valid():
        answer(request, found, form)
        return redirect("introductions:asked", pk)
    context = {
        "introduction": found,
        "security": getattr(found, "security", None),
        "where": where_it_stands(found, standing_ids(person)),
        "form": form,
        "description": description_of(person),
        "meeting": getattr(found, "meeting", None),
    }
    return render(request, "introductions/asked.html", {**frame_of(request, person), **context})


def own_introduction(request: HttpRequest, person: Person, pk: int) -> Introduction:
    visible = queries.asked_of(person, viewer_of(request))
    return get_object_or_404(visible.select_related("security", "meeting", "office"), pk=pk)


def answer(request: HttpRequest, found: Introduction, form: AnswerForm) -> None:
    said = form.cleaned_data
    try:
        if said["answer"] == YES:
            services.say_yes(introduction=found, yes=form.yes())
        elif said["answer"] == NO:
            services.say_no(
                introduction=found,
                reason=said["reason"],
                never_this_body=said["never_this_body"],
            )
        else:
            services.say_not_now(introduction=found, until=said["until"])
    except (TooLate, MayNotBeAsked):
        messages.warning(request, _("This request has moved on or ended. Nothing was changed."))
    else:
        messages.success(request, _("Your answer is kept. Thank you."))


@shown_or_sent
@own_page
def outcome(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    found = outcome_or_404(request, pk)
    if found.introduction_id not in standing_ids(person):
        raise Http404
    form = OutcomeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        keep_outcome(request, found, form)
        return redirect("introductions:of_person")
    context = {"form": form, "outcome": found, "other": found.introduction.organisation}
    return render(request, "introductions/outcome.html", {**frame_of(request, person), **context})


def outcome_or_404(request: HttpRequest, pk: int) -> Outcome:
    visible = Outcome.objects.visible_to(viewer_of(request))
    return get_object_or_404(
        visible.select_related(
            "introduction__need", "introduction__organisation", "introduction__person"
        ),
        pk=pk,
    )


def keep_outcome(request: HttpRequest, found: Outcome, form: OutcomeForm) -> None:
    outcomes.answer_outcome(
        outcome=found,
        what=Result(form.cleaned_data["what"]),
        happened_on=form.cleaned_data["happened_on"],
        words=form.cleaned_data["words"],
    )
    messages.success(request, _("Kept. Thank you."))


@require_safe
@own_page
def own_calendar(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    return calendar_file(standing_introduction(request, person, pk))


@require_safe
@own_page
def own_paper(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    """For the desk of the own university."""
    return paper_file(request, standing_introduction(request, person, pk), by=None)


def standing_introduction(request: HttpRequest, person: Person, pk: int) -> Introduction:
    found = own_introduction(request, person, pk)
    if where_it_stands(found, standing_ids(person)) in {"ended", "declined"}:
        raise Http404
    return found
