import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from caunoi.accounts.models import Role, RoleGrant, User, normalise_email

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("An.Nguyen@Example.ORG", "an.nguyen@example.org"),
        ("  an@example.org\n", "an@example.org"),
        ("hue@vie\u0302n.example", "hue@viên.example"),
    ],
)
def test_normalise_email_reads_one_address_however_it_is_typed(typed, kept):
    assert normalise_email(typed) == kept


def test_create_user_keeps_the_address_in_lower_case():
    user = User.objects.create_user("An.Nguyen@Example.org", "pw")

    assert user.email == "an.nguyen@example.org"
    assert User.objects.get_by_natural_key("AN.NGUYEN@example.org") == user


def test_create_user_without_a_password_opens_with_none():
    assert not User.objects.create_user("an@example.org").has_usable_password()


def test_an_address_has_one_account_whatever_its_case():
    User.objects.create_user("an@example.org")

    with pytest.raises(IntegrityError, match="email"):
        User.objects.create_user("AN@example.org")


def test_the_database_refuses_an_address_in_upper_case():
    user = User.objects.create_user("an@example.org")

    with pytest.raises(IntegrityError, match="user_email_is_in_lower_case"):
        User.objects.filter(pk=user.pk).update(email="AN@example.org")


def test_a_role_is_held_once(officer):
    with pytest.raises(IntegrityError, match="role_is_held_once"):
        RoleGrant.objects.create(user=officer, role=Role.OFFICER, granted_at=timezone.now())


def test_nobody_gives_a_role_to_oneself(officer):
    with pytest.raises(IntegrityError, match="role_is_not_given_to_oneself"):
        RoleGrant.objects.create(
            user=officer, role=Role.EXPERT, granted_by=officer, granted_at=timezone.now()
        )


def test_the_database_refuses_an_unknown_role(officer):
    with pytest.raises(IntegrityError, match="role_is_one_of_ours"), transaction.atomic():
        RoleGrant.objects.create(user=officer, role="minister", granted_at=timezone.now())
