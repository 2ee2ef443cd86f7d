"""The page behind the code: signing up on a phone, without an account."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from caunoi.organisations.queries import the_register
from caunoi.self_service.limits import may_try_again
from caunoi.seminars import queries, services
from caunoi.seminars.forms import SignUpForm
from caunoi.seminars.models import Kit


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@never_cache
def sign_up(request: HttpRequest, code: str) -> HttpResponse:
    kit, register = queries.kit_with_code(code), the_register()
    if kit is None or register is None:
        return render(request, "seminars/no_kit.html", status=404)
    if not kit.opens_on <= timezone.localdate() <= kit.closes_on:
        return render(request, "seminars/closed.html", {"kit": kit}, status=410)
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    offered = queries.questions_at(kit, register, language=language)
    form = SignUpForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        return signed_up(request, kit, form)
    context = {"kit": kit, "event": kit.event, "form": form, "register": register}
    return render(request, "seminars/sign_up.html", context)


def signed_up(request: HttpRequest, kit: Kit, form: SignUpForm) -> HttpResponse:
    """What anybody is answered is the same, whether the address is known or not."""
    if form.is_from_a_machine:
        return redirect("sign_up:done", kit.code)
    if not may_try_again(request, "sign_up", email=form.cleaned_data["email"].lower()):
        return render(request, "429.html", status=429)
    services.sign_up(
        kit=kit,
        typed=form.typed(language=get_language() or ""),
        yeses=form.cleaned_data["yeses"],
        key=form.cleaned_data["key"],
        now=timezone.now(),
    )
    return redirect("sign_up:done", kit.code)


@require_safe
@login_not_required
def done(request: HttpRequest, code: str) -> HttpResponse:
    kit = queries.kit_with_code(code)
    if kit is None:
        return render(request, "seminars/no_kit.html", status=404)
    return render(request, "seminars/done.html", {"kit": kit, "event": kit.event})
