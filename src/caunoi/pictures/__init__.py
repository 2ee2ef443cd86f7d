"""Pictures drawn on the server from rows of figures, as SVG: they need no script and they print.

Reach for `heat_picture` and `map_picture`, and put the figures' table beside the picture. It knows
no noun of the register: labels come in the reader's language, figures as numbers.
"""

from caunoi.pictures.heat import HeatCell, heat_picture
from caunoi.pictures.map import Dot, map_picture

__all__ = ["Dot", "HeatCell", "heat_picture", "map_picture"]
