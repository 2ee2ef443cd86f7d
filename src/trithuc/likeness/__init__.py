"""Do two texts propose the same? Asked of proposals in six languages, two at a time or many.

Reach for `gist_of` once a text, then `likenesses` to lay one beside many, or a `Shelf` to do so
again and again; `likeness_of_texts` for two texts. Invariant: a likeness lies in 0..1 and compares
across languages; from `ALIKE` on a reader is told of it.
"""

from trithuc.likeness.gists import Gist, UnreadableGist, gist_of
from trithuc.likeness.scoring import ALIKE, Shelf, likeness, likeness_of_texts, likenesses

__all__ = [
    "ALIKE",
    "Gist",
    "Shelf",
    "UnreadableGist",
    "gist_of",
    "likeness",
    "likeness_of_texts",
    "likenesses",
]
