"""Organisations as one would write them in a form."""

import pytest
from django.core.exceptions import ValidationError

from caunoi.organisations.fields import organisation_named
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_a_body_is_named_by_any_of_its_names():
    body = make_organisation("KU Leuven")
    body.names.create(value="鲁汶大学", language="zh", kinds=["label"])

    for name in ("KU Leuven", "ku leuven", "鲁汶大学", f"anything (#{body.pk})"):
        assert organisation_named(name) == body


def test_an_unknown_body_is_asked_again_and_of_two_it_is_said_which():
    one, two = make_organisation("Institute of Physics"), make_organisation("Institute of Physics")

    with pytest.raises(ValidationError, match="Add it first"):
        organisation_named("Atlantis")
    with pytest.raises(ValidationError) as several:
        organisation_named("Institute of Physics")
    for body in (one, two):
        assert f"(#{body.pk})" in several.value.messages[0]
    with pytest.raises(ValidationError):
        organisation_named("x (#999999999999999999)")
