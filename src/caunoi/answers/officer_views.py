"""Officers' pages of one proposal: whom to ask, what they answered, what the authors are told."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.answers import queries, services
from caunoi.answers.forms import (
    AnswerForm,
    ClosingForm,
    MilestoneForm,
    NoteForm,
    RoutingForm,
    WordingsForm,
)
from caunoi.answers.letters import readers_of, reply_language
from caunoi.answers.models import Note, Routing, Verdict
from caunoi.answers.queries import Dealing
from caunoi.answers.showing import Words, author_line, leaving_words
from caunoi.answers.wording import TONE_OF_PROGRESS, TONE_OF_VERDICT
from caunoi.messages.models import Letter, LetterState
from caunoi.organisations.wording import language_name
from caunoi.proposals.models import Progress, Proposal

MOST_OFFICES_OFFERED = 24
shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def found_proposal(request: HttpRequest, pk: int) -> Proposal:
    """The one that lasts: of proposals taken together only one is answered."""
    seen = Proposal.objects.visible_to(viewer_of(request))
    found = get_object_or_404(seen.select_related("superseded_by"), pk=pk)
    return queries.survivor_of(found)


def found_dealing(request: HttpRequest, pk: int) -> Dealing:
    dealing = queries.dealing_with(found_proposal(request, pk), viewer_of(request))
    if dealing is None:
        raise Http404
    return dealing


def found_routing(request: HttpRequest, pk: int) -> Routing:
    seen = Routing.objects.visible_to(viewer_of(request))
    return get_object_or_404(seen.select_related("proposal", "organisation"), pk=pk)


# --- the whole of it ---


@requires("answers.view")
@require_safe
@never_cache
def answering(request: HttpRequest, pk: int) -> HttpResponse:
    return render(
        request, "answers/answering.html", dealing_context(request, found_dealing(request, pk))
    )


def dealing_context(request: HttpRequest, dealing: Dealing, **forms: Any) -> dict[str, Any]:
    """What the page of one proposal shows. forms: those that were sent and need correcting."""
    today = timezone.localdate()
    number = {"number": dealing.next_number}
    return {
        "dealing": dealing,
        "proposal": dealing.proposal,
        "tone": TONE_OF_PROGRESS[Progress(dealing.proposal.progress)],
        "routings": [routing_row(one) for one in dealing.routings],
        "readers": readers_of(dealing.proposal),
        "closing_form": ClosingForm(initial=number),
        "milestone_form": MilestoneForm(on=today, initial={"happened_on": today}),
        "note_form": NoteForm(prefix="note"),
        **forms,
    }


def routing_row(routing: Routing) -> dict[str, Any]:
    answer = getattr(routing, "answer", None)
    given = answer if answer and answer.given_at else None
    return {
        "routing": routing,
        "answer": given,
        "tone": TONE_OF_VERDICT[given.verdict] if given else "",
        "is_late": routing.is_late(timezone.localdate()),
    }


# --- asking bodies ---


@requires("answers.change")
@shown_or_sent
@never_cache
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = found_proposal(request, pk)
    today = timezone.localdate()
    form = RoutingForm(
        request.POST or None,
        offices=queries.offices_to_ask(proposal, most=MOST_OFFICES_OFFERED),
        words=words_at_hand(request, proposal),
        on=today,
    )
    if request.method == "POST" and form.is_valid():
        try:
            asked = services.route_proposal(
                proposal=proposal,
                offices=form.cleaned_data["asked"],
                words=form.words(),
                question=form.cleaned_data["question"],
                due_on=form.cleaned_data["due_on"],
                by=signed_in(request),
                on=today,
            )
        except Proposal.DoesNotExist:
            messages.info(request, _("Its author has withdrawn it meanwhile: nobody was asked."))
            return redirect("proposals:proposals")
        say_who_was_asked(request, asked)
        return redirect("answers:answering", proposal.pk)
    context = {
        "proposal": proposal,
        "form": form,
        "author_line": author_line(proposal),
        "translations": proposal.translations.all(),
    }
    return render(request, "answers/ask.html", context)


def words_at_hand(request: HttpRequest, proposal: Proposal) -> Words:
    """The author's own words, or the translation the officer chose to send."""
    asked = request.GET.get("translation", "")
    chosen = proposal.translations.filter(pk=asked).first() if asked.isdecimal() else None
    if chosen is None:
        return leaving_words(proposal)
    translated = Words(chosen.title, chosen.text, chosen.language, chosen.made_by)
    return leaving_words(proposal, translated)


def say_who_was_asked(request: HttpRequest, asked: list[Routing]) -> None:
    if not asked:
        messages.info(request, _("They have been asked already: nothing was sent twice."))
        return
    named = ", ".join(str(one.organisation) for one in asked)
    messages.success(request, _("Asked: %(bodies)s.") % {"bodies": named})
    offices = [one.contact_point for one in asked]
    if any(office and not office.email for office in offices):
        messages.info(request, _("A letter without an address waits under Letters, to pass on."))


@requires("answers.change")
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    routing = found_routing(request, pk)
    try:
        services.take_back_routing(routing=routing, now=timezone.now())
    except services.AlreadyAnswered:
        messages.info(request, _("They have answered meanwhile: see below."))
    else:
        messages.success(request, _("Taken back: they no longer see the proposal."))
    return redirect("answers:answering", routing.proposal_id)


