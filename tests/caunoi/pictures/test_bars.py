from xml.etree import ElementTree

from caunoi.pictures.bars import Bar, bar_picture


def texts_of(svg):
    return {element.text for element in ElementTree.fromstring(svg).iter() if element.text}  # noqa: S314


def test_each_bar_has_its_label_and_its_number_and_one_of_nothing_too():
    svg = bar_picture([Bar("Nhu cầu", 12), Bar("Đã giới thiệu", 0)], title="Từ nhu cầu")

    assert {"Nhu cầu", "12", "Đã giới thiệu", "0", "Từ nhu cầu"} <= texts_of(svg)


def test_bars_stand_in_the_order_given():
    svg = bar_picture([Bar("Second by name", 1), Bar("First by name", 3)], title="")

    assert svg.index("Second by name") < svg.index("First by name")


def test_nothing_is_still_a_picture():
    assert bar_picture([], title="Nothing").startswith("<svg")
