"""What PostgreSQL is asked to look for; that it finds people is shown by `test_models`."""

import pytest

from caunoi.people.patterns import ways_to_fit
from trithuc.names import TypedWord


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        (TypedWord(("dung", "勇")), [["dung|勇"]]),
        (TypedWord(("mueller",), whole=("muller",)), [[r"mueller|\mmuller\M"]]),
        (TypedWord(("va",), initials=("v", "a")), [["va"], [r"\mv", r"\ma"]]),
        (
            TypedWord(("黄明",), together=(("hoang", "huynh"), ("minh",))),
            [["黄明"], [r"\mhoang\M|\mhuynh\M", r"\mminh\M"]],
        ),
        (TypedWord(("a.b",)), [[r"a\.b"]]),
    ],
)
def test_one_way_for_each_that_a_word_may_stand(word, ways):
    assert ways_to_fit(word) == ways
