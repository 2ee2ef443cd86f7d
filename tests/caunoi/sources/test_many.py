"""Asking for thousands of rows by their ids."""

import pytest

from caunoi.organisations.models import Organisation
from caunoi.sources.many import among
from tests.factories import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("wanted", [[], [0], [1], [0, 2], [2, 2]])
def test_those_whose_id_is_among_them(wanted):
    bodies = [make_organisation() for _ in range(3)]
    ids = (bodies[place].pk for place in wanted)
    found = Organisation.objects.filter(among("pk", ids))
    assert {body.pk for body in found} == {bodies[place].pk for place in wanted}


def test_what_is_no_number_is_refused():
    with pytest.raises(ValueError, match="x"):
        among("pk", ["x"])
