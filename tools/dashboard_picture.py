"""Draws a dashboard from what Prometheus answered, as SVG. No Grafana is in it: same panels, same
places, same queries, drawn by us, so that the documentation can show real data where none runs."""

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tools.dashboard_queries import Answer

COLUMN, ROW, GAP, HEAD = 52, 30, 6, 24
COLOURS = ("#73bf69", "#f2cc0c", "#5794f2", "#ff9830", "#f2495c", "#b877d9", "#8ab8ff", "#c0d8ff",
           "#96d98d", "#ffcb7d")  # fmt: skip
NAMED = {"green": "#37872d", "orange": "#c4621b", "red": "#ad0317"}
LEGEND = 5
NOTE = "Drawn by tools/dashboard_picture.py from a real Prometheus; not a screenshot of Grafana"


def drawn(dashboard: dict[str, Any], answers: "Iterable[Answer]") -> str:
    """The whole dashboard; panels where Grafana would put them."""
    by_panel: dict[int, list[Answer]] = {}
    for answer in answers:
        by_panel.setdefault(answer.panel["id"], []).append(answer)
    parts, bottom = [], 0
    for panel in dashboard["panels"]:
        place = panel["gridPos"]
        x, y = place["x"] * COLUMN, place["y"] * ROW + HEAD
        if panel["type"] == "row":
            parts.append(_text(x + 4, y + 20, panel["title"], 13, "#d8d9da", weight="bold"))
            bottom = max(bottom, y + ROW)
        for child in [panel] if panel["type"] != "row" else panel.get("panels") or []:
            place = child["gridPos"]
            x, y = place["x"] * COLUMN, place["y"] * ROW + HEAD
            width, height = place["w"] * COLUMN - GAP, place["h"] * ROW - GAP
            parts.append(_panel(child, by_panel.get(child["id"], []), x, y, width, height))
            bottom = max(bottom, y + height)
    width, height = 24 * COLUMN, bottom + 20
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif"><rect width="{width}" height="{height}" fill="#111217"/>'
        f"{_text(4, 17, dashboard['title'], 15, '#fff', weight='bold')}"
        f"{_text(width - 4, 17, NOTE, 11, '#9fa7b3', anchor='end')}{''.join(parts)}</svg>\n"
    )


def _panel(panel: dict[str, Any], answers: "list[Answer]", x: int, y: int, w: int, h: int) -> str:
    body = {"stat": _stat, "bargauge": _bars}.get(panel["type"], _lines)(panel, answers, w, h)
    return (
        f'<g transform="translate({x},{y})"><rect width="{w}" height="{h}" rx="3" fill="#181b1f" '
        f'stroke="#2c3235"/>{body}{_text(8, 17, panel["title"], 12, "#d8d9da", weight="bold")}</g>'
    )


def _stat(panel: dict[str, Any], answers: "list[Answer]", w: int, h: int) -> str:
    values = [float(s["values"][-1][1]) for a in answers for s in a.series]
    if not values:
        return ""
    defaults = panel["fieldConfig"]["defaults"]
    colour = "green"
    for step in defaults["thresholds"]["steps"]:
        if step["value"] is None or values[0] >= step["value"]:
            colour = step["color"]
    shown = _value(values[0], defaults["unit"])
    return (
        f'<rect width="{w}" height="{h}" rx="3" fill="{NAMED[colour]}"/>'
        f"{_text(w // 2, h // 2 + 20, shown, 30, '#fff', weight='bold', anchor='middle')}"
    )


def _bars(panel: dict[str, Any], answers: "list[Answer]", w: int, h: int) -> str:
    rows = [(_label(a, s), float(s["values"][-1][1])) for a in answers for s in a.series]
    rows = sorted(rows, key=lambda row: -row[1])[:15]
    most = max((value for _, value in rows), default=0) or 1
    unit, step, parts = panel["fieldConfig"]["defaults"]["unit"], (h - 30) / max(len(rows), 1), []
    for number, (label, value) in enumerate(rows):
        top = 26 + number * step
        length = (w - 110) * value / most
        parts.append(
            f'<rect x="44" y="{top:.1f}" width="{length:.1f}" height="{step * 0.75:.1f}" '
            f'fill="#5794f2"/>{_text(8, top + step * 0.6, label, 11, "#d8d9da")}'
            f"{_text(50 + length, top + step * 0.6, _value(value, unit), 11, '#d8d9da')}"
        )
    return "".join(parts)


def _lines(panel: dict[str, Any], answers: "list[Answer]", w: int, h: int) -> str:
    series = [(_label(a, s), _points(s)) for a in answers for s in a.series]
    series = [(label, points) for label, points in series if points]
    if not series:
        return ""
    series.sort(key=lambda one: -one[1][-1][1])
    unit = panel["fieldConfig"]["defaults"]["unit"]
    times = [time for _, points in series for time, _ in points]
    first, span = min(times), (max(times) - min(times)) or 1
    top = max(value for _, points in series for _, value in points) or 1
    left, right, up, down = 52, w - 8, 28, h - 22 - 14 * ((min(len(series), LEGEND) + 1) // 2)
    parts = []
    for share in (0, 0.5, 1):
        level = down - (down - up) * share
        parts.append(
            f'<line x1="{left}" x2="{right}" y1="{level:.1f}" y2="{level:.1f}" stroke="#2c3235"/>'
            f"{_text(left - 4, level + 4, _value(top * share, unit), 10, '#9fa7b3', anchor='end')}"
        )
    for number, (label, points) in enumerate(series):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(
            f"{left + (right - left) * (t - first) / span:.1f},{down - (down - up) * v / top:.1f}"
            for t, v in points
        )
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="1.5"/>'
        )
        if number < LEGEND:
            at, line = 10 + (number % 2) * (w // 2), down + 18 + 14 * (number // 2)
            shown = f"{label}: {_value(points[-1][1], unit)}"[: w // 12]
            parts.append(_text(at, line, shown, 10, colour))
    return "".join(parts)


def _points(series: dict[str, Any]) -> list[tuple[float, float]]:
    return [(float(t), float(v)) for t, v in series["values"] if v not in {"NaN", "+Inf", "-Inf"}]


def _label(answer: "Answer", series: dict[str, Any]) -> str:
    label = str(answer.target.get("legendFormat") or "")
    for name, value in series["metric"].items():
        label = label.replace("{{" + name + "}}", value)
    return label


def _value(value: float, unit: str) -> str:
    if unit == "percentunit":
        return f"{value:.1%}"
    if unit == "bytes":
        return f"{value / 1e6:.0f} MB"
    end = {"s": " s", "ops": "/s"}.get(unit, "")
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:.1f}{letter}{end}"
    return f"{value:.3g}{end}"


def _text(x: float, y: float, text: str, size: int, fill: str, **style: str) -> str:
    """A line of text; `style`: its `weight`, and which end of it is at `x` (`anchor`)."""
    weight, anchor = style.get("weight", "normal"), style.get("anchor", "start")
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="{fill}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(text)}</text>'
    )
