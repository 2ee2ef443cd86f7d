"""The officers' pages: who is to be asked, who answered, bringing together, and the funnel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.introductions import queries, services
from caunoi.introductions.asking import hindrance_to_asking
from caunoi.introductions.files import calendar_file, paper_file, shortlist_file
from caunoi.introductions.forms import (
    AskBodyForm,
    ConflictForm,
    MeetingForm,
    RequestForm,
    SecurityForm,
)
from caunoi.introductions.models import (
    NEXT_STAGES,
    Checked,
    Conflict,
    Introduction,
    KnowledgeSecurity,
    Meeting,
    Stage,
)
from caunoi.introductions.pictures import funnel_picture_of
from caunoi.introductions.queries import Selection, Step
from caunoi.introductions.refusals import MayNotBeAsked, NoOffice, TooEarly, TooLate
from caunoi.introductions.wording import (
    SELECTION_LABELS,
    STEP_LABELS,
    description_of,
    hindrance_in_words,
    refusal_in_words,
    tone_of,
)
from caunoi.listing import page_of, tabs_of
from caunoi.needs.models import Need
from caunoi.needs.posting import Review
from caunoi.people.models import Look, Person
from caunoi.people.services import note_look

ON_A_PAGE = 50
REFUSALS = (MayNotBeAsked, NoOffice, TooEarly, TooLate)
shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


# --- the list ---


@requires("introductions.view")
@require_safe
@never_cache
def introductions(request: HttpRequest) -> HttpResponse:
    viewer, today = viewer_of(request), timezone.localdate()
    selection = selection_asked_for(request)
    counts = queries.counts_by_selection(viewer, on=today)
    found = queries.listed_introductions(viewer, selection, on=today)
    page = page_of(found, counts[selection], request.GET.get("page"), per_page=ON_A_PAGE)
    context = {
        "page": page,
        "rows": [(one, tone_of(one.stage)) for one in page],
        "tabs": tabs_of(request.GET, "show", SELECTION_LABELS, current=selection, counts=counts),
    }
    return TemplateResponse(request, "introductions/introductions.html", context)


def selection_asked_for(request: HttpRequest) -> Selection:
    try:
        return Selection(request.GET.get("show", ""))
    except ValueError:
        return Selection.TO_DO


# --- asking ---


@requires("introductions.change")
@shown_or_sent
@never_cache
def ask(request: HttpRequest, need: int, person: int) -> HttpResponse:
    """What the request will say; it leaves with "Ask", and is only kept with "Keep"."""
    viewer = viewer_of(request)
    wanted, who = need_and_person(viewer, need, person)
    form = RequestForm(request.POST or None, instance=security_of(wanted, who))
    if request.method == "POST" and wanted.asked_by and form.is_valid():
        kept = keep_and_ask(request, wanted, who, form)
        return redirect(kept) if kept else redirect(wanted)
    context = {
        "need": wanted,
        "person": who,
        "form": form,
        "conflict": conflict_of(wanted, who),
        "conflict_form": ConflictForm(),
        "hindrance": hindrance_of(wanted, who),
        "description": description_of(who),
    }
    return render(request, "introductions/ask.html", context)


def need_and_person(viewer: Viewer, need: int, person: int) -> tuple[Need, Person]:
    """Only an accepted need, and somebody who may be matched; of others there is no such page."""
    accepted = Need.objects.visible_to(viewer).filter(review=Review.ACCEPTED)
    wanted = get_object_or_404(accepted, pk=need)
    people = Person.objects.visible_to(viewer).matchable().select_related("expert")
    return wanted, get_object_or_404(people, pk=person)


def security_of(need: Need, person: Person) -> KnowledgeSecurity:
    found = KnowledgeSecurity.objects.filter(
        introduction__need=need, introduction__person=person
    ).first()
    return found or KnowledgeSecurity(
        purpose=need.open_text, end_user=str(need.asked_by or ""), who_pays=need.funding
    )


def conflict_of(need: Need, person: Person) -> Conflict | None:
    return Conflict.objects.filter(person=person, organisation=need.asked_by_id or 0).first()


def hindrance_of(need: Need, person: Person) -> str:
    if need.asked_by is None:
        return ""
    found = hindrance_to_asking(person, need.asked_by, on=timezone.localdate())
    return hindrance_in_words(found) if found else ""


def keep_and_ask(
    request: HttpRequest, need: Need, person: Person, form: RequestForm
) -> Introduction | None:
    by = signed_in(request)
    try:
        kept = services.prepare_introduction(
            need=need, person=person, security=form.save(commit=False), by=by
        )
    except TooLate as late:
        messages.warning(request, refusal_in_words(late))
        return (
            Introduction.objects.visible_to(viewer_of(request))
            .filter(need=need, person=person)
            .first()
        )
    if "ask" in request.POST:
        do(request, kept, services.ask_expert, _("The expert is asked."))
    else:
        messages.success(request, _("Kept. Nobody is asked yet."))
    return kept


@requires("introductions.change")
@require_POST
def add_conflict(request: HttpRequest, need: int, person: int) -> HttpResponse:
    wanted, who = need_and_person(viewer_of(request), need, person)
    form = ConflictForm(request.POST)
    if wanted.asked_by and form.is_valid():
        services.note_conflict(
            person=who,
            organisation=wanted.asked_by,
            note=form.cleaned_data["note"],
            by=signed_in(request),
            on=timezone.localdate(),
        )
        messages.success(request, _("Noted: the expert is not asked for this body."))
    return redirect("introductions:ask", need, person)


@requires("introductions.change")
@require_POST
def take_back_conflict(request: HttpRequest, need: int, person: int) -> HttpResponse:
    """What an officer noted; the person's own word stays."""
    wanted, who = need_and_person(viewer_of(request), need, person)
    conflict = conflict_of(wanted, who)
    if conflict and conflict.stated_by_id:
        services.take_back_conflict(conflict=conflict)
        messages.success(request, _("The note is gone."))
    else:
        messages.warning(request, _("The expert said so; only the expert takes it back."))
    return redirect("introductions:ask", need, person)


