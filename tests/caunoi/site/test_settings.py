"""What the environment and the data folder decide, and that reading settings touches nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from caunoi.site.data_folder import open_data_folder
from caunoi.site.settings import env_bool, env_list
from tests.caunoi.processes import environment

READ = """
import json
from pathlib import Path
from caunoi.site import settings

def as_text(value):  # paths; translations need all of Django
    return str(value) if isinstance(value, Path) else None

names = [name for name in dir(settings) if name.isupper()]
print(json.dumps({name: getattr(settings, name) for name in names}, default=as_text))
"""


def settings_with(**environ: str) -> dict[str, Any]:
    kept = {**environment(), **environ}
    if "CAUNOI_REQUIRE_MFA" not in environ:
        del kept["CAUNOI_REQUIRE_MFA"]
    read = subprocess.run(
        [sys.executable, "-c", READ], env=kept, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(read.stdout)
    return found


def test_reading_settings_makes_no_folder_and_opens_no_database(tmp_path: Path) -> None:
    place = tmp_path / "register"
    nobody = "postgresql://nobody@nowhere.invalid/nothing"
    settings = settings_with(CAUNOI_DATA=str(place), DATABASE_URL=nobody)
    assert not place.exists()
    assert settings["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert settings["DEBUG"] is False


def test_a_folder_keeps_its_key_and_no_folder_gives_a_new_one_each_time(tmp_path: Path) -> None:
    place = open_data_folder(tmp_path / "register").path
    first, second = (settings_with(CAUNOI_DATA=str(place))["SECRET_KEY"] for _ in range(2))
    assert first == second == (place / "secret_key").read_text()
    nowhere = str(tmp_path / "nowhere")
    first, second = (settings_with(CAUNOI_DATA=nowhere)["SECRET_KEY"] for _ in range(2))
    assert first != second
    assert len(first) >= 50


@pytest.mark.parametrize(
    ("is_demonstration", "said", "required"),
    [
        (False, {}, True),
        (True, {}, False),
        (False, {"CAUNOI_REQUIRE_MFA": "0"}, False),
        (True, {"CAUNOI_REQUIRE_MFA": "1"}, True),
    ],
)
def test_a_second_factor_is_asked_of_registers_unless_said_otherwise(
    tmp_path: Path, is_demonstration: bool, said: dict[str, str], required: bool
) -> None:
    place = open_data_folder(tmp_path / "folder", demonstration=is_demonstration).path
    settings = settings_with(CAUNOI_DATA=str(place), **said)
    assert settings["CAUNOI_REQUIRE_MFA"] is required
    assert settings["CAUNOI_DEMONSTRATION"] is is_demonstration


def test_a_server_of_ones_own_is_named_in_database_url() -> None:
    url = "postgresql://caunoi@db.example:6432/register"
    database = settings_with(DATABASE_URL=url)["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"], database["NAME"]) == (
        "db.example",
        6432,
        "register",
    )
    assert database["CONN_HEALTH_CHECKS"] is True


@pytest.mark.parametrize(
    ("address", "is_secure"),
    [("http://localhost:8000", False), ("https://register.example", True)],
)
def test_behind_https_cookies_travel_by_https_only(address: str, is_secure: bool) -> None:
    settings = settings_with(CAUNOI_SITE_URL=address)
    assert settings["SESSION_COOKIE_SECURE"] is is_secure
    assert settings["CSRF_COOKIE_SECURE"] is is_secure
    assert settings["CSRF_TRUSTED_ORIGINS"] == ([address] if is_secure else [])
    assert settings["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is not is_secure


def test_without_a_mail_server_messages_are_kept_in_the_data_folder(tmp_path: Path) -> None:
    settings = settings_with(CAUNOI_DATA=str(tmp_path))
    assert settings["EMAIL_BACKEND"].endswith("filebased.EmailBackend")
    assert settings["EMAIL_FILE_PATH"] == str(tmp_path / "mail")
    settings = settings_with(CAUNOI_SMTP_HOST="mail.example", CAUNOI_SMTP_PORT="2525")
    assert settings["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    assert (settings["EMAIL_HOST"], settings["EMAIL_PORT"]) == ("mail.example", 2525)


def test_pages_take_scripts_and_styles_from_this_site_alone() -> None:
    policy = settings_with()["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]


@pytest.mark.parametrize(
    ("text", "default", "meant"),
    [
        ("1", False, True),
        ("TRUE", False, True),
        (" yes ", False, True),
        ("0", True, False),
        ("no", True, False),
        ("", True, True),
        ("", False, False),
    ],
)
def test_a_switch_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, text: str, default: bool, meant: bool
) -> None:
    monkeypatch.setenv("CAUNOI_SWITCH", text)
    assert env_bool("CAUNOI_SWITCH", default=default) is meant


def test_a_switch_that_is_neither_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUNOI_SWITCH", "perhaps")
    with pytest.raises(ValueError, match="CAUNOI_SWITCH='perhaps': write 1 or 0"):
        env_bool("CAUNOI_SWITCH", default=False)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", ["localhost"]),
        (" , ", ["localhost"]),
        ("a.example, b.example,", ["a.example", "b.example"]),
    ],
)
def test_a_list_in_the_environment(
    monkeypatch: pytest.MonkeyPatch, text: str, meant: list[str]
) -> None:
    monkeypatch.setenv("CAUNOI_NAMES", text)
    assert env_list("CAUNOI_NAMES", default=["localhost"]) == meant
