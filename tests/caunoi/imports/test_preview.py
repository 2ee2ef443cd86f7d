"""A plan's values as a reader expects them: the words of people and organisations, not codes."""

import pytest
from django.utils.translation import override

from caunoi.accounts.viewers import OFFICER_AT_THE_COMMAND_LINE as OFFICER
from caunoi.imports.models import PlannedAction
from caunoi.imports.preview import NamesOfAPage
from tests.factories import make_event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value", "label", "shown"),
    [
        ("display_name", "Nguyễn Văn Mẫu", "name", "Nguyễn Văn Mẫu"),
        ("country_code", "VN", "country", "Viet Nam"),
        ("languages", ["vi", "nl"], "languages", "Vietnamese, Dutch"),
        ("sectors", ["cybersecurity"], "sectors", "Cybersecurity"),
        ("affiliation", ["KU Leuven", ""], "organisation and position", "KU Leuven"),
        ("standing", "office_holder", "standing", "office-holder"),
        ("consent:public:0", True, "be shown publicly", "yes"),
        ("status", "inactive", "status", "no longer active"),
        ("place", ["Hà Nội", "VN", 21.0, 105.8], "place", "Hà Nội, Viet Nam"),
        (
            "relations",
            [["parent", "05a28rw58", "Example Academy"]],
            "ties",
            "part of Example Academy",
        ),
        ("established", None, "established", ""),
        ("guild", "masons", "guild", "masons"),
    ],
)
def test_a_change_is_told_in_words(field, value, label, shown):
    names = NamesOfAPage([], OFFICER)

    with override("en"):
        assert names.label_of(field) == label
        assert names.shown(field, value) == shown


def test_an_event_is_told_by_its_title():
    event = make_event("Hội thảo Mẫu")
    change = {"field": "event", "old": None, "new": event.pk, "is_kept_beside": False}
    names = NamesOfAPage([PlannedAction(subject="person", changes=[change])], OFFICER)

    assert names.shown("event", event.pk) == "Hội thảo Mẫu"
