"""What mail servers of many makes and languages report of a letter."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest

from trithuc.importers.delivery_reports import (
    DeliveryReport,
    NotAMailbox,
    Outcome,
    read_delivery_reports,
)

OURS = "<letter-7@register.example.org>"
AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def report(
    action: str = "failed",
    status: str = "5.1.1",
    *,
    said: str = "Your message could not be delivered.",
    returned: str = f"Message-ID: {OURS}",
    returned_type: str = "text/rfc822-headers",
    headers: str = "",
) -> str:
    """A report as RFC 3464 has it; its words for people are in any language."""
    return f"""Return-Path: <>
From: Mail Delivery System <MAILER-DAEMON@mx.example.net>
To: register@example.org
Date: Mon, 23 Nov 2026 10:30:00 +0100
Subject: Undelivered
{headers}MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain; charset=utf-8

{said}

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Mon, 23 Nov 2026 10:29:58 +0100

Final-Recipient: rfc822; someone@example.net
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 no such user

--b1
Content-Type: {returned_type}

{returned}
Subject: Thank you

--b1--
"""


def in_words(text: str, sender: str = "MAILER-DAEMON@mx.example.net") -> str:
    return f"""From: {sender}
To: register@example.org
Date: Mon, 23 Nov 2026 10:30:00 +0100
Subject: failure notice
Content-Type: text/plain; charset=utf-8

{text}
"""


QMAIL = f"""Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message.

<someone@example.net>:
550 sorry, no mailbox here by that name

--- Below this line is a copy of the message.

Return-Path: <register@example.org>
Message-ID: {OURS}
Subject: Thank you
"""
EXIM = f"""This message was created automatically by mail delivery software.
A message that you sent has not yet been delivered after more than 24 hours.
Delay reason: 4.4.1 connection timed out

Message-Id: {OURS}
"""
OUT_OF_OFFICE = f"""From: Someone Invented <someone@example.net>
Subject: Automatische Antwort: Danke
Auto-Submitted: auto-replied (vacation)
In-Reply-To: {OURS}
Content-Type: text/plain

I am back on Monday; 550 messages wait for me.
"""
FAILED = DeliveryReport(Outcome.FAILED, OURS, "5.1.1", AT)
SHAPES = [
    ("Postfix", report(), FAILED),
    ("a full mailbox", report(status="5.2.2"), DeliveryReport(Outcome.FAILED, OURS, "5.2.2", AT)),
    (
        "delayed",
        report("delayed", "4.4.7"),
        DeliveryReport(Outcome.DELAYED, OURS, "4.4.7", AT),
    ),
    ("Exim's comment on the action", report("failed (no such user)"), FAILED),
    (
        "delivered",
        report("delivered", "2.0.0"),
        DeliveryReport(Outcome.DELIVERED, OURS, "2.0.0", AT),
    ),
    ("in capitals", report("Failed"), FAILED),
    (
        "Exchange, with the whole letter",
        report(returned_type="message/rfc822", returned=f"Message-ID: {OURS}"),
        FAILED,
    ),
    ("a folded header", report(returned=f"Message-ID:\n {OURS}"), FAILED),
    (
        "Gmail, which answers the letter",
        report(returned="X-Nothing: here", headers=f"In-Reply-To: {OURS}\n"),
        FAILED,
    ),
    (
        "German",
        report(said="Ihre Nachricht konnte nicht zugestellt werden: Empfänger unbekannt."),
        FAILED,
    ),
    ("French", report(said="Votre message n'a pas pu être remis à son destinataire."), FAILED),
    ("Vietnamese", report(said="Không gửi được thư của bạn: địa chỉ không tồn tại."), FAILED),
    ("Chinese", report(said="您的邮件未能送达：收件人不存在。"), FAILED),
    (
        "without the letter",
        report(returned="X: y"),
        DeliveryReport(Outcome.FAILED, "", "5.1.1", AT),
    ),
    (
        "a date nobody can read",
        report().replace("Mon, 23 Nov 2026 10:30:00 +0100", "soon"),
        DeliveryReport(Outcome.FAILED, OURS, "5.1.1", None),
    ),
    ("qmail, in words", in_words(QMAIL), DeliveryReport(Outcome.FAILED, OURS, "5.0.0", AT)),
    ("an older Exim, in words", in_words(EXIM), DeliveryReport(Outcome.DELAYED, OURS, "4.4.1", AT)),
    (
        "cut short",
        report().partition("--b1\nContent-Type: text/rfc822-headers")[0],
        DeliveryReport(Outcome.FAILED, "", "5.1.1", AT),
    ),
    ("out of office", OUT_OF_OFFICE, DeliveryReport(Outcome.AUTOMATIC_REPLY)),
    (
        "an answer by a person",
        in_words(QMAIL, "someone@example.net"),
        DeliveryReport(Outcome.NO_REPORT),
    ),
    ("anything else", in_words("Dear colleagues"), DeliveryReport(Outcome.NO_REPORT)),
]


def read(text: str) -> list[DeliveryReport]:
    return list(read_delivery_reports(BytesIO(text.encode())))


@pytest.mark.parametrize(
    ("text", "expected"), [one[1:] for one in SHAPES], ids=[one[0] for one in SHAPES]
)
def test_what_a_message_reports(text: str, expected: DeliveryReport) -> None:
    assert read(text) == [expected]


def test_the_worst_of_several_recipients_is_told() -> None:
    both = report().replace(
        "--b1\nContent-Type: text/rfc822-headers",
        "Final-Recipient: rfc822; other@example.net\nAction: delivered\nStatus: 2.0.0\n\n"
        "--b1\nContent-Type: text/rfc822-headers",
    )

    assert read(both)[0].outcome == Outcome.FAILED


def test_lines_end_in_either_way() -> None:
    assert read(report().replace("\n", "\r\n")) == [FAILED]


def test_a_mailbox_holds_many() -> None:
    mailbox = "".join(
        f"From MAILER-DAEMON Mon Nov 23 10:30:00 2026\n{text}\n"
        for text in (report(), OUT_OF_OFFICE)
    )

    assert [one.outcome for one in read(mailbox)] == [Outcome.FAILED, Outcome.AUTOMATIC_REPLY]


def test_a_long_letter_below_is_not_read_whole() -> None:
    assert read(report(returned=f"Message-ID: {OURS}\n\n" + "x" * 5_000_000)) == [FAILED]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "PK\x03\x04 a workbook", "Họ và tên;Email\n", "no header"]
)
def test_what_is_no_mailbox_is_refused(text: str) -> None:
    with pytest.raises(NotAMailbox):
        read(text)
