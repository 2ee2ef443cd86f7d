"""A person's works: by hand, from a file of references, from ORCID; chosen one by one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from caunoi.people.models import Person
from caunoi.people.wording import FACT_LABELS, fact_in_words
from caunoi.self_service import offers
from caunoi.self_service.access import for_experts, own_page
from caunoi.self_service.forms import BibliographyForm, OrcidForm
from caunoi.self_service.frame import page
from caunoi.self_service.models import Offer, OfferedFrom
from caunoi.self_service.references import read_references
from caunoi.self_service.views import shown_or_sent
from caunoi.self_service.wording import sentence_of
from caunoi.works.forms import NewWorkForm
from caunoi.works.models import Authorship
from caunoi.works.services import remove_authorship
from trithuc.importers.orcid import OrcidError
from trithuc.importers.reading import UnreadableFile


@shown_or_sent
@own_page
@for_experts
def works(request: HttpRequest, person: Person) -> HttpResponse:
    form = NewWorkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        offers.add_own_work(person=person, work=form.save(commit=False), on=timezone.localdate())
        messages.success(request, _("The work stands on your profile."))
        return redirect("self_service:works")
    own = Authorship.objects.filter(expert=person.pk).select_related("work")
    context = {"form": form, "authorships": own.order_by("-work__year", "work__title")}
    return page(request, person, "works", context)


@require_POST
@own_page
@for_experts
def remove_work(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    found = get_object_or_404(Authorship.objects.select_related("work"), pk=pk, expert=person.pk)
    remove_authorship(authorship=found)
    messages.success(request, _("The work no longer stands on your profile."))
    return redirect("self_service:works")


# --- a file of references ---


@shown_or_sent
@own_page
@for_experts
def works_file(request: HttpRequest, person: Person) -> HttpResponse:
    form = BibliographyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            content = read_references(answers["file"] or answers["text"])
        except UnreadableFile as refusal:
            form.add_error(None, sentence_of(refusal))
        else:
            offers.keep_offer(
                person=person,
                offered_from=OfferedFrom.FILE,
                content=content,
                now=timezone.now(),
            )
            return redirect("self_service:choose_works")
    return page(request, person, "works_file", {"form": form})


@shown_or_sent
@own_page
@for_experts
def choose_works(request: HttpRequest, person: Person) -> HttpResponse:
    if request.method == "POST":
        chosen = numbers_in(request.POST)
        added = offers.take_works(person=person, works=chosen, on=timezone.localdate())
        say_added(request, added)
        return redirect("self_service:works")
    offer = Offer.objects.filter(person=person, offered_from=OfferedFrom.FILE).first()
    if offer is None:
        return redirect("self_service:works_file")
    content = offers.Content.of(offer)
    context = {
        "lines": offers.work_lines(person, content.works),
        "rejected": content.rejected,
    }
    return page(request, person, "choose_works", context)


def numbers_in(answers: QueryDict) -> set[int]:
    typed = answers.getlist("work")
    return {int(one) for one in typed if one.isascii() and one.isdecimal() and len(one) < 9}


def say_added(request: HttpRequest, added: int) -> None:
    said = ngettext("%(n)d work was added.", "%(n)d works were added.", added)
    messages.success(request, said % {"n": added})


# --- ORCID ---


@shown_or_sent
@own_page
@for_experts
def orcid(request: HttpRequest, person: Person) -> HttpResponse:
    form = OrcidForm(request.POST or None, initial={"orcid": person.orcid or ""})
    if request.method == "POST" and form.is_valid():
        try:
            offers.fetch_from_orcid(
                person=person, orcid=form.cleaned_data["orcid"], now=timezone.now()
            )
        except OrcidError as refusal:
            form.add_error("orcid", sentence_of(refusal))
        except offers.HeldBySomeoneElse:
            # No name: who has it is nobody's business but the mission's.
            form.add_error("orcid", _("This iD stands on another profile. Write to the mission."))
        else:
            return redirect("self_service:choose_from_orcid")
    return page(request, person, "orcid", {"form": form})


@shown_or_sent
@own_page
@for_experts
def choose_from_orcid(request: HttpRequest, person: Person) -> HttpResponse:
    if request.method == "POST":
        added = offers.take_from_orcid(
            person=person,
            fields=request.POST.getlist("field"),
            works=numbers_in(request.POST),
            on=timezone.localdate(),
        )
        messages.success(request, _("What you chose is your own word now."))
        say_added(request, added)
        return redirect("self_service:home")
    offer = Offer.objects.filter(person=person, offered_from=OfferedFrom.ORCID).first()
    if offer is None:
        return redirect("self_service:orcid")
    content = offers.Content.of(offer)
    context = {
        "orcid": content.orcid,
        "differences": [in_words(one) for one in offers.differences(person, content)],
        "lines": offers.work_lines(person, content.works),
    }
    return page(request, person, "choose_from_orcid", context)


def in_words(difference: offers.Difference) -> dict[str, object]:
    """is_ticked: only what is empty so far; nothing of one's own is overwritten unasked."""
    return {
        "field": difference.field,
        "label": FACT_LABELS[difference.field],
        "own": fact_in_words(difference.field, difference.own or ""),
        "offered": fact_in_words(difference.field, difference.offered),
        "is_ticked": not difference.own,
    }
