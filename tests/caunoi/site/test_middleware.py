"""What holds of every answer, whichever page gives it."""

import pytest

from tests.factories import make_officer, make_register

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    ["/people/", "/people/?standing=participant", "/events/", "/imports/", "/nothing-is-here/"],
)
def test_no_browser_keeps_what_names_people(client, address):
    make_register()
    client.force_login(make_officer())

    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_a_part_of_a_page_is_not_kept_either(client):
    client.force_login(make_officer())

    part = client.get("/people/", headers={"HX-Request": "true", "HX-Target": "results"})

    assert "no-store" in part.headers["Cache-Control"]


def test_a_view_that_says_it_itself_has_the_last_word(client):
    client.force_login(make_officer())

    assert "must-revalidate" in client.get("/").headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/accounts/login/", "/imports/new/seminar/"])
def test_a_body_larger_than_any_upload_is_refused_unread(client, address):
    announced = str(2 * 1024**3)

    answer = client.generic("POST", address, headers={"content-length": announced})

    assert answer.status_code == 413
    assert "2048 MB" in answer.content.decode()
    assert answer.wsgi_request._read_started is False


def test_an_upload_of_the_largest_size_reaches_its_form(client):
    announced = str(101 * 1024**2)

    answer = client.generic("POST", "/imports/", headers={"content-length": announced})

    assert answer.status_code != 413
