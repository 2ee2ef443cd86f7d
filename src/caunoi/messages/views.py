"""An officer's pages of letters: what was written to whom, and passing one on by hand."""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import viewer_of
from caunoi.listing import page_of, tabs_of
from caunoi.messages import queries, services
from caunoi.messages.models import GAP_FOR_THE_LINK, Letter, LetterState
from caunoi.messages.queries import Selection
from caunoi.messages.wording import SELECTION_LABELS, tone_of

ON_A_PAGE = 50


@requires("letters.view")
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    asked = request.GET.get("show")
    selection = Selection(asked) if asked in list(Selection) else Selection.TO_DO
    counts = queries.counts_by_selection(viewer)
    rows = queries.listed_letters(viewer, selection)
    page = page_of(rows, counts[selection], request.GET.get("page"), per_page=ON_A_PAGE)
    context = {
        "page": page,
        "tabs": tabs_of(request.GET, "show", SELECTION_LABELS, current=selection, counts=counts),
        "rows": [(letter, tone_of(letter.state)) for letter in page],
    }
    return TemplateResponse(request, "messages/letters.html", context)


@requires("letters.view")
@require_safe
@never_cache
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    found = found_letter(request, pk)
    return TemplateResponse(request, "messages/letter.html", letter_context(found))


@requires("letters.send")
@require_POST
@never_cache
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """The words with a link made this moment, to be copied; it is not kept and not shown again."""
    found = found_letter(request, pk)
    words = services.pass_on_by_hand(letter=found)
    found.refresh_from_db()
    context = {**letter_context(found), "words": words, "mail_program": mailto(found, words)}
    return TemplateResponse(request, "messages/letter.html", context)


@requires("letters.send")
@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    if services.send_again(letter=found_letter(request, pk)):
        messages.success(request, _("The letter goes out once more."))
    return redirect("messages:letter", pk=pk)


def found_letter(request: HttpRequest, pk: int) -> Letter:
    seen = Letter.objects.visible_to(viewer_of(request)).select_related(
        "person", "contact_point__organisation", "written_by"
    )
    return get_object_or_404(seen, pk=pk)


def letter_context(found: Letter) -> dict[str, object]:
    return {
        "letter": found,
        "tone": tone_of(found.state),
        "text": found.body.replace(GAP_FOR_THE_LINK, _("[link to the own page]")),
        "can_be_sent_again": found.state in services.SENT_AGAIN_FROM,
        "can_be_passed_on": found.state != LetterState.BEING_SENT,
    }


def mailto(found: Letter, words: str) -> str:
    """What the mail program of whoever presses it opens; "" without an address."""
    if not found.recipient.email:
        return ""
    return (
        f"mailto:{quote(found.recipient.email)}?subject={quote(found.subject)}&body={quote(words)}"
    )
