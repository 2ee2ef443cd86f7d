"""The table of permissions, said a second time by hand: a change to one must be meant in both."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.template import Context, Template
from django.test import RequestFactory

from caunoi.accounts.models import Role
from caunoi.accounts.rules import PERMISSIONS, may, requires, roles_given_by
from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE, PUBLIC, Viewer

OFF, ADM, COO, HOM, EXP = Role

WHO_MAY = {
    "people.view": {OFF, COO, HOM, EXP},
    "people.change": {OFF},
    "organisations.view": {OFF, COO, HOM, EXP},
    "organisations.change": {OFF},
    "sectors.view": {OFF, ADM, COO, HOM, EXP},
    "sectors.change": {OFF},
    "events.view": {OFF, COO, HOM, EXP},
    "events.change": {OFF},
    "proposals.view": {OFF, COO, HOM, EXP},
    "proposals.change": {OFF},
    "answers.view": {OFF},
    "answers.change": {OFF},
    "works.view": {OFF, COO, HOM, EXP},
    "works.change": {OFF},
    "projects.view": {OFF, COO, HOM, EXP},
    "needs.view": {OFF, HOM},
    "needs.change": {OFF},
    "matches.view": {OFF},
    "introductions.view": {OFF},
    "introductions.change": {OFF},
    "letters.view": {OFF},
    "letters.send": {OFF},
    "rights.handle": {OFF},
    "rights.erase": {OFF},
    "search.use": {OFF, COO, HOM, EXP},
    "sources.view": {OFF},
    "sources.change": {OFF},
    "imports.run": {OFF},
    "desk.view": {OFF},
    "jobs.view": {OFF, ADM},
    "accounts.invite": {OFF, ADM},
    "accounts.manage": {ADM},
    "settings.change": {ADM},
}


def viewer_with(*roles):
    return Viewer(user_id=1, roles=frozenset(roles))


def test_every_permission_stands_in_the_table():
    assert set(WHO_MAY) == set(PERMISSIONS)


@pytest.mark.parametrize("permission", WHO_MAY)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_what_the_table_says(role, permission):
    assert may(viewer_with(role), permission) == (role in WHO_MAY[permission])


@pytest.mark.parametrize("permission", WHO_MAY)
def test_the_public_may_nothing(permission):
    assert not may(PUBLIC, permission)


def test_roles_add_up():
    viewer = viewer_with(OFF, ADM)

    assert may(viewer, "people.change")
    assert may(viewer, "accounts.manage")


def test_an_administrator_sees_no_record():
    records = {"people", "organisations", "events", "proposals", "sources"}

    for permission in PERMISSIONS:
        if permission.partition(".")[0] in records:
            assert not may(viewer_with(ADM), permission)


def test_a_command_may_what_an_officer_may():
    assert may(OFFICER_AT_THE_COMMAND_LINE, "imports.run")
    assert not may(OFFICER_AT_THE_COMMAND_LINE, "accounts.manage")


def test_a_misspelt_permission_is_an_error_and_not_a_no():
    with pytest.raises(KeyError):
        may(viewer_with(OFF), "people.veiw")
    with pytest.raises(KeyError):
        requires("people.veiw")


@pytest.mark.parametrize(
    ("role", "given"),
    [
        (OFF, {OFF, COO, HOM, EXP}),
        (ADM, {OFF, ADM, COO, HOM, EXP}),
        (COO, set()),
        (HOM, set()),
        (EXP, set()),
    ],
)
def test_roles_given_by_a_role(role, given):
    assert roles_given_by(viewer_with(role)) == given


@requires("imports.run")
def page(request):
    return HttpResponse("the page")


def ask_for_page(user):
    request = RequestFactory().get("/imports/?page=2")
    request.user = user
    return page(request)


def test_requires_opens_the_page_to_who_may(officer):
    assert ask_for_page(officer).content == b"the page"


def test_requires_refuses_who_may_not(administrator):
    with pytest.raises(PermissionDenied):
        ask_for_page(administrator)


def test_requires_leads_the_unknown_to_sign_in_and_back():
    response = ask_for_page(AnonymousUser())

    assert response.status_code == 302
    assert "next=/imports/%3Fpage%3D2" in response.url


def test_requires_tells_its_permission_to_the_table_of_pages():
    assert page.required_permission == "imports.run"


def test_templates_ask_with_perms(officer, administrator):
    from django.contrib.auth.context_processors import PermWrapper

    template = Template("{% if perms.imports.run %}may{% else %}may not{% endif %}")

    assert template.render(Context({"perms": PermWrapper(officer)})) == "may"
    assert template.render(Context({"perms": PermWrapper(administrator)})) == "may not"
    assert template.render(Context({"perms": PermWrapper(AnonymousUser())})) == "may not"
