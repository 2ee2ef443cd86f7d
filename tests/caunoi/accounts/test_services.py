from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from caunoi.accounts import queries, services
from caunoi.accounts.models import Invitation, Role, RoleGrant, User
from caunoi.accounts.signed_links import InvalidLink, LinkState
from caunoi.accounts.viewers import roles_of, viewer_of_user

from .conftest import NOW, PASSWORD, give_second_factor

pytestmark = pytest.mark.django_db


def invite(by=None, email="hoa@example.org", roles=(Role.OFFICER,)):
    return services.invite_user(email=email, roles=roles, by=by, language="vi", now=NOW)


def accept(token, now=NOW):
    return services.accept_invitation(
        token, display_name="Hoa (demo)", password=PASSWORD, language="vi", now=now
    )


def test_an_accepted_invitation_is_an_account_with_its_roles(administrator):
    _invitation, token = invite(administrator, "Hoa@Example.org", [Role.OFFICER, Role.EXPERT])

    user = accept(token)

    assert user.email == "hoa@example.org"
    assert user.check_password(PASSWORD)
    assert user.language == "vi"
    assert roles_of(user) == {Role.OFFICER, Role.EXPERT}
    assert {grant.granted_by for grant in user.role_grants.all()} == {administrator}


def test_an_invitation_is_accepted_once(administrator):
    _invitation, token = invite(administrator)
    accept(token)

    with pytest.raises(InvalidLink) as refusal:
        accept(token)

    assert refusal.value.state is LinkState.USED


def test_inviting_again_replaces_the_open_invitation(administrator):
    _first, old = invite(administrator)
    _second, new = invite(administrator)

    with pytest.raises(InvalidLink) as refusal:
        accept(old)
    assert refusal.value.state is LinkState.REVOKED
    assert accept(new).email == "hoa@example.org"


def test_whoever_has_an_account_is_not_invited(administrator, officer):
    with pytest.raises(ValidationError, match="has an account"):
        invite(administrator, officer.email.upper())


def test_an_account_made_meanwhile_leaves_the_link_unused(administrator):
    invitation, token = invite(administrator)
    User.objects.create_user(invitation.email)

    with pytest.raises(ValidationError, match="has an account"):
        accept(token)

    invitation.refresh_from_db()
    assert invitation.used_at is None


def test_an_officer_invites_colleagues_but_makes_no_administrator(officer):
    invite(officer, roles=[Role.OFFICER, Role.HOME_PARTNER])

    with pytest.raises(PermissionDenied):
        invite(officer, roles=[Role.OFFICER, Role.ADMINISTRATOR])


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HOME_PARTNER, Role.EXPERT])
def test_others_invite_nobody(make_user, role):
    with pytest.raises(PermissionDenied):
        invite(make_user("x@example.org", role), roles=[role])


def test_the_command_line_makes_the_first_administrator():
    _invitation, token = invite(by=None, roles=[Role.ADMINISTRATOR])

    assert roles_of(accept(token)) == {Role.ADMINISTRATOR}


def test_a_withdrawn_invitation_no_longer_opens(administrator):
    invitation, token = invite(administrator)

    services.revoke_invitation(invitation, now=NOW)

    assert list(queries.open_invitations(now=NOW)) == []
    with pytest.raises(InvalidLink):
        accept(token)


def test_withdrawing_a_used_invitation_changes_nothing(administrator):
    invitation, token = invite(administrator)
    accept(token)

    services.revoke_invitation(invitation)

    invitation.refresh_from_db()
    assert invitation.revoked_at is None


def test_open_invitations_leaves_out_what_can_no_longer_be_accepted(administrator):
    invitation, _token = invite(administrator)

    assert list(queries.open_invitations(now=NOW)) == [invitation]
    assert list(queries.open_invitations(now=NOW + timedelta(days=14))) == []


def test_granting_a_role_twice_keeps_the_first_giver(administrator, officer):
    services.grant_role(user=officer, role=Role.EXPERT, granted_by=None)
    grant = services.grant_role(user=officer, role=Role.EXPERT, granted_by=administrator)

    assert grant.granted_by is None
    assert roles_of(officer) == {Role.OFFICER, Role.EXPERT}


def test_nobody_gives_a_role_to_oneself(administrator):
    with pytest.raises(ValidationError, match="your own account"):
        services.grant_role(user=administrator, role=Role.OFFICER, granted_by=administrator)


def test_set_roles_gives_and_takes(administrator, officer):
    services.set_roles(user=officer, roles=[Role.COORDINATOR], by=administrator)

    assert roles_of(officer) == {Role.COORDINATOR}


def test_an_administrator_may_give_up_every_role_when_another_remains(make_user, administrator):
    leaving = make_user("leaving@example.org", Role.OFFICER, Role.ADMINISTRATOR, Role.EXPERT)

    services.set_roles(user=leaving, roles=[], by=leaving)

    assert roles_of(leaving) == set()


def test_the_last_administrator_stays(administrator, officer):
    with pytest.raises(ValidationError, match="last administrator"):
        services.revoke_role(user=administrator, role=Role.ADMINISTRATOR, by=administrator)
    with pytest.raises(ValidationError, match="last administrator"):
        services.deactivate_user(administrator, by=None)


def test_a_closed_administrator_does_not_count_as_one(make_user, administrator):
    closed = make_user("closed@example.org", Role.ADMINISTRATOR)
    services.deactivate_user(closed, by=administrator)

    with pytest.raises(ValidationError, match="last administrator"):
        services.deactivate_user(administrator, by=None)


def test_nobody_closes_their_own_account_or_drops_their_own_second_factor(administrator):
    for change in (
        services.deactivate_user,
        services.reactivate_user,
        services.remove_second_factor,
    ):
        with pytest.raises(ValidationError, match="your own account"):
            change(administrator, by=administrator)


def test_remove_second_factor_takes_keys_apps_and_codes(administrator, officer):
    give_second_factor(officer)
    Authenticator.objects.create(user=officer, type=Authenticator.Type.RECOVERY_CODES, data={})

    services.remove_second_factor(officer, by=administrator)

    assert not Authenticator.objects.filter(user=officer).exists()


def test_history_keeps_who_held_a_role_and_no_name(administrator, officer):
    services.revoke_role(user=officer, role=Role.OFFICER, by=administrator)
    services.deactivate_user(officer, by=administrator)

    grants = apps.get_model("accounts", "RoleGrantEvent").objects.filter(user_id=officer.pk)
    assert [event.pgh_label for event in grants.order_by("pgh_id")] == ["insert", "delete"]
    closed = apps.get_model("accounts", "UserEvent").objects.filter(pgh_obj_id=officer.pk)
    assert officer.email not in str([*grants.values(), *closed.values()])


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_do_not_both_succeed(make_user):
    one, two = (make_user(f"{name}@example.org", Role.ADMINISTRATOR) for name in ("one", "two"))

    at_once = Barrier(2)

    def remove(pair):
        by, other = pair
        viewer_of_user(by)
        at_once.wait(timeout=10)
        try:
            services.revoke_role(user=other, role=Role.ADMINISTRATOR, by=by)
        except (ValidationError, PermissionDenied):
            return "refused"
        finally:
            connection.close()
        return "removed"

    with ThreadPoolExecutor(2) as together:
        answers = sorted(together.map(remove, [(one, two), (two, one)]))

    assert answers == ["refused", "removed"]
    assert RoleGrant.objects.filter(role=Role.ADMINISTRATOR).count() == 1


def test_an_address_has_one_open_invitation(administrator):
    invite(administrator)
    invite(administrator)

    assert Invitation.objects.filter(revoked_at=None).count() == 1
