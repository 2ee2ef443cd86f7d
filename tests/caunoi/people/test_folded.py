"""The database folds as the library does, for the spellings the register holds."""

import pytest

from caunoi.people.folded import Folded
from caunoi.people.models import Person
from tests.factories import make_person
from trithuc.text.folding import fold


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [
        "Hội thảo Liège",
        "ĐẠI HỌC BÁCH KHOA",
        "Đặng Thị Hoà",
        "Universität zu Köln",
        "Université catholique de Louvain",
        "Coöperatie Ĳssel",
        "Ørsted, Łódź",
        "鲁汶大学",
        "KU Leuven (50%)",
    ],
)
def test_a_text_is_folded_as_by_the_library(text):
    make_person(text)

    assert Person.objects.values_list(Folded("display_name"), flat=True).get() == fold(text)
