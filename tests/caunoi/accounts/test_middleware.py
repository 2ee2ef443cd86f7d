"""Without a second factor no page opens: asked of every address the project has."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from caunoi.accounts.middleware import PAGES_OPEN_WITHOUT
from caunoi.accounts.models import Role
from tests.caunoi.site.test_urls import leads_elsewhere

from .conftest import give_second_factor

SAMPLES = {
    "IntConverter": 1,
    "StringConverter": "x",
    "SlugConverter": "x",
    "PathConverter": "x",
    "UUIDConverter": "6f1c2b1e-0c5d-4a57-9d4e-5f6f3c1a2b3d",
}
# Addresses written as regular expressions do not say what fits into them.
ARGUMENTS = {
    "account_confirm_email": {"key": "x"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "x-y"},
    "openid_connect_login": {"provider_id": "x"},
    "openid_connect_callback": {"provider_id": "x"},
}


def pages(resolver=None, namespaces=(), converters=()) -> Iterator[tuple[str, dict[str, object]]]:
    """Every page of the project by its full name, with a sample of its arguments."""
    for entry in (resolver or get_resolver()).url_patterns:
        inner = (*converters, *entry.pattern.converters.items())
        if isinstance(entry, URLPattern) and not leads_elsewhere(entry):
            name = ":".join([*namespaces, entry.name or "a page without a name"])
            samples = {key: SAMPLES.get(type(converter).__name__, "1") for key, converter in inner}
            yield name, ARGUMENTS.get(name, samples)
        elif isinstance(entry, URLResolver):
            namespace = (entry.namespace,) if entry.namespace else ()
            yield from pages(entry, (*namespaces, *namespace), inner)


@pytest.fixture(autouse=True)
def with_second_factor(settings):
    settings.CAUNOI_REQUIRE_MFA = True


def is_led_to_the_explanation(response) -> bool:
    return response.status_code == 302 and response.url == reverse("accounts:second_factor")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", [Role.OFFICER, Role.ADMINISTRATOR])
def test_every_page_but_those_named_is_closed(make_user, client_of, role, method):
    client = client_of(make_user("an@example.org", role))
    opened, tried = set(), 0

    for name, arguments in pages():
        if name in PAGES_OPEN_WITHOUT:
            continue
        tried += 1
        address = reverse(name, kwargs=arguments)
        if not is_led_to_the_explanation(getattr(client, method)(address)):
            opened.add(name)

    assert opened == set()
    assert tried > 20


def test_the_pages_left_open_exist():
    assert {name for name, _arguments in pages()} >= PAGES_OPEN_WITHOUT


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["accounts:second_factor", "mfa_index", "account_logout"])
def test_what_it_takes_to_set_one_up_stays_open(officer, client_of, page):
    assert client_of(officer).get(reverse(page)).status_code == 200


@pytest.mark.django_db
def test_the_explanation_offers_both_ways(officer, client_of):
    html = client_of(officer).get(reverse("accounts:second_factor")).content.decode()

    assert reverse("mfa_add_webauthn") in html
    assert reverse("mfa_activate_totp") in html


@pytest.mark.django_db
def test_with_a_second_factor_pages_open(administrator, client_of):
    give_second_factor(administrator)

    assert client_of(administrator).get(reverse("accounts:user_list")).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HOME_PARTNER, Role.EXPERT])
def test_roles_that_keep_nothing_for_others_need_none(make_user, client_of, role):
    client = client_of(make_user("an@example.org", role))

    assert client.get(reverse("accounts:own_account")).status_code == 200


@pytest.mark.django_db
def test_a_role_given_during_a_session_closes_its_pages(make_user, client_of, officer):
    user = make_user("an@example.org", Role.EXPERT)
    client = client_of(user)
    assert client.get(reverse("accounts:own_account")).status_code == 200

    user.role_grants.create(role=Role.OFFICER, granted_at=user.created_at)

    assert is_led_to_the_explanation(client.get(reverse("accounts:own_account")))


@pytest.mark.django_db
def test_the_demonstration_asks_for_none(settings, officer, client_of):
    settings.CAUNOI_REQUIRE_MFA = False

    assert client_of(officer).get(reverse("accounts:own_account")).status_code == 200


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_led_to_sign_in():
    response = Client().get(reverse("accounts:user_list"))

    assert response.url == f"{reverse('account_login')}?next={reverse('accounts:user_list')}"
