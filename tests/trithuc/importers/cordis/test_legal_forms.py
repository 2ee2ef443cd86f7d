import pytest

from trithuc.importers.cordis.legal_forms import without_legal_form


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Infineon Technologies AG", "infineon technologies"),
        ("MUSTER GMBH & CO. KG", "muster"),
        ("TOYOTA MOTOR EUROPE NV", "toyota motor europe"),
        ("BEISPIEL, S.P.A.", "beispiel"),
        ("Société Exemple SARL", "societe exemple"),
        ("Przykład Sp. z o.o.", "przyklad"),
        ("VOORBEELD B.V.", "voorbeeld"),
        ("Công ty Ví Dụ", "cong ty vi du"),
        ("Universität Wien", "universitat wien"),
        ("AS Roma", "as roma"),
        ("Ernst and Young", "ernst and young"),
        ("SA", ""),
    ],
)
def test_a_legal_form_is_taken_from_the_end_of_a_name(name, bare):
    assert without_legal_form(name) == bare
