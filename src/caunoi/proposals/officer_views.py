"""What officers do about one proposal: read it out of an e-mail, merge and translate it."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import Viewer, signed_in, viewer_of
from caunoi.people.models import Person
from caunoi.proposals import merging, translating
from caunoi.proposals.forms import PastedMailForm, ProposalForm, SupersedeForm, TranslationForm
from caunoi.proposals.models import Proposal
from caunoi.proposals.pasted_mail import PastedMail, read_pasted_mail
from caunoi.proposals.similar import similar_for_officers
from caunoi.sources.downloads import file_response
from trithuc.text.folding import fold

shown_or_sent = require_http_methods(["GET", "HEAD", "POST"])


def visible_proposal(request: HttpRequest, pk: int) -> Proposal:
    return get_object_or_404(Proposal.objects.visible_to(viewer_of(request)), pk=pk)


# --- out of an e-mail ---


@requires("proposals.change")
@shown_or_sent
@never_cache
def add_mail(request: HttpRequest) -> HttpResponse:
    """Read what was pasted into the page that adds a proposal; nothing is kept yet."""
    form = PastedMailForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "proposals/add_mail.html", {"form": form})
    original = form.cleaned_data["original"]
    mail = read_pasted_mail(original)
    is_whole = "whole" in request.POST
    adding = ProposalForm(
        viewer=viewer_of(request), initial=initial_of(mail, original, viewer_of(request), is_whole)
    )
    context = {"form": adding, "mail": mail, "original": original, "is_whole": is_whole}
    return render(request, "proposals/add.html", context)


def initial_of(
    mail: PastedMail, original: str, viewer: Viewer, is_whole: bool
) -> dict[str, object]:
    author = author_of(mail, viewer)
    sender = f"{mail.name} <{mail.address}>" if mail.name and mail.address else ""
    return {
        "title": mail.subject,
        "text": mail.whole if is_whole else mail.body,
        "author": author.display_name if author else "",
        "named_author": "" if author else sender or mail.name or mail.address,
        "received_on": mail.sent_on or timezone.localdate(),
        "original": original,
    }


def author_of(mail: PastedMail, viewer: Viewer) -> Person | None:
    """By the address alone, and only where one person has it."""
    key = fold(mail.address)
    known = Person.objects.visible_to(viewer).filter(email_key=key)[:2] if key else ()
    found = list(known)
    return found[0] if len(found) == 1 else None


# --- two that say the same ---


@requires("proposals.change")
@shown_or_sent
@never_cache
def supersede(request: HttpRequest, pk: int) -> HttpResponse:
    viewer = viewer_of(request)
    found = visible_proposal(request, pk)
    form = SupersedeForm(
        request.POST or None,
        proposal=found,
        alike=similar_for_officers(found, viewer),
        viewer=viewer,
        initial={"into": request.GET.get("into")},
    )
    if request.method == "POST" and form.is_valid():
        survivor = form.cleaned_data["survivor"]
        try:
            merging.supersede(proposal=found, by_proposal=survivor, by=signed_in(request))
        except merging.CannotSupersede:
            form.add_error(None, _("One of the two is already taken up into another: undo that."))
        else:
            messages.success(request, _("Taken up. The authors of both are told."))
            return redirect(survivor)
    return render(request, "proposals/supersede.html", {"form": form, "proposal": found})


@requires("proposals.change")
@require_POST
def stand_alone(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_proposal(request, pk)
    merging.stand_alone_again(proposal=found, by=signed_in(request))
    messages.success(request, _("It stands on its own again. Its authors are told."))
    return redirect(found)


# --- in other languages ---


@requires("proposals.change")
@shown_or_sent
def translate(request: HttpRequest, pk: int) -> HttpResponse:
    found = visible_proposal(request, pk)
    form = TranslationForm(request.POST or None, proposal=found)
    if request.method == "POST" and form.is_valid():
        kept = translating.add_translation(
            proposal=found,
            **form.cleaned_data,
            by=signed_in(request),
            on=timezone.localdate(),
        )
        messages.success(request, _("The translation is kept beside the original."))
        return redirect(f"{found.get_absolute_url()}?text={kept.pk}")
    return render(request, "proposals/translate.html", {"form": form, "proposal": found})


@requires("proposals.change")
@require_POST
def remove_translation(request: HttpRequest, pk: int, record: int) -> HttpResponse:
    found = visible_proposal(request, pk)
    translating.remove_translation(
        translation=get_object_or_404(found.translations.all(), pk=record)
    )
    messages.success(request, _("The translation is gone."))
    return redirect(found)


# --- papers ---


@requires("proposals.change")
@require_safe
def file(request: HttpRequest, pk: int, record: int) -> FileResponse:
    found = visible_proposal(request, pk)
    kept = get_object_or_404(found.files.select_related("attachment"), pk=record)
    return file_response(kept.attachment)
