"""A mail server on this machine that takes, refuses or hangs up as a test asks."""

from __future__ import annotations

import email
import socketserver
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from email.policy import default


@dataclass
class Mailbox:
    """refuses: {command: reply}. hangs_up_after: a command, or "words" for before its answer."""

    port: int = 0
    taken: list[Message] = field(default_factory=list)
    refuses: dict[str, str] = field(default_factory=dict)
    hangs_up_after: str = ""
    takes_seconds: float = 0

    def copies_of(self) -> Counter[str]:
        """{Message-ID: how often it was taken}."""
        return Counter(str(mail["Message-ID"]) for mail in self.taken)


class Handler(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        if self.server.box.hangs_up_after == "connect":
            return
        self.say("220 ready")
        while line := self.rfile.readline():
            command = line.decode().split()[0].split(":")[0].upper()
            if not self.answer(command):
                return

    def answer(self, command: str) -> bool:
        """False when the line is closed."""
        box = self.server.box
        if command in box.refuses:
            self.say(box.refuses[command])
            return True
        if command == "DATA":
            return self.take_words()
        self.say("221 bye" if command == "QUIT" else "250 fine")
        return command not in {"QUIT", box.hangs_up_after}

    def take_words(self) -> bool:
        box = self.server.box
        self.say("354 go on")
        if box.hangs_up_after == "DATA":
            return False
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        if not line:
            return False
        time.sleep(box.takes_seconds)
        if "words" in box.refuses:
            self.say(box.refuses["words"])
            return True
        box.taken.append(email.message_from_bytes(b"".join(lines), policy=default))
        if box.hangs_up_after == "words":
            return False
        time.sleep(box.takes_seconds)
        self.say("250 taken")
        return True

    def say(self, line: str) -> None:
        # A sender may have been killed: what counts is what was taken.
        with suppress(ConnectionError):
            self.wfile.write(line.encode() + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    box: Mailbox

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed is no error of the server's."""


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.box = Mailbox(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server.box
        server.shutdown()
        thread.join()
