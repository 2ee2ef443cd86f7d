"""Pages on which long work is watched, left and come back to."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import viewer_of
from caunoi.jobs.queries import ShownJob, as_shown, listed_jobs

PER_PAGE = 50


@require_safe
@requires("jobs.view")
def jobs(request: HttpRequest) -> HttpResponse:
    page = Paginator(listed_jobs(viewer_of(request)), PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    shown = [as_shown(job, now=now) for job in page.object_list]
    return TemplateResponse(request, "jobs/jobs.html", {"page": page, "jobs": shown})


@require_safe
@never_cache
@requires("jobs.view")
def job(request: HttpRequest, pk: UUID) -> HttpResponse:
    return TemplateResponse(request, "jobs/job.html", {"shown": found_job(request, pk)})


@require_safe
@never_cache
@requires("jobs.view")
def job_state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The part of the page that asks for itself anew while the job is not over."""
    return TemplateResponse(request, "jobs/parts/state.html", {"shown": found_job(request, pk)})


def found_job(request: HttpRequest, pk: UUID) -> ShownJob:
    found = get_object_or_404(listed_jobs(viewer_of(request)), pk=pk)
    return as_shown(found, now=timezone.now())
