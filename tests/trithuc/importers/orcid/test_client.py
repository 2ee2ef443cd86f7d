"""Against a server on this machine that answers as ORCID does, and as it should not."""

import gzip
import http.server
import json
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from trithuc.importers.orcid import (
    Deactivated,
    Limits,
    Locked,
    Moved,
    NotClaimed,
    NotFound,
    Unavailable,
    Unreadable,
    fetch_record,
    record_from,
)
from trithuc.importers.orcid.client import Clock

RECORD = (Path(__file__).parent / "record.json").read_bytes()
ORCID_ID = "0009-0000-0000-1001"
OTHER_ID = "0009-0000-0000-2004"
JSON_TYPE = "application/json;charset=UTF-8"
PATIENT = Limits(seconds=20, silent_seconds=5)


@dataclass
class Answer:
    """cut: bytes announced and never sent. pause: seconds before every byte of the body."""

    body: bytes = RECORD
    status: int = 200
    headers: dict = field(default_factory=dict)
    content_type: str | None = JSON_TYPE
    cut: int = 0
    pause: float = 0
    silence: float = 0
    announces_length: bool = True


def error(code, status, message="", **answer):
    body = {"response-code": status, "developer-message": message, "error-code": code}
    return Answer(json.dumps(body).encode(), status, **answer)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        asked, answers = self.server.asked, self.server.answers
        asked.append((self.path, dict(self.headers)))
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        time.sleep(answer.silence)
        self.send_response_only(answer.status)
        if answer.content_type:
            self.send_header("Content-Type", answer.content_type)
        if answer.announces_length:
            self.send_header("Content-Length", str(len(answer.body) + answer.cut))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.send_body(answer)

    def send_body(self, answer):
        try:
            if not answer.pause:
                self.wfile.write(answer.body)
            for byte in answer.body if answer.pause else b"":
                self.wfile.write(bytes([byte]))
                time.sleep(answer.pause)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client had enough

    def log_message(self, *arguments):
        pass


class Orcid:
    """The server, and a client that waits without waiting."""

    def __init__(self, server):
        self.server = server
        self.waited = []

    @property
    def asked(self):
        return self.server.asked

    def fetch(self, orcid_id=ORCID_ID, limits=PATIENT, **options):
        return fetch_record(
            orcid_id,
            base_url=f"http://127.0.0.1:{self.server.server_port}/v3.0",
            limits=limits,
            clock=Clock(sleep=self.waited.append),
            **options,
        )


