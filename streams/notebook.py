"""An enriched article as HTML, for notebooks: its text with marks, and a table of its quantities.

IPython and Jupyter show it by themselves once `streams` is imported there.
"""

import sys
from html import escape
from itertools import pairwise
from typing import NamedTuple

from schemas import EnrichedArticle
from streams.render import unit, value

COLOURS = {
    "PERSON": "#f3d6ea", "ORG": "#d3e2fb", "PLACE": "#d3f0d8", "GROUP": "#d3f0d8",
    "FACILITY": "#d3f0d8", "WEAPON": "#fbd9d2", "VEHICLE": "#fbd9d2",
}  # fmt: skip
OTHER = "#d6eef0"
QUANTITY = "background:#ffe28a;font-weight:600"
DATE = "border-bottom:2px dotted #7a5c00"
BOX = "padding:.1em .2em;border-radius:3px;color:#1b1b1b"


class Mark(NamedTuple):
    """A stretch of the text in a colour of its own; offsets are characters, end exclusive."""

    start: int
    end: int
    style: str
    says: str
    """Shown on pointing at it."""


def html(event: EnrichedArticle) -> str:
    """The article as a fragment of HTML that needs nothing else; every text in it is escaped."""
    rows = "".join(
        f"<tr><td>{escape(value(q))}</td><td>{escape(unit(q))}</td>"
        f"<td>{escape(q.counted.surface if q.counted else '')}</td>"
        f"<td>{escape(q.relation.replace('_', ' '))}</td>"
        f"<td>{escape(q.predicate or '')}</td></tr>"
        for q in event.quantities
    )
    head = "".join(f"<th>{name}</th>" for name in ("value", "unit", "of what", "relation", "verb"))
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>" if rows else ""
    title = f"<h4>{escape(event.title)}</h4>" if event.title else ""
    return f'<div>{title}<div style="white-space:pre-wrap">{_marked(event)}</div>{table}</div>'


def _marks(event: EnrichedArticle) -> list[Mark]:
    marks = [
        Mark(m.start, m.end, f"background:{COLOURS.get(e.type, OTHER)};{BOX}",
             " · ".join(filter(None, (e.type, e.name, ", ".join(e.roles), e.country))))
        for e in event.entities for m in e.mentions
    ]  # fmt: skip
    marks += [Mark(d.start, d.end, DATE, d.resolved or "date") for d in event.dates]
    marks += [
        Mark(q.start, q.end, f"{QUANTITY};{BOX}", f"{q.unit.kind} · {q.relation} · {value(q)}")
        for q in event.quantities
    ]
    return marks


def _marked(event: EnrichedArticle) -> str:
    """The text cut at every start and end, so that marks may overlap."""
    marks = _marks(event)
    points = sorted({0, len(event.text), *(m.start for m in marks), *(m.end for m in marks)})
    parts = []
    for start, end in pairwise(points):
        text = escape(event.text[start:end])
        inside = [mark for mark in marks if mark.start <= start and end <= mark.end]
        if inside:
            style = ";".join(mark.style for mark in inside)
            says = escape("; ".join(mark.says for mark in inside))
            text = f'<span style="{style}" title="{says}">{text}</span>'
        parts.append(text)
    return "".join(parts)


def register() -> None:
    """Has a running IPython show articles with their marks; nothing where none runs."""
    if "IPython" not in sys.modules:
        return
    shell = sys.modules["IPython"].get_ipython()
    if shell is not None:
        shell.display_formatter.formatters["text/html"].for_type(EnrichedArticle, html)
