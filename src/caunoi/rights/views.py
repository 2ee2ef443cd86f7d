"""Officers' pages about data, and the public one."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.messages.models import LetterState
from caunoi.organisations.queries import the_register
from caunoi.people.models import Look, Person
from caunoi.people.services import note_look
from caunoi.rights import queries, services
from caunoi.rights.erasing import erase_person, is_last_administrator
from caunoi.rights.forms import AnswerForm, BreachForm, EraseForm
from caunoi.rights.models import Breach
from caunoi.rights.own_views import evidence_file, json_file, no_pdf, pdf_file
from caunoi.rights.processing import ACTIVITIES
from caunoi.rights.retention import PERIODS

ON_A_PAGE = 50
shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Said to everybody: who is responsible, what is kept, why, for how long, what to do."""
    context = {"register": the_register(), "activities": ACTIVITIES, "periods": PERIODS}
    return render(request, "rights/about.html", context)


@requires("rights.handle")
@require_safe
def processing(request: HttpRequest) -> HttpResponse:
    context = {"register": the_register(), "activities": ACTIVITIES, "periods": PERIODS}
    return render(request, "rights/processing.html", context)


# --- requests ---


@requires("rights.handle")
@require_safe
@never_cache
def requests(request: HttpRequest) -> HttpResponse:
    found = queries.requests_about_data(viewer_of(request))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "rights/requests.html", context)


@requires("rights.handle")
@shown_or_sent
@never_cache
def one_request(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_object_or_404(queries.requests_about_data(viewer_of(request)), pk=pk)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            letter = services.answer_request(
                request=asked, answer=form.cleaned_data["answer"], by=signed_in(request)
            )
        except services.AlreadyAnswered:
            messages.error(request, _("A colleague has answered already; nothing was sent again."))
            return redirect(asked)
        messages.success(request, _("The answer is written."))
        by_hand = letter.state == LetterState.BY_HAND
        return redirect("messages:letter", letter.pk) if by_hand else redirect("rights:requests")
    context = {"asked": asked, "form": form, "today": timezone.localdate()}
    return render(request, "rights/request.html", context)


# --- one person's data ---


def person_to_handle(request: HttpRequest, pk: int) -> Person:
    return get_object_or_404(Person.objects.visible_to(viewer_of(request)), pk=pk)


@requires("rights.handle")
@require_safe
@never_cache
def person_json(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_to_handle(request, pk)
    taken = json_file(person)
    note_look(person=person, by=signed_in(request), what=Look.What.EXPORT)
    return taken


@requires("rights.handle")
@require_safe
@never_cache
def person_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_to_handle(request, pk)
    try:
        taken = pdf_file(person)
    except OSError:
        messages.error(request, no_pdf())
        return redirect("rights:erase", pk)
    note_look(person=person, by=signed_in(request), what=Look.What.EXPORT)
    return taken


@requires("rights.handle")
@require_safe
@never_cache
def person_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_to_handle(request, pk)
    taken = evidence_file(person)
    note_look(person=person, by=signed_in(request), what=Look.What.EXPORT)
    return taken


@requires("rights.erase")
@shown_or_sent
@never_cache
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    person = person_to_handle(request, pk)
    if is_last_administrator(person.user):
        messages.error(request, hand_over_first())
        return redirect(person)
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        erasure = erase_person(
            person=person,
            by=signed_in(request),
            with_proposals=form.cleaned_data["with_proposals"],
            index_later=True,
        )
        messages.success(request, _("Erased. The receipt says what is left for the night."))
        return redirect(erasure)
    context = {"person": person, "form": form, "kept": queries.kept_of(person)}
    return render(request, "rights/erase.html", context)


def hand_over_first() -> str:
    return _(
        "Nothing was erased: this is the account of the last administrator. Make somebody else"
        " administrator first."
    )


# --- receipts ---


@requires("rights.handle")
@require_safe
def receipts(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.erasures(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "rights/receipts.html", {"page": page})


@requires("rights.handle")
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    erasure = get_object_or_404(queries.erasures(), pk=pk)
    context = {"erasure": erasure, "counts": queries.receipt_of(erasure)}
    return render(request, "rights/receipt.html", context)


@requires("rights.handle")
@require_safe
def receipt_text(request: HttpRequest, pk: int) -> HttpResponse:
    erasure = get_object_or_404(queries.erasures(), pk=pk)
    context = {"erasure": erasure, "counts": queries.receipt_of(erasure)}
    response = render(
        request, "rights/receipt.txt", context, content_type="text/plain; charset=utf-8"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="erasure-{pk}.txt"'
    return response


# --- breaches ---


@requires("rights.handle")
@require_safe
@never_cache
def breaches(request: HttpRequest) -> HttpResponse:
    page = Paginator(Breach.objects.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    clocks = queries.clocks(list(page), now=timezone.now())
    return render(request, "rights/breaches.html", {"page": page, "clocks": clocks})


@requires("rights.handle")
@shown_or_sent
@never_cache
def add_breach(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    form = BreachForm(request.POST or None, initial={"known_at": timezone.localtime(now)})
    if request.method == "POST" and form.is_valid():
        form.instance.written_by = signed_in(request)
        return redirect(form.save())
    return render(request, "rights/breach.html", {"form": form})


@requires("rights.handle")
@shown_or_sent
@never_cache
def breach(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Breach, pk=pk)
    form = BreachForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(found)
    kept = Breach.objects.get(pk=pk)
    context = {"form": form, "breach": kept, "clock": queries.clock_of(kept, now=timezone.now())}
    return render(request, "rights/breach.html", context)
