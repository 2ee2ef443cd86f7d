"""Who is looking, for tests of pages: a role, and whom that viewer speaks or acts for."""

import pytest

from caunoi.accounts import viewers
from tests.factories import make_user


@pytest.fixture
def sign_in(client, monkeypatch):
    """sign_in(role, person_id=…, organisation_ids=…): the client's requests are that viewer's."""

    def sign_in(*roles, **speaks_for):
        user = make_user(*roles)
        client.force_login(user)
        viewer = viewers.Viewer(user_id=user.pk, roles=frozenset(roles), **speaks_for)
        monkeypatch.setattr(
            viewers,
            "viewer_of_user",
            lambda asking: viewer if asking.pk == user.pk else viewers.PUBLIC,
        )
        return user

    return sign_in
