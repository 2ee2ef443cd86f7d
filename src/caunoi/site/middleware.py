"""What holds of every request: its size, who changed what, and that nobody keeps the answer."""

from __future__ import annotations

from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

# Two files of the largest size an import takes; whatever is larger is not even spooled to disk.
LARGEST_REQUEST = 200 * 1024 * 1024
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


class BoundedRequestMiddleware:
    """Refuses a body too large to be an upload before a byte of it is read, whoever sends it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # The web server lets nothing through but digits, and not endlessly many.
        length = int(request.headers.get("Content-Length") or 0)
        if length <= LARGEST_REQUEST:
            return self.get_response(request)
        words = _("This file holds %(megabytes)d MB; at most 100 MB are taken. Split it.")
        return HttpResponse(
            words % {"megabytes": length // 1024**2},
            status=413,
            content_type="text/plain; charset=utf-8",
        )
