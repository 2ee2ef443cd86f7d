import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trithuc.importers.bibliography.latex import DEEPEST, LONGEST, plain_text


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        # Vietnamese, with each way to write a letter that bears two marks
        (r"Nguy{\~{\^e}}n V{\u a}n", "Nguyễn Văn"),
        (r"Tr{\`a}n Ph{\d u}ng", "Tràn Phụng"),
        (r"{\DJ}\`{\^o}ng, \dj{}\h{a}", "Đồng, đả"),
        (r"{\uhorn}{\ohorn}ng \UHORN{} \OHORN", "ương Ư Ơ"),
        (r"Tr{\uhorn}{\`{\ohorn}}ng \'\uhorn \'{\ohorn}", "Trường ứ ớ"),
        (r"\d{\^o} \d{\^{o}} {\d\^o} {\h\^e} \h a", "ộ ộ ộ ể ả"),
        # French
        (r"{\'E}tudes \`a c{\oe}ur, \c{c}a, na{\"\i}f", "Études à cœur, ça, naïf"),
        (r"\^{\i}le, l\textquoteright eau, o\`u", "île, l’eau, où"),
        # German and Dutch
        (r"Stra{\ss}e \"uber {\"O}l, M\"{u}ller", "Straße über Öl, Müller"),
        (r"co{\"o}rdinatie, IJ{\'\i}", "coördinatie, IJí"),
        # English and others
        (r"The {DNA} of {Oryza sativa}", "The DNA of Oryza sativa"),
        (r"R\&D at 50\% for \$5, C\# and a\_b", "R&D at 50% for $5, C# and a_b"),
        ("R&D at 50% of #1 for $5", "R&D at 50% of #1 for $5"),
        ("``quoted'' -- pages 1--2", "“quoted” – pages 1–2"),
        ("O''Neil", "O''Neil"),
        (r"$\alpha$-synuclein, H$_2$O, m$^{-1}$", "α-synuclein, H2O, m-1"),
        (r"\textit{E. coli}, {\em very} \textbf{bold}", "E. coli, very bold"),
        (r"{\L}{\'o}d{\'z} \v{S}koda {\AA}ngstr{\"o}m", "Łódź Škoda Ångström"),
        ("a~b", "a b"),
        # what needs nothing
        ("人工智能与水文学", "人工智能与水文学"),
        ("Dòng chảy  của\n sông", "Dòng chảy của sông"),
        ("", ""),
    ],
)
def test_latex_becomes_plain_text(latex, plain):
    assert plain_text(latex) == plain


@pytest.mark.parametrize(
    ("latex", "plain"),
    [
        (r"\unknown{kept} words", "kept words"),
        ("{never closed", "never closed"),
        ("closed } twice }}", "closed twice"),
        (r"\frac Nguy{\~{\^e}}n \textcolor", "Nguyễn"),
        ("{" * (DEEPEST + 1) + r"de\'ep" + "}" * (DEEPEST + 1), "deep"),
        ("{" * 100_000, ""),
        ("\\", ""),
        (r"{\em x} " * LONGEST, " ".join("x" * LONGEST)),
    ],
    ids=["command", "open", "closed", "stumbling", "deep", "deeper", "backslash", "long"],
)
def test_what_is_no_latex_keeps_its_words(latex, plain):
    assert plain_text(latex) == plain


def test_no_day_of_reading_comes_in():
    assert plain_text(r"Read \today, \input{/etc/hostname}here") == "Read , here"


@given(
    st.lists(
        st.sampled_from(
            [*"\\{}$'`^\"~%&# a[]_", "\\h", "\\uhorn", "\\begin{a}", "\\end{a}", "\\frac", "\\("]
        )
    ).map("".join)
)
def test_any_text_gives_a_text(latex):
    assert isinstance(plain_text(latex), str)


def test_nothing_of_it_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    plain_text(r"{\'Nguy \begin{array} $ }} \end{b} \frac")

    assert caplog.records == []
