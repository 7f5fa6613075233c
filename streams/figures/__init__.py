"""Figures as an analyst reads them, and those of several sources that do not agree.

A figure is one quantity with who says it and when. Figures are comparable when they count the same
class, of the same unit, with the same thing happening to it, in the same place, of the same event:
cleaning put the articles into one story, or they are of the same days and share enough of what they
name. What this cannot see is written down in docs/figures.md.
"""

from streams.figures.comparing import Conflict, conflicts
from streams.figures.reading import Figure, figures_of

__all__ = ["Conflict", "Figure", "conflicts", "figures_of"]
