import pytest
from allauth.account import forms as account_forms
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.socialaccount.adapter import get_adapter as get_social_adapter

from caunoi.accounts.words_of_allauth import LABELS, REFUSALS

SHOWN_FORMS = [
    account_forms.ChangePasswordForm,
    account_forms.SetPasswordForm,
    account_forms.ResetPasswordForm,
    account_forms.ResetPasswordKeyForm,
    account_forms.ReauthenticateForm,
    AuthenticateForm,
    ActivateTOTPForm,
]


@pytest.mark.parametrize("form", SHOWN_FORMS)
def test_every_label_of_a_form_we_show_is_for_our_translator(form):
    labels = {str(field.label) for field in form.base_fields.values() if field.label}

    assert labels <= set(LABELS)


def test_what_is_for_our_translator_is_still_what_allauth_says():
    said = {str(text) for text in get_adapter().error_messages.values()}
    said |= {str(text) for text in get_mfa_adapter().error_messages.values()}
    said |= {str(text) for text in get_social_adapter().error_messages.values()}

    assert set(REFUSALS) - said == {"You must type the same password each time."}
