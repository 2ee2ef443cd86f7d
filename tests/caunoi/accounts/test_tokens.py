import logging
import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from caunoi.accounts.tokens import (
    HideTokens,
    RefusalsInOneLine,
    WithoutData,
    hash_of,
    new_token,
)


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


def test_hide_tokens_blots_out_a_link_to_a_new_password():
    address = "/accounts/password/reset/key/1-digejl-02bd9a878953e18f6dc55990316fd98b/"
    record = logging.LogRecord("django.request", 40, __file__, 1, "Failed: %s", (address,), None)

    HideTokens().filter(record)

    assert record.getMessage() == "Failed: /accounts/password/reset/key/…/"


def test_a_traceback_quotes_no_row():
    told = (
        'duplicate key value violates unique constraint "orcid"\n'
        "DETAIL:  Failing row contains (12, Nguyễn Văn Thử,\n\nan@example.org).\n"
        "CONTEXT:  COPY people_person, line 3"
    )
    try:
        try:
            raise ValueError(told)
        except ValueError as first:
            raise IntegrityError(told) from first
    except IntegrityError:
        record = logging.LogRecord("x", 40, __file__, 1, "failed", (), sys.exc_info())

    line = WithoutData("%(message)s").format(record)

    assert "Thử" not in line
    assert "an@example.org" not in line
    assert line.count("duplicate key value violates") == 2
    assert "The above exception was the direct cause" in line


@pytest.mark.parametrize(
    ("name", "level", "told"),
    [
        ("django.request", logging.WARNING, False),
        ("django.request", logging.ERROR, True),
        ("caunoi.jobs", logging.WARNING, True),
    ],
)
def test_only_what_broke_is_told_with_its_traceback(name, level, told):
    try:
        raise PermissionDenied
    except PermissionDenied:
        record = logging.LogRecord(name, level, "", 0, "said", (), sys.exc_info())

    RefusalsInOneLine().filter(record)

    assert ("Traceback" in logging.Formatter().format(record)) == told
