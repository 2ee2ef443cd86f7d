"""One address, two templates: the whole page, or its results alone when htmx asks for them.

Reach for it in every list: return TemplateResponse(request, "people/expert_list.html", context) and
keep what changes with filtering, sorting and paging in "people/expert_list_results.html", which the
page includes within <div id="results">.

Invariant: the results alone never reach a reader who asked for a page, not even from a cache.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.cache import patch_vary_headers

RESULTS_ID = "results"
ASKING_HEADERS = ("HX-Request", "HX-Target")


class ResultsMiddleware:
    """Swaps page.html for page_results.html in the answers to requests for #results."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_template_response(
        self, request: HttpRequest, response: TemplateResponse
    ) -> TemplateResponse:
        patch_vary_headers(response, ASKING_HEADERS)
        names = template_names(response)
        if names and asks_for_results(request):
            response.template_name = [*map(results_template, names), *names]
        return response


def asks_for_results(request: HttpRequest) -> bool:
    """False also when htmx restores a page from history, which needs the whole of it."""
    return (
        request.headers.get("HX-Target") == RESULTS_ID
        and request.headers.get("HX-Request") == "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
    )


def template_names(response: TemplateResponse) -> list[str]:
    """The names to try in turn; none when the view chose a template that is loaded already."""
    names = response.template_name
    if isinstance(names, str):
        return [names]
    return list(names) if isinstance(names, list | tuple) else []


def results_template(page_template: str) -> str:
    return f"{page_template.removesuffix('.html')}_results.html"
