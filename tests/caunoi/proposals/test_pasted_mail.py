"""E-mails as officers paste them: whose they are, what they say, and where older letters begin."""

from __future__ import annotations

import datetime

import pytest

from caunoi.proposals.pasted_mail import read_pasted_mail

BODY = "We could test rice that bears salt.\n\nTwo fields are enough."

SIX_TIMES = [
    ("en", "On Mon, 2 Mar 2026 at 10:00, A. Officer <o@example.org> wrote:"),
    ("vi", "Vào Th 2, 2 thg 3, 2026 lúc 10:00 Cán Bộ <o@example.org> đã viết:"),
    ("fr", "Le lun. 2 mars 2026 à 10:00, Un Agent <o@example.org> a écrit :"),
    ("nl", "Op ma 2 mrt 2026 om 10:00 schreef Een Ambtenaar <o@example.org>:"),
    ("de", "Am Mo., 2. März 2026 um 10:00 Uhr schrieb Eine Beamtin <o@example.org>:"),
    ("zh", "官员 <o@example.org> 于2026年3月2日周一 10:00写道："),
    ("Outlook", "-----Original Message-----"),
    ("marks", "> What do you propose?"),
]


def pasted(body: str = BODY, **headers: str) -> str:
    given = {
        "From": "Maria Voorbeeld <maria@example.org>",
        "Date": "Tue, 3 Mar 2026 09:30:00 +0100",
        "Subject": "Re: Fwd: Rice that bears salt",
        **{key.title(): value for key, value in headers.items()},
    }
    return "\n".join(f"{key}: {value}" for key, value in given.items()) + f"\n\n{body}"


def test_the_headers_say_who_when_and_of_what():
    mail = read_pasted_mail(pasted())

    assert (mail.name, mail.address) == ("Maria Voorbeeld", "maria@example.org")
    assert mail.subject == "Rice that bears salt"
    assert mail.sent_on == datetime.date(2026, 3, 3)
    assert (mail.body, mail.rest) == (BODY, "")


@pytest.mark.parametrize(("language", "line"), SIX_TIMES)
def test_an_older_letter_is_cut_off_in_any_language(language, line):
    mail = read_pasted_mail(pasted(f"{BODY}\n\n{line}\n> An older letter"))

    assert mail.body == BODY
    assert mail.rest.startswith(line)


@pytest.mark.parametrize(
    "signature", ["-- \nMaria Voorbeeld\nAn institute", "Sent from my telephone", "发自我的手机"]
)
def test_so_is_a_signature(signature):
    mail = read_pasted_mail(pasted(f"{BODY}\n\n{signature}"))

    assert mail.body == BODY
    assert mail.rest == signature


@pytest.mark.parametrize(("language", "line"), SIX_TIMES)
def test_no_line_is_lost(language, line):
    letter = f"{BODY}\n\n{line}\n> An older letter\n-- \nM."

    mail = read_pasted_mail(pasted(letter))

    kept = [one for one in mail.whole.splitlines() if one.strip()]
    assert kept == [one for one in letter.splitlines() if one.strip()]


@pytest.mark.parametrize(
    "headers",
    [
        "Từ: Phạm Ví Dụ <pham@example.org>\nChủ đề: Một đề xuất",
        "De : Phạm Ví Dụ <pham@example.org>\nObjet : Một đề xuất",
        "发件人：Phạm Ví Dụ <pham@example.org>\n主题：Một đề xuất",
        "From: =?utf-8?B?UGjhuqFtIFbDrSBE4bul?= <pham@example.org>\n"
        "Subject: =?utf-8?B?TeG7mXQgxJHhu4EgeHXhuqV0?=",
    ],
)
def test_headers_are_read_as_the_program_shows_or_sends_them(headers):
    mail = read_pasted_mail(f"{headers}\n\nXin chào.")

    assert (mail.name, mail.address) == ("Phạm Ví Dụ", "pham@example.org")
    assert mail.subject == "Một đề xuất"
    assert mail.body == "Xin chào."


@pytest.mark.parametrize(
    "text",
    [
        "words",
        "\n\nwords",
        "Dear all: words",
        "From: \x00\x01 <<<\n\nwords",
        "Content-Type: multipart/mixed\nFrom: x\n\nwords",
        "Content-Transfer-Encoding: unheard-of\nFrom: x\n\nwords",
        "> only what others said in words",
        "-- \nonly a signature of words",
        "Date: not a date\n\nwords",
    ],
)
def test_whatever_is_pasted_its_words_are_read(text):
    assert "words" in read_pasted_mail(text).whole


@pytest.mark.parametrize("text", ["", "\n\n", "Subject:", "From:\n"])
def test_where_there_are_no_words_none_are_read(text):
    assert read_pasted_mail(text).whole == ""


def test_a_letter_saved_whole_is_read_by_its_plain_part():
    letter = (
        "From: Maria Voorbeeld <maria@example.org>\nSubject: Rice\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n'
        "--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
        "WGluIGNow6BvLg==\n--b\nContent-Type: text/html\n\n<p>Xin chào.</p>\n--b--\n"
    )

    assert read_pasted_mail(letter).body == "Xin chào."
