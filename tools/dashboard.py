"""Writes the first Grafana dashboard: `python -m tools.dashboard`.

A short list of panels here, the long JSON that Grafana wants in deploy/grafana/dashboards.
"""

from pathlib import Path
from typing import Any, NamedTuple

import orjson

TARGET = Path(__file__).parent.parent / "deploy/grafana/dashboards/overview.json"
SOURCE = {"type": "prometheus", "uid": "prometheus"}
COLUMNS, WIDTH, HEIGHT = 3, 8, 7


class Panel(NamedTuple):
    title: str
    text: str
    unit: str
    queries: tuple[tuple[str, str], ...]
    """PromQL and legend."""
    kind: str = "timeseries"


AGE = "newswire_pipeline_age_seconds_bucket"
SECONDS = "newswire_stage_seconds_bucket"
PANELS = (
    Panel("Articles by status", "What raw articles ended in", "ops",
          (("sum by (status) (rate(newswire_articles_total[1m]))", "{{status}}"),)),
    Panel("Behind", "Messages not yet acked", "short",
          (("sum by (topic) (newswire_consumer_lag_messages)", "{{topic}}"),)),
    Panel("Age at publication", "From the raw record to the enriched event", "s",
          tuple((f"histogram_quantile({q}, sum by (le) (rate({AGE}[1m])))", f"p{q * 100:.0f}")
                for q in (0.5, 0.99))),
    Panel("Dead letters", "By stage and reason", "ops",
          (("sum by (stage, reason) (rate(newswire_dead_letters_total[1m]))",
            "{{stage}} {{reason}}"),)),
    Panel("Seconds by stage", "Time in a pool worker, 99th percentile", "s",
          ((f"histogram_quantile(0.99, sum by (le, stage) (rate({SECONDS}[1m])))", "{{stage}}"),)),
    Panel("In progress", "Messages taken and not yet acked", "short",
          (("sum by (stage) (newswire_stage_in_progress)", "{{stage}}"),)),
    Panel("Quantities by class", "What the news counts", "ops",
          (("topk(10, sum by (class) (rate(newswire_quantities_total[5m])))", "{{class}}"),)),
    Panel("Entities by type", "Who and what the news names", "ops",
          (("sum by (type) (rate(newswire_entities_total[5m]))", "{{type}}"),)),
    Panel("Removed characters", "By reason", "cps",
          (("sum by (reason) (rate(newswire_removed_characters_total[5m]))", "{{reason}}"),)),
    Panel("Workers with partitions", "Should be all of them", "short",
          (("count(sum by (instance) (newswire_assigned_partitions) > 0)", "workers"),), "stat"),
    Panel("Seconds since progress", "By worker and stage", "s",
          (("time() - max by (instance, stage) (newswire_last_progress_timestamp_seconds)",
            "{{instance}} {{stage}}"),)),
    Panel("Pool restarts", "Pool workers replaced, by reason", "short",
          (("sum by (reason) (increase(newswire_pool_restarts_total[10m]))", "{{reason}}"),)),
)  # fmt: skip


def dashboard() -> dict[str, Any]:
    return {
        "uid": "newswire-overview",
        "title": "newswire",
        "timezone": "browser",
        "refresh": "5s",
        "time": {"from": "now-30m", "to": "now"},
        "schemaVersion": 41,
        "panels": [_panel(number, panel) for number, panel in enumerate(PANELS)],
    }


def _panel(number: int, panel: Panel) -> dict[str, Any]:
    row, column = divmod(number, COLUMNS)
    return {
        "id": number + 1,
        "type": panel.kind,
        "title": panel.title,
        "description": panel.text,
        "datasource": SOURCE,
        "gridPos": {"x": column * WIDTH, "y": row * HEIGHT, "w": WIDTH, "h": HEIGHT},
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "targets": [
            {"refId": chr(ord("A") + i), "datasource": SOURCE, "expr": expr, "legendFormat": legend}
            for i, (expr, legend) in enumerate(panel.queries)
        ],
    }


def rendered() -> bytes:
    return orjson.dumps(dashboard(), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


if __name__ == "__main__":
    TARGET.write_bytes(rendered())
