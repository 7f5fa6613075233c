"""Writes the Grafana dashboards: `python -m tools.dashboard`.

Panels are data (`tools.dashboard_panels`); Grafana's JSON is made of it by grafana-foundation-sdk.
"""

import argparse
import sys
from itertools import count
from pathlib import Path
from typing import Any

from grafana_foundation_sdk.builders import bargauge, common, stat, timeseries
from grafana_foundation_sdk.builders.dashboard import (
    Dashboard as DashboardBuilder,
)
from grafana_foundation_sdk.builders.dashboard import (
    DashboardLink,
    DatasourceVariable,
    QueryVariable,
    ThresholdsConfig,
)
from grafana_foundation_sdk.builders.dashboard import (
    Row as RowBuilder,
)
from grafana_foundation_sdk.builders.prometheus import Dataquery
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import (
    BarGaugeDisplayMode,
    BigValueColorMode,
    GraphThresholdsStyleMode,
    StackingMode,
    TooltipDisplayMode,
    VizOrientation,
)
from grafana_foundation_sdk.models.dashboard import (
    DashboardLinkType,
    DataSourceRef,
    Threshold,
    ThresholdsMode,
    VariableHide,
    VariableRefresh,
)

from tools.dashboard_panels import DASHBOARDS, Dashboard, Panel, Variable

FOLDER = Path(__file__).parent.parent / "deploy/grafana/dashboards"
SOURCE = DataSourceRef(type_val="prometheus", uid="${datasource}")
HEIGHTS = {"stat": 4, "timeseries": 8, "bargauge": 10}


def built(dashboard: Dashboard) -> DashboardBuilder:
    """The dashboard as the SDK has it."""
    builder = (
        DashboardBuilder(dashboard.title)
        .uid(f"newswire-{dashboard.name}")
        .description(dashboard.text)
        .tags(["newswire"])
        .time(dashboard.since, "now")
        .refresh("10s")
        .timezone("browser")
        .readonly()
        .link(
            DashboardLink("newswire")
            .type(DashboardLinkType.DASHBOARDS)
            .tags(["newswire"])
            .keep_time(True)
        )
        .with_variable(
            DatasourceVariable("datasource")
            .label("Prometheus")
            .type("prometheus")
            .hide(VariableHide.HIDE_VARIABLE)
        )
    )
    for variable in dashboard.variables:
        builder = builder.with_variable(_variable(variable))
    ids = count(1)
    for row in dashboard.rows:
        builder = builder.with_row(RowBuilder(row.title).id(next(ids)))
        for panel in row.panels:
            builder = builder.with_panel(_panel(panel).id(next(ids)))
    return builder


def _variable(variable: Variable) -> QueryVariable:
    return (
        QueryVariable(variable.name)
        .label(variable.label)
        .datasource(SOURCE)
        .query(variable.query)
        .refresh(VariableRefresh.ON_TIME_RANGE_CHANGED)
        .multi(True)
        .include_all(True)
        .all_value(".*")
    )


def _panel(panel: Panel) -> Any:
    builder: Any = {"stat": _stat, "bargauge": _bargauge, "timeseries": _timeseries}[panel.kind](
        panel
    )
    builder = (
        builder.title(panel.title)
        .description(panel.text)
        .datasource(SOURCE)
        .unit(panel.unit)
        .span(panel.width)
        .height(HEIGHTS[panel.kind])
        .thresholds(
            ThresholdsConfig()
            .mode(ThresholdsMode.ABSOLUTE)
            .steps(
                [
                    Threshold(value=None, color=panel.base),
                    *(Threshold(value=value, color=colour) for value, colour in panel.steps),
                ]
            )
        )
    )
    if panel.unit != "percentunit" or panel.kind == "timeseries":
        builder = builder.min(0)
    for number, query in enumerate(panel.queries):
        target = Dataquery().ref_id(chr(ord("A") + number)).expr(query.expr)
        target = target.legend_format(query.legend or panel.title)
        builder = builder.with_target(
            target.range() if panel.kind == "timeseries" else target.instant()
        )
    return builder


def _stat(panel: Panel) -> Any:
    return stat.Panel().color_mode(BigValueColorMode.BACKGROUND_SOLID).reduce_options(_last_value())


def _bargauge(panel: Panel) -> Any:
    return (
        bargauge.Panel()
        .orientation(VizOrientation.HORIZONTAL)
        .display_mode(BarGaugeDisplayMode.GRADIENT)
        .reduce_options(_last_value())
    )


def _last_value() -> common.ReduceDataOptions:
    return common.ReduceDataOptions().calcs(["lastNotNull"])


def _timeseries(panel: Panel) -> Any:
    builder = (
        timeseries.Panel()
        .fill_opacity(40 if panel.stacked else 8)
        .tooltip(common.VizTooltipOptions().mode(TooltipDisplayMode.MULTI))
    )
    if panel.stacked:
        builder = builder.stacking(common.StackingConfig().mode(StackingMode.NORMAL))
    if panel.steps:
        builder = builder.thresholds_style(
            common.GraphThresholdsStyleConfig().mode(GraphThresholdsStyleMode.DASHED)
        )
    return builder


def rendered(dashboard: Dashboard) -> str:
    """A dashboard's JSON as Grafana reads it."""
    return JSONEncoder(sort_keys=True, indent=2).encode(built(dashboard).build()) + "\n"


def target(dashboard: Dashboard) -> Path:
    """The file that a dashboard is written to."""
    return FOLDER / f"{dashboard.name}.json"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail where a file is not as made")
    check = parser.parse_args().check
    for dashboard in DASHBOARDS:
        path, text = target(dashboard), rendered(dashboard)
        if not check:
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            sys.exit(f"{path.name} differs from tools/dashboard_panels.py: run without --check")


if __name__ == "__main__":
    main()
