"""Who asks for the results alone gets them; everyone else gets the page."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.test import RequestFactory

from caunoi.site.results import ResultsMiddleware

ASKING = {"HX-Request": "true", "HX-Target": "results"}


def answer(headers: dict[str, str], template: str | list[str] = "a/list.html") -> TemplateResponse:
    request: HttpRequest = RequestFactory().get("/", headers=headers)
    middleware = ResultsMiddleware(lambda request: HttpResponse())
    return middleware.process_template_response(request, TemplateResponse(request, template))


def test_results_are_rendered_alone_when_htmx_asks_for_them() -> None:
    assert answer(ASKING).template_name == ["a/list_results.html", "a/list.html"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"HX-Request": "true"},
        {"HX-Target": "results"},
        {**ASKING, "HX-Target": "elsewhere"},
        {**ASKING, "HX-History-Restore-Request": "true"},
    ],
)
def test_every_other_request_gets_the_page(headers: dict[str, str]) -> None:
    assert answer(headers).template_name == "a/list.html"


def test_a_view_with_several_templates_keeps_their_order() -> None:
    assert answer(ASKING, ["a.html", "b.html"]).template_name == [
        "a_results.html",
        "b_results.html",
        "a.html",
        "b.html",
    ]


@pytest.mark.parametrize("headers", [{}, ASKING])
def test_caches_keep_the_two_answers_apart(headers: dict[str, str]) -> None:
    assert answer(headers).headers["Vary"] == "HX-Request, HX-Target"
