"""What holds of every request: who changed what is noted, and no browser keeps the answer."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class HistoryContextMiddleware:
    """Opens a history context holding the user's id and nothing else.

    pghistory's own middleware also keeps the address, and the address of a signed link is a secret.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return self.get_response(request)
        with pghistory.context(user=request.user.pk):
            return self.get_response(request)


class KeptByNobodyMiddleware:
    """Lists, parts and files name people: after signing out, no "back" and no cache shows them.

    A view that says itself how long its answer keeps has the last word; static files are answered
    before this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response
