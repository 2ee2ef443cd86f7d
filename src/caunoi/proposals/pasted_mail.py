"""An e-mail that an officer pastes in: who wrote it, of what, and which part of it is the proposal.

What is cut off, quoted letters and a signature, is given back beside the body, so that a reader
can restore it. Invariant: nothing is lost; body and rest together hold every line of the letter.
"""

from __future__ import annotations

import datetime
import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

# The first line of what somebody else wrote before, as programs of six languages write it.
_QUOTED = re.compile(
    r"""^(?:
        >.*
      | -{2,}\s*(?:original\ message|forwarded\ message|thư\ gốc|message\ (?:d'origine|transféré)
          |oorspronkelijk\ bericht|ursprüngliche\ nachricht|原始邮件|原邮件).*
      | (?:on|vào|le|op|am)\b.{5,120}(?:wrote|viết|đã\ viết|a\ écrit|schreef|schrieb)\b.*:?
      | .{0,80}于.{4,60}写道[：:]?
      | _{10,}
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNATURE = re.compile(
    r"^(?:-- ?|sent\ from\ my\b.*|gửi\ từ\ .*(?:iphone|điện\ thoại|ipad).*|envoyé\ de\ mon\b.*"
    r"|verzonden\ vanaf\b.*|von\ meinem\b.*gesendet.*|发自我的.*)$",
    re.IGNORECASE | re.VERBOSE,
)
_HEADER = re.compile(
    r"^(from|to|cc|date|sent|subject|reply-to|message-id|received|return-path|mime-version"
    r"|content-type|x-[\w-]+|từ|đến|ngày|chủ\ đề|tiêu\ đề|de|objet|van|aan|onderwerp|datum"
    r"|von|an|betreff|gesendet|发件人|收件人|日期|主题)\s*[:：]",
    re.IGNORECASE,
)
# What mail programs show on the screen, as the header it stands for.
_SHOWN_AS = {
    **dict.fromkeys(("từ", "de", "van", "von", "发件人"), "From"),
    **dict.fromkeys(("chủ đề", "tiêu đề", "objet", "onderwerp", "betreff", "主题"), "Subject"),
    **dict.fromkeys(("ngày", "sent", "datum", "gesendet", "日期"), "Date"),
}


@dataclass(frozen=True, slots=True)
class PastedMail:
    """sent_on: None where no date could be read. rest: what was cut off; "" for nothing."""

    name: str
    address: str
    subject: str
    sent_on: datetime.date | None
    body: str
    rest: str

    @property
    def whole(self) -> str:
        return f"{self.body}\n\n{self.rest}".strip()


def read_pasted_mail(pasted: str) -> PastedMail:
    """Never fails: what has no headers is all body."""
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").strip("\n\ufeff ")
    headers, body = _parted(text)
    letter = _message(headers)
    name, address = parseaddr(str(letter.get("From", "")))
    if letter.get_content_type() != "text/plain" or letter.get("Content-Transfer-Encoding"):
        body = _plain_body(text) or body
    own, rest = _cut(body)
    subject = re.sub(
        r"^(?:(?:re|fwd?|tr|aw|wg|antw|doorst)\s*:\s*)+", "", _subject(letter), flags=re.I
    )
    return PastedMail(" ".join(name.split()), address.strip(), subject, _date(letter), own, rest)


def _subject(letter: EmailMessage) -> str:
    return " ".join(str(letter.get("Subject", "")).split())[:300]


def _parted(text: str) -> tuple[list[str], str]:
    """The lines of headers, and what follows; no headers where the first line is none."""
    lines = text.split("\n")
    if not _HEADER.match(lines[0]):
        return [], text
    end = next((at for at, line in enumerate(lines) if _ends_headers(line)), len(lines))
    return lines[:end], "\n".join(lines[end:]).strip("\n")


def _ends_headers(line: str) -> bool:
    return not line.strip() or not (_HEADER.match(line) or line[0] in " \t")


def _message(headers: list[str]) -> EmailMessage:
    named = []
    for line in headers:
        key, _colon, value = line.replace("：", ":", 1).partition(":")
        named.append(f"{_SHOWN_AS.get(key.strip().lower(), key.strip())}:{value}")
    return _parsed("\n".join(named) + "\n\n")


def _parsed(text: str) -> EmailMessage:
    return email.message_from_string(text, policy=email.policy.default)


def _plain_body(text: str) -> str:
    """Of a letter saved whole, with its parts and encodings; "" where it holds no plain words."""
    try:
        part = _parsed(text).get_body(("plain",))
        return str(part.get_content()).strip() if part else ""
    except (LookupError, ValueError, KeyError):
        return ""


def _date(letter: EmailMessage) -> datetime.date | None:
    try:
        return parsedate_to_datetime(str(letter.get("Date", ""))).date()
    except (TypeError, ValueError):
        return None


def _cut(body: str) -> tuple[str, str]:
    """The words of the sender, and what follows them: a signature or an earlier letter."""
    lines = body.split("\n")
    for at, line in enumerate(lines):
        if at and (_SIGNATURE.match(line.rstrip()) or _QUOTED.match(line.strip())):
            own = "\n".join(lines[:at]).strip()
            if own:
                return own, "\n".join(lines[at:]).strip()
    return body.strip(), ""
