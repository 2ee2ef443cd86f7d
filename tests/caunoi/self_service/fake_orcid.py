"""ORCID's public interface, answering every question with one invented record."""

from __future__ import annotations

import json
from http.server import BaseHTTPRequestHandler
from typing import Any

ORCID = "0000-0002-1825-0097"


def orcid_record() -> dict[str, Any]:
    value = "value"
    return {
        "orcid-identifier": {"path": ORCID},
        "person": {
            "name": {
                "given-names": {value: "Vi Du"},
                "family-name": {value: "Nguyen"},
                "credit-name": {value: "Nguyễn Ví Dụ"},
            },
            "biography": {"content": "Works on membranes of examples."},
            "addresses": {"address": [{"country": {value: "BE"}}]},
        },
        "activities-summary": {
            "employments": {
                "affiliation-group": [
                    {
                        "summaries": [
                            {
                                "employment-summary": {
                                    "put-code": 1,
                                    "role-title": "Professor",
                                    "organization": {
                                        "name": "University of Examples",
                                        "address": {"city": "Gent", "country": "BE"},
                                    },
                                }
                            }
                        ]
                    }
                ]
            },
            "works": {
                "group": [
                    {
                        "work-summary": [
                            {
                                "put-code": number,
                                "title": {"title": {value: title}},
                                "publication-date": {"year": {value: "2021"}},
                                "external-ids": {"external-id": []},
                            }
                        ]
                    }
                    for number, title in enumerate(("Standing work", "New work of examples"))
                ]
            },
        },
    }


class FakeOrcid(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = json.dumps(orcid_record()).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *said: object) -> None:
        """Quietly."""