@requires("answers.change")
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    routing = found_routing(request, pk)
    try:
        is_written = services.remind_body(
            routing=routing, by=signed_in(request), on=timezone.localdate()
        )
    except services.AlreadyAnswered:
        messages.info(request, _("They have answered meanwhile: see below."))
    else:
        if is_written:
            messages.success(request, _("Reminded."))
        else:
            messages.info(request, _("No letter was written: one a day is enough."))
    return redirect("answers:answering", routing.proposal_id)


@requires("answers.change")
@shown_or_sent
@never_cache
def type_in(request: HttpRequest, pk: int) -> HttpResponse:
    """An answer that came by telephone or by letter, noted by an officer."""
    routing = found_routing(request, pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.give_answer(
                routing=routing,
                verdict=Verdict(form.cleaned_data["verdict"]),
                text=form.cleaned_data["text"],
                by=signed_in(request),
                now=timezone.now(),
            )
        except services.AlreadyAnswered:
            messages.info(request, _("They have answered meanwhile: see below."))
        except services.TakenBack:
            messages.info(request, _("This question was taken back meanwhile."))
        else:
            messages.success(request, _("The answer is kept."))
        return redirect("answers:answering", routing.proposal_id)
    return render(request, "answers/type_in.html", {"routing": routing, "form": form})


# --- closing, milestones, notes ---


@requires("answers.change")
@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    dealing = found_dealing(request, pk)
    form = ClosingForm(request.POST)
    if not form.is_valid():
        return again(request, dealing, closing_form=form)
    try:
        letters = services.close_proposal(
            proposal=dealing.proposal,
            reason=form.cleaned_data["text"],
            language=reply_language(dealing.proposal),
            number=form.cleaned_data["number"],
            by=signed_in(request),
            on=timezone.localdate(),
        )
    except services.AlreadyReplied:
        messages.info(request, _("Its authors have been told meanwhile: see below."))
    else:
        say_who_was_told(request, letters)
    return redirect("answers:answering", dealing.proposal.pk)


def again(request: HttpRequest, dealing: Dealing, **forms: Any) -> HttpResponse:
    """The page once more with what has to be corrected."""
    context = dealing_context(request, dealing, **forms)
    return render(request, "answers/answering.html", context, status=422)


def say_who_was_told(request: HttpRequest, letters: list[Letter]) -> None:
    if not letters:
        messages.warning(request, _("Kept. Its author is not in the register: nobody was told."))
        return
    number = len(letters)
    told = ngettext("%(number)d author is told.", "%(number)d authors are told.", number)
    messages.success(request, told % {"number": number})
    if any(one.state == LetterState.BY_HAND for one in letters):
        messages.info(request, _("A letter without an address waits under Letters, to pass on."))


@requires("answers.change")
@require_POST
def add_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    dealing = found_dealing(request, pk)
    form = MilestoneForm(request.POST, on=timezone.localdate())
    if not form.is_valid():
        return again(request, dealing, milestone_form=form)
    letters = services.add_milestone(
        proposal=dealing.proposal,
        happened_on=form.cleaned_data["happened_on"],
        words=form.cleaned_data["words"],
        url=form.cleaned_data["url"],
        by=signed_in(request),
        now=timezone.now(),
    )
    if letters is None:
        messages.info(request, _("This was told already: nothing was sent twice."))
    else:
        say_who_was_told(request, letters)
    return redirect("answers:answering", dealing.proposal.pk)


@requires("answers.change")
@require_POST
def add_note(request: HttpRequest, pk: int) -> HttpResponse:
    dealing = found_dealing(request, pk)
    form = NoteForm(request.POST, prefix="note")
    if not form.is_valid():
        return again(request, dealing, note_form=form)
    services.add_note(
        proposal=dealing.proposal,
        text=form.cleaned_data["text"],
        by=signed_in(request),
        now=timezone.now(),
    )
    return redirect("answers:answering", dealing.proposal.pk)


@requires("answers.change")
@require_POST
def delete_note(request: HttpRequest, pk: int) -> HttpResponse:
    note = get_object_or_404(Note, pk=pk)
    services.delete_note(note=note)
    return redirect("answers:answering", note.proposal_id)


# --- how the mission words it ---


@requires("answers.change")
@shown_or_sent
@never_cache
def wordings(request: HttpRequest) -> HttpResponse:
    """Where a proposal stands, in the mission's own words as authors read them, by language."""
    asked = request.GET.get("language", "")
    language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    form = WordingsForm(request.POST or None, language=language)
    if request.method == "POST" and form.is_valid():
        for progress in Progress:
            services.word_progress(
                progress=progress, language=language, words=form.cleaned_data[progress.value]
            )
        messages.success(request, _("Kept: authors read it so from now on."))
        return redirect(request.get_full_path())
    context = {"form": form, "language": language, "languages": language_choices()}
    return render(request, "answers/wordings.html", context)


def language_choices() -> list[tuple[str, str]]:
    return [(code, language_name(code.partition("-")[0])) for code, _name in settings.LANGUAGES]
