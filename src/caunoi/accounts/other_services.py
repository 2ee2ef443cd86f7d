"""Signing in through ORCID or an institution's OpenID Connect: read from the environment.

Knows nothing of Django's models, so that the settings can ask it. Where a variable is missing the
service is not offered.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

ORCID = "https://orcid.org"


def other_services(environment: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """As allauth's SOCIALACCOUNT_PROVIDERS wants it."""
    found = {}
    if _all_of(environment, "CAUNOI_ORCID_CLIENT_ID", "CAUNOI_ORCID_SECRET"):
        found["orcid"] = {
            "BASE_DOMAIN": "orcid.org",
            "APPS": [_app(environment, "CAUNOI_ORCID")],
        }
    if _all_of(environment, "CAUNOI_OIDC_URL", "CAUNOI_OIDC_CLIENT_ID", "CAUNOI_OIDC_SECRET"):
        institution = {
            **_app(environment, "CAUNOI_OIDC"),
            "provider_id": "institution",
            "name": environment.get("CAUNOI_OIDC_NAME") or "OpenID Connect",
            "settings": {"server_url": environment["CAUNOI_OIDC_URL"]},
        }
        found["openid_connect"] = {"APPS": [institution]}
    return found


def origins_of(services: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Where their sign-in pages are, as a content security policy names a place."""
    origins = [ORCID] if "orcid" in services else []
    for app in services.get("openid_connect", {}).get("APPS", ()):
        place = urlsplit(app["settings"]["server_url"])
        origins.append(f"{place.scheme}://{place.netloc}")
    return origins


def _all_of(environment: Mapping[str, str], *names: str) -> bool:
    return all(environment.get(name) for name in names)


def _app(environment: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        "client_id": environment[f"{prefix}_CLIENT_ID"],
        "secret": environment[f"{prefix}_SECRET"],
    }
