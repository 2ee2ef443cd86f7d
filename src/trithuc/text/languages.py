"""Which of the six languages a text is in.

Reach for it before stemming or spotting. Invariant: "unknown" where the text does not show it;
nothing is guessed from a name or a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    pass

UNKNOWN: Final = "unknown"


_HAN: Final = re.compile(f"[{HAN}]")
_KANA_OR_HANGUL: Final = re.compile("[\u3040-\u30ff\uac00-\ud7af]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LEAST_CONFIDENCE: Final = 0.5
_READ: Final = 1_000


def detect_language(text: str) -> str:
    """One of vi, en, fr, nl, de, zh, or "unknown"."""
    head = text[:_READ]
    if _KANA_OR_HANGUL.search(head):
        return UNKNOWN
    if 3 * len(_HAN.findall(head)) > len(_LATIN.findall(head)):
        return "zh"
    if not _LATIN.search(head):
        return UNKNOWN
    best = _detector().compute_language_confidence_values(head)[0]
    return (
        str(best.language.iso_code_639_1.name.lower())
        if best.value > _LEAST_CONFIDENCE
        else UNKNOWN
    )


@cache
def _detector() -> LanguageDetector:
    from lingua import Language, LanguageDetectorBuilder

    return LanguageDetectorBuilder.from_languages(
        Language.VIETNAMESE, Language.ENGLISH, Language.FRENCH, Language.DUTCH, Language.GERMAN
    ).build()
