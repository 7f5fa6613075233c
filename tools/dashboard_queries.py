"""Runs the query of every panel of every dashboard: `python -m tools.dashboard_queries`.

Against a Prometheus that scrapes the stack with the demo running: docker compose --profile demo up.
Prints a Markdown table of panel, query and series returned, and fails where a query gives none.
`--pictures FOLDER` also draws each dashboard from the answers, as SVG.
"""

import argparse
import json
import sys
import time
import urllib.parse
import urllib.request
from pathlib import Path
from typing import Any, NamedTuple

from tools import dashboard_picture
from tools.dashboard import FOLDER

VARIABLES = {"$__rate_interval": "1m"}


class Answer(NamedTuple):
    """What Prometheus gave for one query of a panel."""

    panel: dict[str, Any]
    target: dict[str, Any]
    expr: str
    series: list[dict[str, Any]]
    """Each with `metric` and `values` [[time, value], ...]."""

    @property
    def shown(self) -> int:
        """Series with at least one value that is a number."""
        return sum(
            any(value not in {"NaN", "+Inf", "-Inf"} for _, value in one["values"])
            for one in self.series
        )


def panels(dashboard: dict[str, Any]) -> list[dict[str, Any]]:
    """The panels of a dashboard, those inside rows included."""
    found: list[dict[str, Any]] = []
    for panel in dashboard["panels"]:
        found += panel.get("panels") or [] if panel["type"] == "row" else [panel]
    return found


def resolved(expr: str, dashboard: dict[str, Any]) -> str:
    """The query as Grafana sends it with every variable at "All"."""
    for name, value in VARIABLES.items():
        expr = expr.replace(name, value)
    for variable in dashboard["templating"]["list"]:
        expr = expr.replace("$" + variable["name"], variable.get("allValue") or ".*")
    return expr


def ask(server: str, expr: str, minutes: float, *, instant: bool) -> list[dict[str, Any]]:
    """The series of a query: its last value, or the last minutes."""
    now = time.time()
    path = "query" if instant else "query_range"
    times = {"time": now} if instant else {"start": now - 60 * minutes, "end": now, "step": 5}
    body = urllib.parse.urlencode({"query": expr, **times}).encode()
    with urllib.request.urlopen(f"{server}/api/v1/{path}", body, timeout=30) as answer:
        found: list[dict[str, Any]] = json.load(answer)["data"]["result"]
    return [{"values": [one["value"]], **one} if "value" in one else one for one in found]


def answers(dashboard: dict[str, Any], server: str, minutes: float) -> list[Answer]:
    """What each query of a dashboard gives on a running Prometheus."""
    found = []
    for panel in panels(dashboard):
        for target in panel["targets"]:
            expr = resolved(target["expr"], dashboard)
            series = ask(server, expr, minutes, instant=bool(target.get("instant")))
            found.append(Answer(panel, target, expr, series))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", default="http://127.0.0.1:9090")
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--pictures", type=Path, help="a folder for one SVG a dashboard")
    arguments = parser.parse_args()
    empty = 0
    print("| dashboard | panel | query | series |\n|---|---|---|---|")
    for path in sorted(FOLDER.glob("*.json")):
        dashboard = json.loads(path.read_text("utf-8"))
        found = answers(dashboard, arguments.server, arguments.minutes)
        for answer in found:
            query = answer.expr.replace("|", "\\|")
            print(f"| {path.stem} | {answer.panel['title']} | `{query}` | {answer.shown} |")
            empty += not answer.shown
        if arguments.pictures:
            picture = dashboard_picture.drawn(dashboard, found)
            (arguments.pictures / f"{path.stem}.svg").write_text(picture, "utf-8")
    if empty:
        sys.exit(f"{empty} queries give nothing")


if __name__ == "__main__":
    main()
