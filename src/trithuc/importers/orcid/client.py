"""ORCID's public interface over the network: one record by its ORCID iD.

The only network code of this importer. It asks one address, follows no redirection, and takes
no more time or bytes than its limits say. Source: ORCID, *Public API*, version 3.0; public
records are read without credentials.
"""

from __future__ import annotations

import email.utils
import http.client
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from trithuc.identifiers import orcid
from trithuc.importers.dump.fields import JsonObject
from trithuc.importers.orcid.errors import (
    Deactivated,
    Moved,
    NotFound,
    OrcidError,
    Unavailable,
    Unreadable,
    error_in,
    primary_in,
)
from trithuc.importers.orcid.mapping import record_from
from trithuc.importers.orcid.records import OrcidRecord

PUBLIC_ADDRESS: Final = "https://pub.orcid.org/v3.0"
_HEADERS: Final = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",
    "User-Agent": "trithuc",
}
_JSON_TYPES: Final = ("application/json", "application/orcid+json", "application/vnd.orcid+json")
_PIECE_BYTES: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: for all attempts and waits together. silent_seconds: without a single byte.

    waits: before the second attempt and those after it, where ORCID does not say how long.
    most_bytes: some people have thousands of works, at about 3 kB each.
    """

    seconds: float = 30
    silent_seconds: float = 10
    waits: tuple[float, ...] = (1, 3)
    most_bytes: int = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Clock:
    """What is asked for the time, and to wait."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class _Answer:
    address: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes


class _TryLater(Exception):
    """seconds: None where ORCID does not say how long."""

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def fetch_record(
    orcid_id: str,
    *,
    base_url: str = PUBLIC_ADDRESS,
    opener: OpenerDirector | None = None,
    limits: Limits = Limits(),
    clock: Clock = Clock(),
) -> OrcidRecord:
    """The public record, asked for again while ORCID is busy and the limits allow.

    Raises an OrcidError: NotFound (also for what is no ORCID iD, which is not asked for), Moved,
    Locked, Deactivated, NotClaimed, Unavailable or Unreadable.
    """
    own_id = orcid.normalize(orcid_id)
    if own_id is None:
        raise NotFound
    # The scheme is that of base_url, and the opener knows http and https only.
    request = Request(f"{base_url.rstrip('/')}/{own_id}/record", headers=_HEADERS)  # noqa: S310
    asking = _Asking(request, opener or _plain_opener(), limits, clock)
    return _record(asking.answer(), own_id)


def _plain_opener() -> OpenerDirector:
    """Through the machine's proxy, if it has one; no redirections, no files, no cookies."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    return opener


class _Asking:
    """One question, put as often as it takes within the limits."""

    def __init__(
        self, request: Request, opener: OpenerDirector, limits: Limits, clock: Clock
    ) -> None:
        self._request = request
        self._opener = opener
        self._limits = limits
        self._clock = clock
        self._ends_at = clock.now() + limits.seconds

    def answer(self) -> _Answer:
        for wait in self._limits.waits:
            try:
                return self._one_answer()
            except _TryLater as later:
                self._wait(wait if later.seconds is None else later.seconds)
        try:
            return self._one_answer()
        except _TryLater as later:
            raise Unavailable from later

    def _wait(self, seconds: float) -> None:
        if seconds >= self._left():
            raise Unavailable
        self._clock.sleep(seconds)

    def _left(self) -> float:
        return self._ends_at - self._clock.now()

    def _one_answer(self) -> _Answer:
        answer = self._received()
        if answer.status == 429 or answer.status >= 500:
            raise _TryLater(_retry_after(answer.headers))
        return answer

    def _received(self) -> _Answer:
        """What stays silent, breaks off or cannot be reached is asked again."""
        silence = min(self._limits.silent_seconds, self._left())
        if silence <= 0:
            raise Unavailable
        try:
            with self._opener.open(self._request, timeout=silence) as response:
                body = self._body(response)
                return _Answer(self._request.full_url, response.status, response.headers, body)
        except (OSError, http.client.HTTPException) as error:
            raise _TryLater from error

    def _body(self, response: http.client.HTTPResponse) -> bytes:
        """In pieces: each may be slow without being silent, and no length need be announced."""
        announced = response.length or 0
        body = bytearray()
        while piece := response.read1(_PIECE_BYTES):
            body += piece
            if max(announced, len(body)) > self._limits.most_bytes:
                raise Unreadable
            if self._left() <= 0:
                raise Unavailable
        if len(body) < announced:
            raise _TryLater
        return bytes(body)


def _retry_after(headers: http.client.HTTPMessage) -> float | None:
    """Seconds, stated as such or as a time of the server's own clock; never below nothing."""
    stated = headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdecimal():
        return float(stated[:9])
    try:
        until = email.utils.parsedate_to_datetime(stated)
        now = email.utils.parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (until - now).total_seconds())
    except (ValueError, TypeError):
        return None


def _record(answer: _Answer, own_id: str) -> OrcidRecord:
    if 300 <= answer.status < 400:
        raise _moved(answer, own_id)
    if answer.status != 200:
        raise _refusal(answer)
    raw = _json(answer)
    if raw is None:
        raise Unreadable
    refused = error_in(raw)
    if refused is not None:
        raise refused
    record, problems = record_from(raw)
    if record is None and problems[0].reason == Deactivated.reason:
        raise Deactivated
    if record is None or record.orcid != own_id:
        raise Unreadable
    return record


def _moved(answer: _Answer, own_id: str) -> OrcidError:
    """A joined record names another iD in the body or the address; anything else is not ORCID's."""
    refused = error_in(_json(answer) or {})
    if isinstance(refused, Moved) and refused.primary not in ("", own_id):
        return refused
    there = urljoin(answer.address, answer.headers.get("Location", ""))
    is_own = urlsplit(there).netloc == urlsplit(answer.address).netloc
    primary = primary_in(there) if is_own else ""
    return Moved(primary) if primary not in ("", own_id) else Unreadable()


def _refusal(answer: _Answer) -> OrcidError:
    refused = error_in(_json(answer) or {})
    if refused is not None:
        return refused
    return NotFound() if answer.status == 404 else Unavailable()


def _json(answer: _Answer) -> JsonObject | None:
    """None where it is no JSON object, or is said to be something else."""
    if answer.headers.get_content_type() not in _JSON_TYPES:
        return None
    try:
        raw = json.loads(answer.body.decode())
    except (ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) else None
