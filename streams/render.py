"""An enriched article for people: its text with marks, and a table of what was found."""

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from schemas import CleanArticle, EnrichedArticle, Quantity
from streams.terminal import plain

STYLES = {
    "PERSON": "bold magenta",
    "ORG": "bold blue",
    "PLACE": "bold green",
    "GROUP": "green",
    "EVENT": "cyan",
    "WEAPON": "bold red",
    "VEHICLE": "bold red",
    "PRODUCT": "cyan",
    "WORK": "cyan",
    "FACILITY": "green",
}
QUANTITY_STYLE = "bold black on yellow"  # bold is what NO_COLOR leaves
TITLES = ("value", "unit", "counted", "class", "about", "predicate")
DATE_STYLE = "underline"
SIGNS = {
    "exactly": "", "approximately": "≈ ", "at_least": "≥ ", "at_most": "≤ ",
    "more_than": "> ", "less_than": "< ", "between": "",
}  # fmt: skip
LONG_RANGE = 20
"""A range of more characters is shown on two lines: a narrow column would break it in a number."""
ARROWS = {"up": " ↑", "down": " ↓", None: ""}


def article(event: EnrichedArticle, *, width_text: int | None = None) -> RenderableType:
    """The title, the marked text (cut after `width_text` characters), and the quantities."""
    parts: list[RenderableType] = [marked(event, width_text)]
    if event.quantities:
        parts.append(quantities(event))
    if event.entities:
        parts.append(_names(event))
    if event.removed:
        parts.append(Text(_removed(event), "dim"))
    title = _title(event)
    about = " · ".join(filter(None, (event.source, event.language.code)))
    return Panel(Group(*parts), title=title, title_align="left", subtitle=_plain(about))


def _removed(event: EnrichedArticle) -> str:
    lines = "1 line" if len(event.removed) == 1 else f"{len(event.removed)} lines"
    return f"removed: {lines}, {sum(len(cut.text) for cut in event.removed)} characters"


def clean_article(event: CleanArticle) -> RenderableType:
    """The body, then what was cut and why."""
    body = _plain(event.text)
    cuts = [Text.assemble((f"[{cut.reason}] ", "red"), (_plain(cut.text).plain, "dim strike"))
            for cut in event.removed]  # fmt: skip
    return Panel(Group(body, *cuts), title=_title(event), title_align="left")


def _title(event: CleanArticle | EnrichedArticle) -> Text:
    return _plain(event.title or str(event.extra.get("file") or event.id))


def marked(event: EnrichedArticle, width: int | None = None) -> Text:
    """The text with entities, quantities and dates in their colours."""
    shown = event.text if width is None or len(event.text) <= width else event.text[:width] + " …"
    text = _plain(shown)
    for entity in event.entities:
        for mention in entity.mentions:
            text.stylize(STYLES[entity.type], mention.start, mention.end)
    for date in event.dates:
        text.stylize(DATE_STYLE, date.start, date.end)
    for quantity in event.quantities:
        text.stylize(QUANTITY_STYLE, quantity.start, quantity.end)
    return text


def quantities(event: EnrichedArticle) -> Table:
    """One row a quantity: value with its sign, unit, what is counted, what happens to it.

    A column in which nothing stands is left out: a terminal is narrow.
    """
    names = {entity.id: entity.name for entity in event.entities}
    rows = []
    for quantity in event.quantities:
        counted = quantity.counted
        about = ", ".join(names.get(id_, id_) for id_ in quantity.entities)
        rows.append(
            (
                _in_lines(value(quantity)), unit(quantity), counted.surface if counted else "",
                (counted.class_ or "") if counted else "", about, quantity.predicate or "",
            )
        )  # fmt: skip
    used = [number for number in range(len(TITLES)) if any(row[number] for row in rows)]
    table = Table(box=None, pad_edge=False)
    for number in used:
        table.add_column(TITLES[number], overflow="fold")
    for row in rows:
        table.add_row(*(_plain(row[number]) for number in used))
    return table


def unit(quantity: Quantity) -> str:
    """What it is measured in; nothing for a count, which says what it counts beside it."""
    kind, name = quantity.unit.kind, quantity.unit.name
    if kind == "count" or (kind == "number" and name == "number"):
        name = ""
    elif name == "time":
        name = quantity.unit.symbol or "times"
    return f"{name} per {quantity.per}".strip() if quantity.per else name


def value(quantity: Quantity) -> str:
    """≥ 200,000; ≈ 300; 5,000–7,000; 3 ↓."""
    if quantity.value is None:
        low = "…" if quantity.low is None else f"{quantity.low:,}"
        high = "…" if quantity.high is None else f"{quantity.high:,}"
        text = f"{low}–{high}"
    else:
        text = f"{SIGNS[quantity.relation]}{quantity.value:,}"
    return text + ARROWS[quantity.trend]


def _in_lines(shown: str) -> str:
    """A long range broken after its dash."""
    return shown.replace("–", "–\n") if len(shown) > LONG_RANGE else shown


def _names(event: EnrichedArticle) -> Text:
    text = Text()
    for entity in event.entities:
        if text:
            text.append(" · ")
        text.append(_plain(entity.name).plain, STYLES[entity.type])
        if entity.country:
            text.append(f" {entity.country}", "dim")
    return text


def _plain(text: str) -> Text:
    """A stranger's text: no markup is read in it, no control sequence reaches the terminal.

    Characters are replaced one for one, so offsets hold.
    """
    return Text(plain(text))


def console(*, stderr: bool = False) -> Console:
    """A console that colours nothing by itself: numbers in a stranger's text are no finding."""
    return Console(stderr=stderr, highlight=False, soft_wrap=False)
