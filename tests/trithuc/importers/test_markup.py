import pytest

from trithuc.importers.markup import without_markup


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rivers of CO<sub>2</sub>", "Rivers of CO2"),
        ("<i>Oryza sativa</i> in the Delta", "Oryza sativa in the Delta"),
        ("Étude <b>des</b> &eacute;toiles &amp; du ciel", "Étude des étoiles & du ciel"),
        ("&lt;i&gt;Tôm&lt;/i&gt; sú", "Tôm sú"),
        (
            "<jats:title>Abstract</jats:title><jats:p>Über</jats:p><jats:p>Wasser</jats:p>",
            "Abstract Über Wasser",
        ),
        ('<span class="x">稻</span>田', "稻田"),
        ("one<br/>two", "one two"),
        ('<mml:math xmlns:mml="x"><mml:mi>n</mml:mi></mml:math>-vector', "n-vector"),
        ("p < 0.05 and p > 0.01", "p < 0.05 and p > 0.01"),
        ("the <unknown> and the <i", "the <unknown> and the <i"),
        ("a<b and c>d", "a<b and c>d"),
        ("", ""),
    ],
)
def test_only_known_elements_are_taken_out(written, read):
    assert without_markup(written) == read


def test_a_long_text_of_beginnings_costs_no_time():
    assert without_markup("<i " * 100_000).count("<i") == 100_000
