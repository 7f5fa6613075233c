"""Writes the recording and alerting rules of the objectives: `python -m tools.objectives`.

Multi-window burn rates after the SRE workbook (https://sre.google/workbook/alerting-on-slos/):
a page when the budget of 30 days would be gone in two days (14.4 times too fast) or five (6 times),
a ticket when it would be gone in ten (3) or just in time (1). The short window ends the alert soon
after the cause is gone.
"""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

TARGET = Path(__file__).parent.parent / "deploy/prometheus/rules/objectives.yml"
WINDOWS = ("5m", "30m", "1h", "2h", "6h", "1d", "3d")
OUR_FAULT = "bug|too_slow|killed_worker"
FRESH_SECONDS = 60


class Objective(NamedTuple):
    name: str
    alert: str
    target: float
    bad: str
    """PromQL of bad events a second over a window {w}."""
    total: str
    summary: str
    page: str
    """The runbook, a file of docs/runbooks."""


OBJECTIVES = (
    Objective(
        "success", "NewswireSuccessBurn", 0.999,
        'sum(rate(newswire_articles_total{{status="dead_lettered",'
        f'reason=~"{OUR_FAULT}"}}}}[{{w}}]))',
        "sum(rate(newswire_articles_total[{w}]))",
        "articles are dead-lettered by our fault: 99.9% must not be",
        "success.md",
    ),
    Objective(
        "freshness", "NewswireFreshnessBurn", 0.99,
        "(sum(rate(newswire_pipeline_age_seconds_count[{w}])) - "
        f'sum(rate(newswire_pipeline_age_seconds_bucket{{{{le="{FRESH_SECONDS:.1f}"}}}}[{{w}}])))',
        "sum(rate(newswire_pipeline_age_seconds_count[{w}]))",
        f"enriched events come later than {FRESH_SECONDS} s after their raw article: "
        "99% must not",
        "freshness.md",
    ),
)  # fmt: skip
BURNS: tuple[tuple[str, str, str, tuple[tuple[float, str, str], ...]], ...] = (
    ("Fast", "page", "2m", ((14.4, "1h", "5m"), (6, "6h", "30m"))),
    ("Slow", "ticket", "15m", ((3, "1d", "2h"), (1, "3d", "6h"))),
)
MIN_BAD = 5
"""With few articles one bad one would already burn the budget; that is for a ticket."""


def rules() -> dict[str, Any]:
    """The recording rules and alerts of all objectives, as Prometheus reads them."""
    return {
        "groups": [
            {
                "name": f"newswire-{o.name}",
                "interval": "30s",
                "rules": [*_recordings(o), *_alerts(o)],
            }
            for o in OBJECTIVES
        ]
    }


def ratio(objective: Objective, window: str) -> str:
    """The name under which the share of bad events over a window is recorded."""
    return f"newswire:{objective.name}_errors:ratio_rate{window}"


def _recordings(o: Objective) -> list[dict[str, Any]]:
    return [
        {
            "record": ratio(o, window),
            "expr": f"{o.bad.format(w=window)}\n/\n({o.total.format(w=window)} > 0)",
        }
        for window in WINDOWS
    ]


def _alerts(o: Objective) -> list[dict[str, Any]]:
    budget = 1 - o.target
    alerts = []
    for name, severity, wait, pairs in BURNS:
        burning = " or ".join(
            f"({ratio(o, long)} > {rate:.4g} and {ratio(o, short)} > {rate:.4g})"
            for rate, long, short in (
                (factor * budget, long, short) for factor, long, short in pairs
            )
        )
        longest = pairs[-1][1]
        bad = o.bad.format(w=longest).replace("rate(", "increase(")
        alerts.append(
            {
                "alert": o.alert + name,
                "expr": f"({burning})\nand {bad} >= {MIN_BAD}",
                "for": wait,
                "labels": {"severity": severity, "objective": o.name},
                "annotations": {
                    "summary": f"{o.summary} ({{{{ $value | humanizePercentage }}}} do)",
                    "runbook_url": f"docs/runbooks/{o.page}",
                },
            }
        )
    return alerts


def rendered() -> str:
    """The file of rules."""
    text = yaml.safe_dump(rules(), sort_keys=False, width=98)
    return "# Made by `python -m tools.objectives`; change it there.\n" + text


if __name__ == "__main__":
    TARGET.write_text(rendered(), "utf-8")