# --- one introduction ---


@requires("introductions.view")
@require_safe
@never_cache
def introduction(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = found_for(viewer, pk)
    note_look(
        person=found.person, by=signed_in(request), what=Look.What.PROFILE, about=str(found.need)
    )
    meeting = getattr(found, "meeting", None)
    security = getattr(found, "security", None)
    context = {
        "introduction": found,
        "security": security,
        "tone": tone_of(found.stage),
        "next": {stage.value for stage in NEXT_STAGES.get(Stage(found.stage), ())},
        "hindrance": hindrance_of(found.need, found.person),
        "description": description_of(found.person),
        "outcomes": queries.outcomes_of(found, viewer),
        "office_form": AskBodyForm(introduction=found),
        "security_form": SecurityForm(
            initial={"institution": security.institution if security else Checked.PENDING}
        ),
        "meeting": meeting,
        "meeting_form": MeetingForm(instance=meeting),
    }
    return render(request, "introductions/introduction.html", context)


def found_for(viewer: Viewer, pk: int) -> Introduction:
    return get_object_or_404(queries.introductions_with_names(viewer), pk=pk)


@requires("introductions.change")
@require_POST
def step(request: HttpRequest, pk: int, deed: str) -> HttpResponse:
    """Ask the expert, introduce, or close."""
    found = found_for(viewer_of(request), pk)
    if deed == "ask":
        do(request, found, services.ask_expert, _("The expert is asked."))
    elif deed == "introduce":
        do(request, found, services.introduce, _("Introduced: both have a letter."))
    elif deed == "close":
        do(request, found, services.close, _("Closed."))
    else:
        raise Http404
    return redirect(found)


@requires("introductions.change")
@require_POST
def ask_body(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_for(viewer_of(request), pk)
    form = AskBodyForm(request.POST, introduction=found)
    office = form.cleaned_data["office"] if form.is_valid() else None
    do(request, found, services.ask_body, _("The body is asked, without a name."), office=office)
    return redirect(found)


def do(request: HttpRequest, found: Introduction, deed: Any, said: str, **what: Any) -> None:
    """Take one step; where it may not be taken, say why and that nothing was changed."""
    try:
        deed(introduction=found, by=signed_in(request), **what)
    except REFUSALS as refusal:
        messages.warning(request, refusal_in_words(refusal))
    else:
        messages.success(request, said)


@requires("introductions.change")
@require_POST
def security(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_for(viewer_of(request), pk)
    form = SecurityForm(request.POST)
    if form.is_valid():
        institution = Checked(form.cleaned_data["institution"])
        services.change_security(
            introduction=found, institution=institution, on=timezone.localdate()
        )
        messages.success(request, _("Kept."))
    return redirect(found)


@requires("introductions.change")
@shown_or_sent
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_for(viewer_of(request), pk)
    if found.stage != Stage.INTRODUCED:
        messages.warning(request, refusal_in_words(TooLate(found.stage)))
        return redirect(found)
    form = MeetingForm(
        request.POST or None, instance=getattr(found, "meeting", Meeting(introduction=found))
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.set_meeting(meeting=form.save(commit=False), by=signed_in(request))
        except REFUSALS as refusal:
            messages.warning(request, refusal_in_words(refusal))
        else:
            messages.success(request, _("The meeting is set: both have a letter."))
        return redirect(found)
    return render(request, "introductions/meeting.html", {"introduction": found, "form": form})


# --- files ---


@requires("introductions.view")
@require_safe
@never_cache
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    return calendar_file(found_for(viewer_of(request), pk))


@requires("introductions.view")
@require_safe
@never_cache
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """For the desk of the expert's university; that it was made is told to the expert."""
    found = found_for(viewer_of(request), pk)
    return paper_file(request, found, by=signed_in(request))


@requires("introductions.view")
@require_safe
@never_cache
def shortlist(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    viewer = viewer_of(request)
    need = get_object_or_404(Need.objects.visible_to(viewer), pk=pk)
    return shortlist_file(need, viewer, ending, by=signed_in(request))


# --- the funnel ---


@requires("introductions.view")
@require_safe
@never_cache
def funnel(request: HttpRequest) -> HttpResponse:
    steps = [(step, STEP_LABELS[step], count) for step, count in queries.funnel(viewer_of(request))]
    return render(request, "introductions/funnel.html", {"steps": steps})


@requires("introductions.view")
@require_safe
@never_cache
def funnel_picture(request: HttpRequest) -> HttpResponse:
    svg = funnel_picture_of(queries.funnel(viewer_of(request)))
    return HttpResponse(svg, content_type="image/svg+xml")


@requires("introductions.view")
@require_safe
@never_cache
def funnel_records(request: HttpRequest, reached: str) -> HttpResponse:
    """The records behind one number of the funnel."""
    if reached not in set(Step):
        raise Http404
    found = queries.records_at(Step(reached), viewer_of(request))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "reached": Step(reached), "label": STEP_LABELS[Step(reached)]}
    return render(request, "introductions/funnel_records.html", context)
