"""What one message reports of one letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime
from enum import Enum

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY_CODE = re.compile(r"(?<!\d)([45])\d\d[ -]")
_MESSAGE_ID = re.compile(r"<[^<>\s@]+@[^<>\s@]+>")
_FROM_THE_SERVER = re.compile(r"(?i)\b(mailer-daemon|postmaster|mail delivery)")
_KEYWORD = re.compile(r"[\w-]+")
_AUTOMATIC = ("auto-replied", "auto-notified")
_LONGEST_TEXT = 64 * 1024


class Outcome(Enum):
    FAILED = "failed"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    AUTOMATIC_REPLY = "automatic reply"
    NO_REPORT = "no report"


# Of several recipients the worst is told; a letter of ours has one.
_ACTIONS = {
    "failed": Outcome.FAILED,
    "delayed": Outcome.DELAYED,
    "delivered": Outcome.DELIVERED,
    "relayed": Outcome.DELIVERED,
    "expanded": Outcome.DELIVERED,
}
_WORST_FIRST = (Outcome.FAILED, Outcome.DELAYED, Outcome.DELIVERED)


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """about: the Message-ID of the letter, "" where it names none.

    status: as RFC 3463 has it, such as "5.1.1", "" where it says none. at: None without a date.
    """

    outcome: Outcome
    about: str = ""
    status: str = ""
    at: datetime | None = None


def report_of(message: EmailMessage) -> DeliveryReport:
    if statuses := _delivery_statuses(message):
        outcome, status = _worst(statuses)
        return DeliveryReport(outcome, _returned_id(message), status, _date_of(message))
    if _is_automatic_reply(message):
        return DeliveryReport(Outcome.AUTOMATIC_REPLY)
    return _told_in_words(message)


# --- reports for machines ---


def _delivery_statuses(message: EmailMessage) -> list[Message]:
    """The fields of each recipient: blocks after the first, or all where there is but one."""
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            payload = part.get_payload()
            blocks = [one for one in payload if isinstance(one, Message)] if payload else []
            return [one for one in blocks if one.get("Action")]
    return []


def _worst(statuses: list[Message]) -> tuple[Outcome, str]:
    found = [(_outcome_of(one), _first(_STATUS, str(one.get("Status", "")))) for one in statuses]
    return min(found, key=lambda one: _WORST_FIRST.index(one[0]))


def _outcome_of(status: Message) -> Outcome:
    action = str(status.get("Action", "")).partition("(")[0].strip().lower()
    return _ACTIONS.get(action, Outcome.DELAYED)


def _returned_id(message: EmailMessage) -> str:
    """Of the letter that is returned, whole or its headers alone; else what the report answers."""
    for part in message.walk():
        if part is not message and part.get_content_type() in _RETURNED:
            for headers in _headers_in(part):
                if found := _first(_MESSAGE_ID, headers):
                    return found
    return _first(_MESSAGE_ID, str(message.get("In-Reply-To") or message.get("References") or ""))


_RETURNED = frozenset({"message/rfc822", "text/rfc822-headers", "message/global-headers"})


def _headers_in(part: Message) -> Iterator[str]:
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (str(one.get("Message-ID") or "") for one in payload if isinstance(one, Message))
        return
    decoded = part.get_payload(decode=True)
    text = decoded.decode("utf-8", "replace") if isinstance(decoded, bytes) else str(payload)
    unfolded = re.sub(r"\r?\n[ \t]+", " ", text[:_LONGEST_TEXT])
    yield from re.findall(r"(?im)^message-id:(.*)$", unfolded)


# --- words ---


def _is_automatic_reply(message: EmailMessage) -> bool:
    said = _first(_KEYWORD, str(message.get("Auto-Submitted", ""))).lower()
    is_marked = said in _AUTOMATIC or message.get("X-Autoreply") or message.get("X-Autorespond")
    return bool(is_marked) and not _FROM_THE_SERVER.search(str(message.get("From", "")))


def _told_in_words(message: EmailMessage) -> DeliveryReport:
    """Servers that write no fields quote the letter's headers below what they say."""
    text = _text_of(message)
    about = _first(re.compile(r"(?im)^>?\s*message-id:\s*(<[^<>\s]+>)"), text)
    if not (about and _FROM_THE_SERVER.search(str(message.get("From", "")))):
        return DeliveryReport(Outcome.NO_REPORT)
    status = _first(_STATUS, text) or _status_of_reply(text)
    outcome = Outcome.FAILED if status.startswith("5") else Outcome.DELAYED
    return DeliveryReport(outcome, about, status, _date_of(message))


def _status_of_reply(text: str) -> str:
    """A reply code of RFC 5321 says as much as the first figure of a status."""
    figure = _first(_REPLY_CODE, text)
    return f"{figure}.0.0" if figure else ""


def _text_of(message: EmailMessage) -> str:
    said = []
    for part in message.walk():
        if part.get_content_maintype() == "text":
            decoded = part.get_payload(decode=True)
            if isinstance(decoded, bytes):
                said.append(decoded[:_LONGEST_TEXT].decode("utf-8", "replace"))
    return "\n".join(said)[:_LONGEST_TEXT]


def _date_of(message: EmailMessage) -> datetime | None:
    try:
        found = parsedate_to_datetime(str(message.get("Date", "")))
    except (TypeError, ValueError):
        return None
    return found if found.tzinfo else None


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[found.lastindex or 0] if found else ""
