"""A body's own pages: who could help, without a name; yes or no; and what came of it.

Invariant: a name stands on them only of somebody whose introduction took place and whose yes
holds today.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.accounts.viewers import viewer_of
from caunoi.introductions import queries, services
from caunoi.introductions.files import calendar_file
from caunoi.introductions.forms import BodysAnswerForm, OutcomeForm
from caunoi.introductions.models import Introduction, Stage
from caunoi.introductions.own_views import keep_outcome, outcome_or_404
from caunoi.introductions.refusals import MayNotBeAsked, TooLate
from caunoi.introductions.sharing import shared_lines
from caunoi.introductions.wording import description_of
from caunoi.organisations.models import Organisation
from caunoi.partners.access import bodys_page
from caunoi.partners.frame import page

shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@bodys_page
def of_body(request: HttpRequest, body: Organisation) -> HttpResponse:
    viewer = viewer_of(request)
    standing = Introduction.objects.standing().filter(stage=Stage.INTRODUCED).order_by()
    context = {
        "lines": queries.introductions_of_body(viewer),
        "open_outcomes": queries.open_outcomes(viewer).filter(introduction__in=standing),
    }
    return page(request, body, "introductions/of_body.html", context)


@shown_or_sent
@bodys_page
def for_body(request: HttpRequest, body: Organisation, pk: int) -> HttpResponse:
    """Opening only shows; a button answers."""
    found = bodys_introduction(request, pk)
    form = BodysAnswerForm(
        request.POST if "yes" in request.POST else None, initial={"contact": contact_of(found)}
    )
    if request.method == "POST" and ("no" in request.POST or form.is_valid()):
        answer(request, found, form)
        return redirect("introductions:for_body", pk)
    return page(request, body, "introductions/for_body.html", what_is_told(found) | {"form": form})


def bodys_introduction(request: HttpRequest, pk: int) -> Introduction:
    visible = Introduction.objects.visible_to(viewer_of(request))
    return get_object_or_404(
        visible.select_related("need", "person__expert", "office", "meeting"), pk=pk
    )


def contact_of(found: Introduction) -> str:
    if found.office is None:
        return ""
    return ", ".join(filter(None, (found.office.name, found.office.email)))


def what_is_told(found: Introduction) -> dict[str, object]:
    """No more than this reaches the template: neither the person nor the introduction does."""
    where = where_it_stands(found)
    told: dict[str, object] = {"need": found.need, "where": where}
    if where in {"to_answer", "agreed"}:
        told |= {"description": description_of(found.person), "own_words": found.description}
    if where == "introduced":
        told |= {
            "shared": shared_lines(found),
            "meeting": getattr(found, "meeting", None),
        }
    return told


def where_it_stands(found: Introduction) -> str:
    """ "to_answer", "agreed", "introduced", "declined", else "gone", whatever the reason."""
    if found.stage == Stage.BODY_DECLINED:
        return "declined"
    if not Introduction.objects.standing().filter(pk=found.pk).exists():
        return "gone"
    words = {
        Stage.BODY_ASKED: "to_answer",
        Stage.BODY_AGREED: "agreed",
        Stage.INTRODUCED: "introduced",
    }
    return words.get(Stage(found.stage), "gone")


def answer(request: HttpRequest, found: Introduction, form: BodysAnswerForm) -> None:
    try:
        if "no" in request.POST:
            services.bodys_no(introduction=found)
        else:
            services.bodys_yes(introduction=found, contact=form.cleaned_data["contact"])
    except (TooLate, MayNotBeAsked):
        messages.warning(request, _("This has moved on or ended meanwhile. Nothing was changed."))
    else:
        messages.success(request, _("Your answer is kept. Thank you."))


@shown_or_sent
@bodys_page
def outcome_of_body(request: HttpRequest, body: Organisation, pk: int) -> HttpResponse:
    found = outcome_or_404(request, pk)
    if where_it_stands(found.introduction) != "introduced":
        raise Http404
    form = OutcomeForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        keep_outcome(request, found, form)
        return redirect("introductions:of_body")
    context = {
        "form": form,
        "outcome": found,
        "other": found.introduction.person.display_name,
    }
    return page(request, body, "introductions/outcome_of_body.html", context)


@require_safe
@bodys_page
def bodys_calendar(request: HttpRequest, body: Organisation, pk: int) -> HttpResponse:
    found = bodys_introduction(request, pk)
    if where_it_stands(found) != "introduced":
        raise Http404
    return calendar_file(found)
