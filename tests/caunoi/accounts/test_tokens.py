import logging

import pytest

from caunoi.accounts.tokens import HideTokens, hash_of, new_token


def test_two_tokens_are_never_the_same_and_fit_an_address():
    first, second = new_token(), new_token()

    assert first != second
    assert len(hash_of(first)) == 64
    assert first.removeprefix("cn_").replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize("as_argument", [True, False])
def test_hide_tokens_blots_them_out_of_a_log_line(as_argument):
    address = f"/accounts/invitations/{new_token()}/"
    message, arguments = ("Gone: %s", (address,)) if as_argument else (f"Gone: {address}", ())
    record = logging.LogRecord("django.request", 30, __file__, 1, message, arguments, None)

    assert HideTokens().filter(record)
    assert record.getMessage() == "Gone: /accounts/invitations/cn_…/"


def test_hide_tokens_leaves_other_lines_as_they_are():
    record = logging.LogRecord("x", 30, __file__, 1, "%s rows, 100%% read", (12,), None)

    HideTokens().filter(record)

    assert record.getMessage() == "12 rows, 100% read"
