"""A person's own page of one sign-up: it was me, or it was not."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caunoi.accounts.viewers import viewer_of
from caunoi.people.models import Person
from caunoi.self_service.access import close_pages, own_page
from caunoi.self_service.frame import frame_of
from caunoi.seminars import services
from caunoi.seminars.models import SignUp


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, person: Person, pk: int) -> HttpResponse:
    rows = SignUp.objects.visible_to(viewer_of(request)).select_related("kit__event", "proposal")
    found = get_object_or_404(rows.filter(person=person), pk=pk)
    if request.method == "POST":
        return answered(request, found)
    context = {"sign_up": found, "yeses": found.yeses.select_related("text", "recipient")}
    return render(request, "seminars/mine.html", {**frame_of(request, person), **context})


def answered(request: HttpRequest, found: SignUp) -> HttpResponse:
    if "not_me" in request.POST:
        was_new = not found.waits
        services.disown(sign_up=found, on=timezone.localdate())
        if was_new:
            close_pages(request)
            return render(request, "seminars/deleted.html")
        messages.success(request, _("It is deleted. What was kept of you before is as it was."))
        return redirect("self_service:home")
    services.confirm(sign_up=found, on=timezone.localdate(), now=timezone.now())
    messages.success(request, _("Thank you: it is confirmed."))
    return redirect("self_service:home")