@pytest.fixture
def answering(monkeypatch):
    """Starts a server that gives the answers one by one, the last one for ever."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    started = []

    def start(*answers):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.answers, server.asked, server.daemon_threads = list(answers), [], True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        started.append(server)
        return Orcid(server)

    yield start
    for server in started:
        server.shutdown()
        server.server_close()


def test_a_record_is_asked_for_by_its_id_as_json(answering):
    orcid = answering(Answer())

    assert orcid.fetch() == record_from(json.loads(RECORD))[0]
    ((path, headers),) = orcid.asked
    assert path == f"/v3.0/{ORCID_ID}/record"
    assert headers["Accept"] == "application/json"
    assert orcid.waited == []


@pytest.mark.parametrize(
    "typed", [f"https://orcid.org/{ORCID_ID}", ORCID_ID.replace("-", ""), f" {ORCID_ID}\n"]
)
def test_an_id_may_be_typed_as_people_type_it(answering, typed):
    orcid = answering(Answer())

    assert orcid.fetch(typed).orcid == ORCID_ID
    assert orcid.asked[0][0] == f"/v3.0/{ORCID_ID}/record"


@pytest.mark.parametrize("typed", ["", "0009-0000-0000-1002", "../../admin", f"{ORCID_ID}/works"])
def test_what_is_no_id_is_not_asked_for(answering, typed):
    orcid = answering(Answer())

    with pytest.raises(NotFound):
        orcid.fetch(typed)
    assert orcid.asked == []


@pytest.mark.parametrize(
    ("answer", "error_kind"),
    [
        (error(9016, 404), NotFound),
        (Answer(b"<html>Not here</html>", 404, content_type="text/html"), NotFound),
        (error(9018, 409), Locked),
        (error(9036, 409), NotClaimed),
        (error(9044, 409), Deactivated),
        (error(9039, 403), Unavailable),
        (Answer(b"", 406, content_type=None), Unavailable),
        (error(9018, 409, content_type="application/vnd.orcid+json; qs=4"), Locked),
        (
            Answer(RECORD.replace(b'"deactivation-date": null', b'"deactivation-date": {}')),
            Deactivated,
        ),
    ],
)
def test_a_refusal_is_told_by_what_orcid_says_and_not_asked_again(answering, answer, error_kind):
    orcid = answering(answer)

    with pytest.raises(error_kind) as raised:
        orcid.fetch()
    assert str(raised.value)
    assert len(orcid.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        error(
            9007,
            301,
            f"This account is deprecated. Please refer to account: https://orcid.org/{OTHER_ID}.",
            headers={"Location": f"https://pub.orcid.org/v3.0/{OTHER_ID}/record"},
        ),
        Answer(b"", 301, {"Location": f"/v3.0/{OTHER_ID}/record"}, content_type=None),
    ],
    ids=["its words", "its address"],
)
def test_a_joined_record_names_the_other_and_is_not_followed(answering, answer):
    orcid = answering(answer, Answer())

    with pytest.raises(Moved) as raised:
        orcid.fetch()
    assert raised.value.primary == OTHER_ID
    assert OTHER_ID in str(raised.value)
    assert len(orcid.asked) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "where",
    [
        "https://elsewhere.example/v3.0/0009-0000-0000-2004/record",
        "file:///etc/passwd",
        f"/v3.0/{ORCID_ID}/record",
        "/login",
        "",
    ],
)
def test_a_redirection_elsewhere_is_refused(answering, status, where):
    orcid = answering(Answer(b"", status, {"Location": where}), Answer())

    with pytest.raises(Unreadable):
        orcid.fetch()
    assert len(orcid.asked) == 1


@pytest.mark.parametrize(
    "answer",
    [
        Answer(content_type="text/html"),
        Answer(content_type="application/xml"),
        Answer(content_type=None),
        Answer(b"<html>Captive portal</html>"),
        Answer(b""),
        Answer(b"[]"),
        Answer(b"null"),
        Answer(b"{}"),
        Answer(RECORD[:-40]),
        Answer(RECORD.decode().encode("utf-16")),
        Answer(b"[" * 100_000),
        Answer(gzip.compress(RECORD), headers={"Content-Encoding": "gzip"}),
        Answer(RECORD.replace(ORCID_ID.encode(), OTHER_ID.encode())),
        Answer(b'{"orcid-profile": {}, "message-version": "1.2"}'),
    ],
    ids=[
        "html type", "xml type", "no type", "html", "empty", "array", "null", "object", "half",
        "utf-16", "deep", "packed", "another's", "version 1",
    ],
)  # fmt: skip
def test_what_is_no_record_of_the_person_is_refused(answering, answer):
    orcid = answering(answer)

    with pytest.raises(Unreadable):
        orcid.fetch()
    assert len(orcid.asked) == 1


@pytest.mark.parametrize(
    "busy",
    [
        Answer(b"", 429),
        Answer(b"", 500),
        Answer(b"", 503),
        Answer(b"<html>", 502, content_type="text/html"),
        Answer(cut=100),
    ],
    ids=["429", "500", "503", "502", "cut short"],
)
def test_a_busy_server_is_asked_again_after_a_while(answering, busy):
    orcid = answering(busy, busy, Answer())

    assert orcid.fetch().orcid == ORCID_ID
    assert orcid.waited == [1, 3]


def test_a_server_that_stays_busy_is_left_alone(answering):
    orcid = answering(Answer(b"", 503))

    with pytest.raises(Unavailable):
        orcid.fetch()
    assert len(orcid.asked) == 3


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "7"}, 7),
        ({"Retry-After": "0"}, 0),
        (
            {
                "Retry-After": "Sun, 22 Nov 2026 10:00:09 GMT",
                "Date": "Sun, 22 Nov 2026 10:00:00 GMT",
            },
            9,
        ),
        (
            {
                "Retry-After": "Sun, 22 Nov 2026 09:00:00 GMT",
                "Date": "Sun, 22 Nov 2026 10:00:00 GMT",
            },
            0,
        ),
        ({"Retry-After": "soon"}, 1),
        ({"Retry-After": "-5"}, 1),
        ({"Retry-After": "٧"}, 1),
        ({"Retry-After": "Sun, 22 Nov 2026 10:00:09 GMT"}, 1),
    ],
)
def test_it_waits_as_long_as_it_is_told(answering, headers, waited):
    orcid = answering(Answer(b"", 429, headers), Answer())

    assert orcid.fetch().orcid == ORCID_ID
    assert orcid.waited == [waited]


def test_it_does_not_wait_longer_than_its_limits(answering):
    orcid = answering(Answer(b"", 429, {"Retry-After": "86400"}), Answer())

    with pytest.raises(Unavailable):
        orcid.fetch()
    assert (orcid.waited, len(orcid.asked)) == ([], 1)


def test_a_silent_server_is_left_after_the_limit(answering):
    orcid = answering(Answer(silence=5))
    began = time.monotonic()

    with pytest.raises(Unavailable):
        orcid.fetch(limits=Limits(seconds=20, silent_seconds=0.2))
    assert time.monotonic() - began < 4
    assert len(orcid.asked) == 3


def test_a_server_that_drips_is_left_after_the_limit(answering):
    orcid = answering(Answer(pause=0.05))
    began = time.monotonic()

    with pytest.raises(Unavailable):
        orcid.fetch(limits=Limits(seconds=0.5, silent_seconds=0.4, waits=()))
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("announces_length", [True, False])
def test_more_than_the_limit_is_not_read(answering, announces_length):
    huge = Answer(b" " * 300_000 + RECORD, announces_length=announces_length)
    orcid = answering(huge)

    with pytest.raises(Unreadable):
        orcid.fetch(limits=Limits(most_bytes=200_000))
    assert orcid.fetch(limits=Limits(most_bytes=400_000)).orcid == ORCID_ID


def test_a_server_that_is_not_there_is_unavailable(answering):
    orcid = answering(Answer())
    orcid.server.shutdown()
    orcid.server.server_close()

    with pytest.raises(Unavailable):
        orcid.fetch()
    assert orcid.waited == [1, 3]


def test_errors_say_nothing_of_what_the_record_says(answering):
    said = json.dumps({"error-code": 9018, "user-message": "Nguyễn", "developer-message": "Nguyễn"})
    orcid = answering(Answer(said.encode(), 409))

    with pytest.raises(Locked) as raised:
        orcid.fetch()
    assert "Nguyễn" not in repr(raised.value) + str(raised.value) + str(raised.value.parameters)
