"""What takes seconds the first time, done before somebody waits for it.

The library reads its vocabulary, its weights and its dictionaries when they are first asked for.
Reach for `warm_up_beside` where a process that answers readers starts.
"""

from __future__ import annotations

import threading

TEXTS = (
    "Chúng tôi cần chuyên gia về năng lượng tái tạo.",
    "We need an expert on renewable energy.",
    "Nous cherchons un expert des énergies renouvelables.",
    "Wij zoeken een expert in hernieuwbare energie.",
    "Wir suchen eine Fachkraft für erneuerbare Energien.",
    "我们需要可再生能源专家。",
)


def warm_up_beside() -> threading.Thread:
    """Warms up in a thread of its own; the process answers meanwhile, only slower."""
    thread = threading.Thread(target=warm_up, name="warming up", daemon=True)
    thread.start()
    return thread


def warm_up() -> None:
    from trithuc.categorise import categorise
    from trithuc.matching import Need, analyse_need

    for text in TEXTS:
        categorise(text)
        analyse_need(Need(id=0, text=text))
