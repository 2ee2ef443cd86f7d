"""Pages on which an officer writes down what an expert has published or built."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.people.models import Person
from caunoi.works import queries, services
from caunoi.works.forms import NewWorkForm, WorkForm


@requires("works.change")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def add(request: HttpRequest) -> HttpResponse:
    """A work of the expert named by ?expert=; without one, the way to choose one."""
    if "expert" not in request.GET:
        messages.info(request, _("Open the expert whose work it is, and add it there."))
        return redirect("people:people")
    author = _expert_asked_for(request)
    form = NewWorkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.save(commit=False)
        kept = services.add_work(
            work=typed, author=author.expert, by=signed_in(request), on=timezone.localdate()
        )
        said = _("The work is kept.")
        if kept is not typed:
            said = _("This DOI was here already: the work now stands on this profile too.")
        messages.success(request, said)
        return redirect(author)
    return render(request, "works/write.html", {"form": form, "author": author})


def _expert_asked_for(request: HttpRequest) -> Person:
    """404 where that is nobody, or somebody without a profile."""
    asked = request.GET["expert"]
    experts = Person.objects.visible_to(viewer_of(request)).filter(expert__isnull=False)
    pk = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    return get_object_or_404(experts.select_related("expert"), pk=pk)


@requires("works.change")
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(queries.works_with_authors(viewer_of(request)), pk=pk)
    authorships = found.authorships.all()
    author = authorships[0].expert.person
    form = WorkForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        if form.has_changed():
            work = form.save(commit=False)
            services.change_work(work=work, by=signed_in(request), on=timezone.localdate())
        messages.success(request, _("The work is changed."))
        return redirect(author)
    context = {"form": form, "author": author, "work": found, "authorships": authorships}
    return render(request, "works/write.html", context)


@requires("works.change")
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Takes the work off one profile."""
    authorships = queries.authorships_visible_to(viewer_of(request))
    found = get_object_or_404(authorships.select_related("work", "expert__person"), pk=pk)
    author = found.expert.person
    services.remove_authorship(authorship=found)
    messages.success(request, _("The work no longer stands on this profile."))
    return redirect(author)
