from trithuc.importers.ror import Name, RorOrganisation
from trithuc.importers.ror.records import distinct_names


def organisation(*names):
    return RorOrganisation("0demx0186", "active", names)


def test_display_name_is_the_one_ror_shows():
    shown = organisation(
        Name("IUD", None, ("acronym",)), Name("Invented University", "en", ("ror_display",))
    )

    assert shown.display_name == "Invented University"


def test_display_name_is_the_first_where_ror_marks_none():
    assert organisation(Name("A", "en", ("label",)), Name("B", "fr", ())).display_name == "A"


def test_name_in_prefers_a_label_and_never_gives_an_acronym():
    named = organisation(
        Name("ĐHTT", "vi", ("acronym",)),
        Name("Đại học Tưởng tượng", "vi", ("alias",)),
        Name("Trường Đại học Tưởng tượng", "vi", ("label",)),
        Name("Université imaginaire", "fr", ("alias",)),
        Name("IU", "de", ("acronym",)),
        Name("Invented University", None, ("ror_display",)),
    )

    assert named.name_in("vi") == "Trường Đại học Tưởng tượng"
    assert named.name_in("fr") == "Université imaginaire"
    assert named.name_in("de") is None
    assert named.name_in("zh") is None


def test_distinct_names_puts_the_kinds_of_one_name_together():
    names = [Name("A", "en", ("alias",)), Name("A", "fr", ()), Name("A", "en", ("ror_display",))]

    assert distinct_names(names) == (Name("A", "en", ("ror_display", "alias")), Name("A", "fr", ()))
