"""The public page for proposals: no account, no link, an address proven by a letter."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from caunoi.accounts.signed_links import InvalidLink, signed_link_page
from caunoi.organisations.queries import the_register
from caunoi.people.consents import offered_consents
from caunoi.self_service import submitting
from caunoi.self_service.limits import may_try_again
from caunoi.self_service.models import Submission
from caunoi.self_service.proposal_forms import SubmissionForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def send(request: HttpRequest) -> HttpResponse:
    register = the_register()
    if register is None or not settings.EMAIL_HOST:
        # Without a mail server no address can be proven.
        return render(request, "self_service/no_submission.html")
    language = get_language() or settings.LANGUAGE_CODE
    offered = offered_consents(register, language=language[:2])
    form = SubmissionForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        return submitted(request, form, language)
    context = {"form": form, "controller": register.controller}
    return render(request, "self_service/submit.html", context)


def submitted(request: HttpRequest, form: SubmissionForm, language: str) -> HttpResponse:
    answers = dict(form.cleaned_data)
    answers.pop("website")
    email = answers["email"]
    if form.is_from_a_machine:
        # It is told what everybody is told, and nothing is kept.
        return render(request, "self_service/submitted.html", {"email": email})
    if not may_try_again(request, "send", email=email.lower()):
        return render(request, "429.html", status=429)
    submitting.submit(**answers, language=language, now=timezone.now())
    return render(request, "self_service/submitted.html", {"email": email})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_link_page
@sensitive_variables("token")
def prove(request: HttpRequest, token: str) -> HttpResponse:
    """Opening only shows; the button makes it a proposal."""
    now = timezone.now()
    try:
        if request.method == "POST":
            submitting.prove_address(token, on=timezone.localdate(), now=now)
            return render(request, "self_service/submission_proven.html")
        found = Submission.find_valid(token, purpose=submitting.SUBMISSION, now=now)
    except InvalidLink:
        words = {"is_submission": True}
        return render(request, "self_service/link_invalid.html", words, status=404)
    return render(request, "self_service/prove_submission.html", {"submission": found})
