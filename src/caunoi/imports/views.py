"""The pages of an import: hand in, look at what would change, decide, apply, undo."""

from __future__ import annotations

import tempfile

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caunoi.accounts.rules import requires
from caunoi.accounts.viewers import signed_in, viewer_of
from caunoi.imports import services, tasks
from caunoi.imports.forgetting import discard_import
from caunoi.imports.forms import ColumnsForm, DecisionForm, SignedListForm, UploadForm
from caunoi.imports.kinds import KINDS
from caunoi.imports.models import ImportRun, Outcome, PlannedAction, RunState
from caunoi.imports.preview import plan_summary, preview_rows, run_words
from caunoi.imports.queries import listed_runs, rows_with
from caunoi.imports.rejects import write_rejects
from caunoi.imports.states import WrongState
from caunoi.sources.services import keep_file
from trithuc.importers.seminar import write_template

ROWS_A_PAGE = 50
RUNS_A_PAGE = 30
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEMPLATE_LANGUAGES = {"vi": "mau-hoi-thao.xlsx", "en": "seminar.xlsx", "fr": "seminaire.xlsx"}


def _run_or_404(request: HttpRequest, pk: int) -> ImportRun:
    return get_object_or_404(listed_runs(viewer_of(request)), pk=pk)


@require_GET
@requires("imports.run")
def runs(request: HttpRequest) -> HttpResponse:
    page = Paginator(listed_runs(viewer_of(request)), RUNS_A_PAGE).get_page(request.GET.get("page"))
    return TemplateResponse(request, "imports/runs.html", {"page": page, "kinds": KINDS})


@require_GET
@requires("imports.run")
def choose_kind(request: HttpRequest) -> HttpResponse:
    return render(request, "imports/choose_kind.html", {"kinds": KINDS.values()})


@require_http_methods(["GET", "POST"])
@requires("imports.run")
def upload(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    form = UploadForm(
        kind,
        viewer_of(request),
        request.POST or None,
        request.FILES or None,
        initial={"event": request.GET.get("event")},
    )
    if request.method == "POST" and form.is_valid():
        run = _receive(request, kind, form)
        tasks.start("plan", run=run, by=signed_in(request))
        return redirect(run)
    return render(request, "imports/upload.html", {"form": form, "kind": KINDS[kind]})


def _receive(request: HttpRequest, kind: str, form: UploadForm) -> ImportRun:
    data = form.cleaned_data
    proof = data.get("signed_list")
    return services.receive_file(
        kind=kind,
        file=data["file"],
        name=data["file"].name,
        by=signed_in(request),
        event=data.get("event"),
        signed_list=keep_file(proof, name=proof.name, by=signed_in(request)) if proof else None,
    )


@require_GET
@requires("imports.run")
def run(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run_or_404(request, pk)
    outcome = request.GET.get("outcome", "")
    outcome = outcome if outcome in Outcome.values else ""
    rows = Paginator(rows_with(found, outcome), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "run": found,
        "kind": KINDS[found.kind],
        "page": rows,
        "rows": preview_rows(rows.object_list, viewer_of(request)),
        "is_working": bool(found.job and not found.job.is_over),
        "signed_list_form": SignedListForm(),
        **vars(plan_summary(found, outcome)),
        **vars(run_words(found, viewer_of(request))),
    }
    return TemplateResponse(request, "imports/run.html", context)


@require_GET
@requires("imports.run")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar again while work goes on; afterwards the page asks for itself anew."""
    found = _run_or_404(request, pk)
    if found.job and not found.job.is_over:
        return render(request, "imports/run_progress.html", {"run": found})
    return HttpResponse(headers={"HX-Refresh": "true"})


@require_http_methods(["GET", "POST"])
@requires("imports.run")
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run_or_404(request, pk)
    form = ColumnsForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _do(
            request,
            found,
            lambda: services.name_columns(run=found, fields=form.chosen_fields),
            then="plan",
        )
    return render(request, "imports/columns.html", {"run": found, "form": form})


@require_POST
@requires("imports.run")
def signed_list(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run_or_404(request, pk)
    form = SignedListForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose the scanned list first."))
        return redirect(found)
    file = form.cleaned_data["signed_list"]

    def attach() -> None:
        kept = keep_file(file, name=file.name, by=signed_in(request))
        services.attach_signed_list(run=found, signed_list=kept)

    return _do(request, found, attach, then="plan")


@require_POST
@requires("imports.run")
def decide(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    found = _run_or_404(request, pk)
    action = get_object_or_404(PlannedAction, run=found, pk=row)
    form = DecisionForm(action, request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["verdict"])))
    else:
        decision, same_as = form.cleaned_data["verdict"]
        try:
            services.decide(action=action, decision=decision, same_as=same_as)
        except WrongState:
            messages.error(request, _wrong_state(found))
        except services.AlreadyTaken:
            messages.error(
                request,
                _(
                    "Another row of this file changes the same record already. Apply this import, "
                    "then hand the file in again for this row."
                ),
            )
    return redirect(f"{found.get_absolute_url()}?outcome={Outcome.POSSIBLE_DUPLICATE}#row-{row}")


@require_POST
@requires("imports.run")
def apply(request: HttpRequest, pk: int) -> HttpResponse:
    return _start(request, _run_or_404(request, pk), "apply", RunState.PLANNED)


@require_POST
@requires("imports.run")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    return _start(request, _run_or_404(request, pk), "undo", RunState.APPLIED)


@require_POST
@requires("imports.run")
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    found = _run_or_404(request, pk)
    if found.job and not found.job.is_over:
        messages.error(request, _("Wait until the work on this import has ended."))
        return redirect(found)
    try:
        discard_import(run=found)
    except WrongState:
        messages.error(request, _wrong_state(found))
        return redirect(found)
    messages.success(request, _("The file and its plan are gone; the register was not touched."))
    return redirect("imports:runs")


@require_GET
@requires("imports.run")
def rejects(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Every rejected row with what is wrong, in a workbook to correct and hand in again."""
    found = _run_or_404(request, pk)
    target = tempfile.TemporaryFile()  # noqa: SIM115  (FileResponse closes it)
    write_rejects(found, target)
    target.seek(0)
    return FileResponse(
        target, as_attachment=True, filename=f"rejected-{found.pk}.xlsx", content_type=XLSX
    )


@require_GET
@requires("imports.run")
def template(request: HttpRequest, language: str) -> HttpResponseBase:
    if language not in TEMPLATE_LANGUAGES:
        raise Http404
    target = tempfile.TemporaryFile()  # noqa: SIM115  (FileResponse closes it)
    write_template(target, language)
    target.seek(0)
    return FileResponse(
        target,
        as_attachment=True,
        filename=TEMPLATE_LANGUAGES[language],
        content_type=XLSX,
    )


def _do(request: HttpRequest, found: ImportRun, change: object, *, then: str) -> HttpResponse:
    """Make a change that calls for a new plan, and plan again."""
    try:
        change()  # type: ignore[operator]
    except WrongState:
        messages.error(request, _wrong_state(found))
        return redirect(found)
    tasks.start(then, run=found, by=signed_in(request))
    return redirect(found)


def _start(request: HttpRequest, found: ImportRun, task: str, state: RunState) -> HttpResponse:
    """Queue the work unless the run has moved on, as after a second click."""
    if found.state != state or (found.job and not found.job.is_over):
        messages.error(request, _wrong_state(found))
    else:
        tasks.start(task, run=found, by=signed_in(request))
    return redirect(found)


def _wrong_state(found: ImportRun) -> str:
    return _("Nothing was done: this import is %(state)s.") % {"state": found.get_state_display()}
