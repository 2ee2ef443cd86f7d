"""Signing in through ORCID or an institution: which are offered, and whom they let in."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from caunoi.accounts.models import User
from caunoi.accounts.other_services import origins_of, other_services

from .conftest import PASSWORD

ORCID = {"CAUNOI_ORCID_CLIENT_ID": "APP-1", "CAUNOI_ORCID_SECRET": "s"}
OIDC = {
    "CAUNOI_OIDC_NAME": "Example University",
    "CAUNOI_OIDC_URL": "https://id.example.edu/realm/.well-known/openid-configuration",
    "CAUNOI_OIDC_CLIENT_ID": "caunoi",
    "CAUNOI_OIDC_SECRET": "s",
}


class TestWhatIsOffered:
    def test_nothing_unless_the_environment_says_so(self):
        assert other_services({}) == {}
        assert origins_of({}) == []

    @pytest.mark.parametrize("missing", [*ORCID, *list(OIDC)[1:]])
    def test_a_service_named_in_half_is_not_offered(self, missing):
        said = {name: value for name, value in {**ORCID, **OIDC}.items() if name != missing}

        assert len(other_services(said)) == 1

    def test_both(self):
        services = other_services({**ORCID, **OIDC})

        assert services["orcid"]["APPS"] == [{"client_id": "APP-1", "secret": "s"}]
        assert services["openid_connect"]["APPS"][0]["name"] == "Example University"
        assert origins_of(services) == ["https://orcid.org", "https://id.example.edu"]


class Institution(BaseHTTPRequestHandler):
    """Answers as the OpenID Connect server of an invented university."""

    def do_GET(self) -> None:
        if "configuration" in self.path:
            place = f"http://127.0.0.1:{self.server.server_address[1]}"
            self.answer(
                {
                    "issuer": place,
                    "authorization_endpoint": f"{place}/authorize",
                    "token_endpoint": f"{place}/token",
                    "userinfo_endpoint": f"{place}/userinfo",
                    "jwks_uri": f"{place}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self.answer({"sub": "person-7", "email": "stranger@example.edu", "name": "Stranger"})

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "token", "token_type": "Bearer"})

    def answer(self, told: dict[str, object]) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        """Nothing to tell."""


@pytest.fixture
def institution(settings) -> Iterator[None]:
    with HTTPServer(("127.0.0.1", 0), Institution) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_address[1]}/.well-known/openid-configuration"
        settings.SOCIALACCOUNT_PROVIDERS = other_services({**OIDC, "CAUNOI_OIDC_URL": url})
        yield
        server.shutdown()


def come_back_from(client: Client, process: str = "login"):
    """Press the button of the institution and return from there."""
    login = reverse("openid_connect_login", args=["institution"])
    sent = client.post(f"{login}?process={process}")
    state = parse_qs(urlsplit(sent["Location"]).query)["state"][0]
    callback = reverse("openid_connect_callback", args=["institution"])
    return client.get(callback, {"code": "c", "state": state}, follow=True)


@pytest.mark.django_db
class TestWhomItLetsIn:
    def test_a_stranger_gets_no_account(self, institution, client):
        page = come_back_from(client)

        assert "By invitation" in page.content.decode()
        assert not User.objects.exists()
        assert not SocialAccount.objects.exists()

    def test_an_equal_address_opens_nothing_by_itself(self, institution, client, make_user):
        make_user("stranger@example.edu")

        come_back_from(client)

        assert "_auth_user_id" not in client.session

    def test_a_linked_account_opens_and_nothing_but_the_identifier_is_kept(
        self, institution, client, officer
    ):
        client.force_login(officer)
        come_back_from(client, process="connect")
        linked = SocialAccount.objects.get()
        assert (linked.user, linked.uid, linked.extra_data) == (officer, "person-7", {})
        client.logout()

        come_back_from(client)

        assert client.session["_auth_user_id"] == str(officer.pk)
        assert SocialAccount.objects.get().extra_data == {}

    def test_a_closed_account_stays_closed(self, institution, client, officer):
        client.force_login(officer)
        come_back_from(client, process="connect")
        client.logout()
        User.objects.update(is_active=False)

        come_back_from(client)

        assert "_auth_user_id" not in client.session

    def test_the_sign_in_page_offers_it(self, institution, client):
        assert "Example University" in client.get(reverse("account_login")).content.decode()

    def test_the_page_of_links_shows_what_is_linked(self, institution, client, officer):
        client.force_login(officer)
        come_back_from(client, process="connect")

        page = client.get(reverse("socialaccount_connections")).content.decode()

        assert "person-7" in page
        assert "Unlink" in page


@pytest.mark.django_db
class TestByCode:
    def test_a_code_sent_by_mail_opens_the_account_once(self, client, officer, mailoutbox):
        client.post(reverse("account_request_login_code"), {"email": officer.email})
        code = mailoutbox[0].body.split("\n\n")[1].strip()
        assert "code" in mailoutbox[0].subject

        client.post(reverse("account_confirm_login_code"), {"code": code})

        assert client.session["_auth_user_id"] == str(officer.pk)

    def test_a_wrong_code_opens_nothing(self, client, officer, mailoutbox):
        client.post(reverse("account_request_login_code"), {"email": officer.email})

        page = client.post(reverse("account_confirm_login_code"), {"code": "XXXXXX"})

        assert page.status_code == 200
        assert "_auth_user_id" not in client.session

    def test_an_unknown_address_is_told_the_same_and_gets_no_mail(self, client, mailoutbox):
        sent = client.post(
            reverse("account_request_login_code"), {"email": "nobody@example.org"}, follow=True
        )

        assert "If nobody@example.org has an account" in sent.content.decode()
        assert mailoutbox == []

    def test_it_is_offered_where_there_is_a_mail_server(self, client, settings):
        login = reverse("account_login")
        assert "code by e-mail" not in client.get(login).content.decode()

        settings.EMAIL_HOST = "mail.example"

        assert "code by e-mail" in client.get(login).content.decode()


@pytest.mark.django_db
def test_sessions_are_listed_and_all_others_ended(make_user):
    make_user("officer@example.org", password=PASSWORD)
    here, there = Client(HTTP_USER_AGENT="Here 1.0"), Client(HTTP_USER_AGENT="There 2.0")
    for browser in (here, there):
        browser.post(
            reverse("account_login"), {"login": "officer@example.org", "password": PASSWORD}
        )
    page = here.get(reverse("usersessions_list")).content.decode()
    assert "Here 1.0" in page
    assert "There 2.0" in page

    here.post(reverse("usersessions_list"))

    assert here.get(reverse("accounts:own_account")).status_code == 200
    assert there.get(reverse("accounts:own_account")).status_code == 302
