"""Opening a body's own pages, their start, and closing them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caunoi.accounts.signed_links import InvalidLink, place_asked_for, signed_link_page
from caunoi.messages.links import BODYS_HOME, BODYS_PAGE
from caunoi.organisations.models import Organisation, OrganisationLink
from caunoi.organisations.queries import the_register
from caunoi.partners.access import (
    bodies_to_choose,
    bodys_page,
    choose_body,
    close_pages,
    open_with,
)
from caunoi.partners.frame import page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_link_page
@sensitive_variables("token")
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Opening only shows whose pages they are; the button opens them."""
    try:
        link = OrganisationLink.find_valid(token, purpose=BODYS_PAGE, now=timezone.now())
    except InvalidLink:
        return render(request, "partners/link_invalid.html", status=404)
    office = link.contact_point
    with translation.override(office.language or get_language()):
        if request.method == "POST":
            open_with(request, link)
            return redirect(place_asked_for(request, mark="bodys_page", home=BODYS_HOME))
        return render(request, "partners/open.html", {"office": office, "register": the_register()})


@bodys_page
@require_safe
def home(request: HttpRequest, body: Organisation) -> HttpResponse:
    context = {"register": the_register(), "bodies": bodies_to_choose(request)}
    return page(request, body, "partners/home.html", context)


@bodys_page
@require_POST
def choose(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Which body an account that acts for several is on these pages."""
    if not choose_body(request, request.POST.get("body", "")):
        raise Http404
    return redirect("partners:home")


@bodys_page
@require_POST
def close(request: HttpRequest, body: Organisation) -> HttpResponse:
    """Leave nothing open in a browser that others use."""
    close_pages(request)
    return render(request, "partners/closed.html")
