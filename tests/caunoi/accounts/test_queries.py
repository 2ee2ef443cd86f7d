import pytest
from allauth.mfa.models import Authenticator

from caunoi.accounts.queries import all_accounts, has_second_factor

from .conftest import give_second_factor

pytestmark = pytest.mark.django_db


def test_all_accounts_says_who_has_a_second_factor(officer, administrator):
    give_second_factor(officer)

    found = {account.email: account.has_second_factor for account in all_accounts()}

    assert found == {officer.email: True, administrator.email: False}


def test_recovery_codes_alone_are_no_second_factor(officer):
    Authenticator.objects.create(user=officer, type=Authenticator.Type.RECOVERY_CODES, data={})

    assert not has_second_factor(officer)
    assert not all_accounts().get().has_second_factor


def test_all_accounts_puts_closed_ones_last(officer, administrator):
    administrator.is_active = False
    administrator.save()

    assert [*all_accounts()] == [officer, administrator]
