"""What the dashboards show: their panels as data. `tools.dashboard` makes Grafana's JSON of it."""

from typing import NamedTuple

OURS = "bug|too_slow|killed_worker"
RATE = "$__rate_interval"


class Query(NamedTuple):
    expr: str
    legend: str = ""


class Panel(NamedTuple):
    title: str
    text: str
    """What a reader should know to read it."""
    unit: str
    queries: tuple[Query, ...]
    kind: str = "timeseries"
    """timeseries, stat or bargauge."""
    width: int = 8
    steps: tuple[tuple[float, str], ...] = ()
    """Thresholds: from this value on, this colour; below the first one it is the base."""
    base: str = "green"
    stacked: bool = False


class Row(NamedTuple):
    title: str
    panels: tuple[Panel, ...]


class Variable(NamedTuple):
    name: str
    label: str
    query: str


class Dashboard(NamedTuple):
    name: str
    title: str
    text: str
    since: str
    rows: tuple[Row, ...]
    variables: tuple[Variable, ...] = ()


def quantiles(metric: str, by: str = "", where: str = "") -> tuple[Query, ...]:
    labels = f"le, {by}" if by else "le"
    name = f" {{{{{by}}}}}" if by else ""
    return tuple(
        Query(
            f"histogram_quantile({q}, sum by ({labels}) (rate({metric}_bucket{where}[{RATE}])))",
            f"p{q * 100:.0f}{name}",
        )
        for q in (0.5, 0.99)
    )


def one(expr: str, legend: str = "") -> tuple[Query, ...]:
    return (Query(expr, legend),)


LAG = 'sum by (topic) (newswire_group_lag_messages{group="newswire"})'
CATCH_UP = (
    'sum by (topic) (newswire_group_lag_messages{group="newswire"}) / '
    'clamp_min(sum by (topic) (rate(newswire_group_committed_offset{group="newswire"}[5m])), 0.01)'
)

OVERVIEW = Dashboard(
    "overview", "newswire: on duty", "Is it well, how far behind is it, what goes wrong.", "now-1h",
    (
        Row("Is it well", (
            Panel("Workers", "Workers that answer Prometheus", "short",
                  one('count(up{job="newswire"} == 1) or vector(0)'), "stat", 4,
                  ((1, "green"),), "red"),
            Panel("Alerts", "Alerts that fire now; the runbooks say what to do", "short",
                  one('count(ALERTS{alertstate="firing"}) or vector(0)'), "stat", 4,
                  ((1, "red"),)),
            Panel("Success, 1 h", "Articles not dead-lettered by our fault; objective 99.9%",
                  "percentunit", one("1 - newswire:success_errors:ratio_rate1h"), "stat", 4,
                  ((0.99, "orange"), (0.999, "green")), "red"),
            Panel("Fresh, 1 h", "Enriched within 60 s of the raw record; objective 99%",
                  "percentunit", one("1 - newswire:freshness_errors:ratio_rate1h"), "stat", 4,
                  ((0.95, "orange"), (0.99, "green")), "red"),
            Panel("Waiting", "Messages not yet committed, as the broker has it", "short",
                  one('sum(newswire_group_lag_messages{group="newswire"})'), "stat", 4,
                  ((1000, "orange"), (100000, "red"))),
            Panel("Last progress", "Since any worker acked a message; high is right when idle",
                  "s", one("time() - max(newswire_last_progress_timestamp_seconds)"), "stat", 4,
                  ((60, "orange"), (300, "red"))),
        )),
        Row("How much", (
            Panel("Articles by status", "What raw articles ended in", "ops",
                  one(f"sum by (status) (rate(newswire_articles_total[{RATE}]))", "{{status}}"),
                  stacked=True),
            Panel("In and out", "Raw articles that arrive, enriched events that leave", "ops", (
                Query('sum(rate(newswire_topic_end_offset{topic="news.articles.raw.v1"}'
                      f"[{RATE}]))", "raw in"),
                Query('sum(rate(newswire_stage_out_total{topic="news.articles.enriched.v1"}'
                      f"[{RATE}]))", "enriched out"))),
            Panel("Age of enriched events", "From the raw record to the enriched event", "s",
                  quantiles("newswire_pipeline_age_seconds"), steps=((60, "red"),)),
        )),
        Row("How far behind", (
            Panel("Waiting by topic", "Messages not yet committed, as the broker has it", "short",
                  one(LAG, "{{topic}}")),
            Panel("Time to catch up", "Waiting messages at the pace of the last five minutes", "s",
                  one(CATCH_UP, "{{topic}}"), steps=((900, "orange"), (3600, "red"))),
            Panel("Since progress by worker", "Seconds since a worker's stage acked a message", "s",
                  one("time() - max by (instance, stage) "
                      "(newswire_last_progress_timestamp_seconds)", "{{instance}} {{stage}}")),
        )),
        Row("What goes wrong", (
            Panel("Dead letters", "By stage and reason", "ops",
                  one("topk(8, sum by (stage, reason) "
                      f"(rate(newswire_dead_letters_total[{RATE}])))", "{{stage}} {{reason}}")),
            Panel("Burn of the error budgets", "1 lasts just 30 days; from 14.4 on it pages",
                  "short", (
                      Query("newswire:success_errors:ratio_rate1h / 0.001", "success"),
                      Query("newswire:freshness_errors:ratio_rate1h / 0.01", "freshness")),
                  steps=((1, "orange"), (14.4, "red"))),
            Panel("Retries, refusals, replaced processes", "Each comes again; nothing is lost",
                  "short", (
                      Query("sum(increase(newswire_stage_retries_total[5m]))", "retries"),
                      Query("sum(increase(newswire_send_errors_total[5m]))", "sends refused"),
                      Query("sum(increase(newswire_pool_restarts_total[5m]))", "pool processes"))),
        )),
    ),
)  # fmt: skip

AT = '{instance=~"$instance",stage=~"$stage"}'
HERE = '{instance=~"$instance"}'
STAGES = Dashboard(
    "stages", "newswire: stages", "What each stage does, and what it costs.", "now-1h",
    (
        Row("Throughput", (
            Panel("Taken", "Messages a stage took from its topic", "ops",
                  one(f"sum by (stage) (rate(newswire_stage_in_total{AT}[{RATE}]))", "{{stage}}")),
            Panel("Published", "Messages confirmed by the broker", "ops",
                  one(f"sum by (stage, topic) (rate(newswire_stage_out_total{AT}[{RATE}]))",
                      "{{stage}} {{topic}}")),
            Panel("In progress", "Taken and not yet acked", "short",
                  one(f"sum by (stage) (newswire_stage_in_progress{AT})", "{{stage}}")),
        )),
        Row("Cost", (
            Panel("Seconds a message", "Time in a pool process", "s",
                  quantiles("newswire_stage_seconds", "stage", AT)),
            Panel("Messages a batch", "Handed to a pool process at once; grows under load", "short",
                  one(f"sum by (stage) (rate(newswire_stage_batch_size_sum{AT}[{RATE}])) / "
                      f"sum by (stage) (rate(newswire_stage_batch_size_count{AT}[{RATE}]))",
                      "{{stage}}")),
            Panel("Pool in use", "Share of the pool processes that work; near 1: add workers",
                  "percentunit",
                  one(f"sum by (instance) (rate(newswire_stage_seconds_sum{HERE}[{RATE}])) / "
                      f"sum by (instance) (newswire_pool_workers{HERE})", "{{instance}}"),
                  steps=((0.8, "orange"), (0.95, "red"))),
            Panel("Pool processes", "Processes that clean and extract", "short",
                  one(f"sum by (instance) (newswire_pool_workers{HERE})", "{{instance}}")),
            Panel("CPU of the stream process", "Cores; the pool's own are not in it", "short",
                  one(f'rate(newswire_process_cpu_seconds_total{{job="newswire",instance=~"$instance"}}'
                      f"[{RATE}])", "{{instance}}"), steps=((0.9, "orange"),)),
            Panel("Memory of the stream process", "Resident; the pool's own is not in it", "bytes",
                  one('newswire_process_resident_memory_bytes{job="newswire",instance=~"$instance"}',
                      "{{instance}}")),
        )),
        Row("Faults", (
            Panel("Failures", "Messages a stage could not process", "ops",
                  one(f"sum by (stage, reason) (rate(newswire_stage_failures_total{AT}[{RATE}]))",
                      "{{stage}} {{reason}}")),
            Panel("Retries", "Attempts repeated after a fault of the surroundings", "ops",
                  one(f"sum by (stage) (rate(newswire_stage_retries_total{AT}[{RATE}]))",
                      "{{stage}}")),
            Panel("Pool processes replaced", "By reason, in ten minutes", "short",
                  one(f"sum by (reason) (increase(newswire_pool_restarts_total{HERE}[10m]))",
                      "{{reason}}"), steps=((5, "red"),)),
        )),
    ),
    (
        Variable("stage", "Stage", "label_values(newswire_stage_in_total, stage)"),
        Variable("instance", "Worker", "label_values(newswire_build_info, instance)"),
    ),
)  # fmt: skip

NEWSROOM = Dashboard(
    "newsroom", "newswire: the news", "What the press writes about, counted.", "now-6h",
    (
        Row("Today", (
            Panel("Articles", "Published in 24 hours", "short",
                  one('sum(increase(newswire_articles_total{status="published"}[24h]))'),
                  "stat", 6),
            Panel("Quantities", "Found in 24 hours", "short",
                  one("sum(increase(newswire_quantities_total[24h]))"), "stat", 6),
            Panel("Names", "People, organisations, places in 24 hours, once an article", "short",
                  one("sum(increase(newswire_entities_total[24h]))"), "stat", 6),
            Panel("Countries", "Countries that 24 hours' articles name", "short",
                  one("count(sum by (country) (increase(newswire_countries_total[24h])) > 0)"),
                  "stat", 6),
        )),
        Row("Where it comes from", (
            Panel("By source", "Clean articles by the ending of the source's domain", "ops",
                  one(f"topk(10, sum by (group) (rate(newswire_source_groups_total[{RATE}])))",
                      "{{group}}"), stacked=True),
            Panel("By language", "Clean articles; und is too short to tell", "ops",
                  one(f"topk(10, sum by (language) (rate(newswire_languages_total[{RATE}])))",
                      "{{language}}"), stacked=True),
            Panel("Age at publication", "From published_at to its event, up to a year", "s",
                  quantiles("newswire_article_age_seconds")),
        )),
        Row("What it says", (
            Panel("Quantities by what is counted", "Ten most, a minute", "short",
                  one(f"topk(10, sum by (class) (rate(newswire_quantities_total[{RATE}]))) * 60",
                      "{{class}}"), width=12),
            Panel("Quantities by kind", "Ten most, a minute", "short",
                  one(f"topk(10, sum by (kind) (rate(newswire_quantities_total[{RATE}]))) * 60",
                      "{{kind}}"), width=12),
            Panel("Countries in the news", "Articles that name them or a place in them, 24 hours",
                  "short",
                  one("topk(15, sum by (country) (increase(newswire_countries_total[24h])))",
                      "{{country}}"), "bargauge"),
            Panel("Countries rising", "The last hour against the last day; 1 is as always", "short",
                  one("topk(15, sum by (country) (rate(newswire_countries_total[1h])) / "
                      "sum by (country) (rate(newswire_countries_total[24h])))", "{{country}}"),
                  "bargauge"),
            Panel("Names by type", "Once an article, a minute", "short",
                  one(f"sum by (type) (rate(newswire_entities_total[{RATE}])) * 60", "{{type}}")),
        )),
        Row("Trends (newswire trends)", (
            Panel("Windows that stand out", "Spikes published in an hour, by entity type or class",
                  "short",
                  one("sum by (kind) (increase(newswire_trend_spikes_total[1h]))", "{{kind}}"),
                  width=12, stacked=True),
            Panel("Articles counted", "A minute; repeats and late ones are not counted", "short",
                  one(f"sum by (outcome) (rate(newswire_trend_articles_total[{RATE}])) * 60",
                      "{{outcome}}"), width=12, stacked=True),
        )),
        Row("What is left out", (
            Panel("Junk removed", "Characters an article, by reason", "short",
                  one(f"sum by (reason) (rate(newswire_removed_characters_total[{RATE}])) / "
                      f'scalar(sum(rate(newswire_stage_in_total{{stage="clean"}}[{RATE}])))',
                      "{{reason}}"), width=12, stacked=True),
            Panel("Duplicates", "Share of articles that were there already", "percentunit",
                  one(f'sum(rate(newswire_articles_total{{status="duplicate"}}[{RATE}])) / '
                      f"sum(rate(newswire_articles_total[{RATE}]))", "duplicates"), width=12),
        )),
    ),
)  # fmt: skip

OF = '{group=~"$group"}'
KAFKA = Dashboard(
    "kafka", "newswire: Kafka", "Topics, partitions and groups, as the broker has them.", "now-1h",
    (
        Row("Lag", (
            Panel("Lag by group and topic", "Messages not yet committed", "short",
                  one(f"sum by (group, topic) (newswire_group_lag_messages{OF})",
                      "{{group}} {{topic}}")),
            Panel("Lag by partition", "One that only grows has no reader, or a stuck one", "short",
                  one(f"topk(10, newswire_group_lag_messages{OF})", "{{topic}} {{partition}}")),
            Panel("Time to catch up", "At the pace of the last five minutes", "s",
                  one(CATCH_UP, "{{topic}}"), steps=((900, "orange"), (3600, "red"))),
        )),
        Row("Flow", (
            Panel("Written", "Messages a second, by topic", "ops",
                  one(f"sum by (topic) (rate(newswire_topic_end_offset[{RATE}]))", "{{topic}}")),
            Panel("Committed", "Messages a second, by group and topic", "ops",
                  one(f"sum by (group, topic) (rate(newswire_group_committed_offset{OF}[{RATE}]))",
                      "{{group}} {{topic}}")),
            Panel("Held", "Messages that a topic holds; what its retention keeps", "short",
                  one("sum by (topic) (newswire_topic_retained_messages)", "{{topic}}")),
        )),
        Row("Partitions", (
            Panel("Partitions read", "Assigned to workers, and how many there are", "short", (
                Query("sum by (topic) (newswire_assigned_partitions)", "read {{topic}}"),
                Query('count by (topic) (newswire_topic_end_offset{topic=~"news.articles.*"})',
                      "there {{topic}}"))),
            Panel("Partitions by worker", "Should be even", "short",
                  one("sum by (instance, topic) (newswire_assigned_partitions)",
                      "{{instance}} {{topic}}")),
            Panel("Lag as the workers see it", "Not yet acked; ahead of what is committed", "short",
                  one("sum by (topic) (newswire_consumer_lag_messages)", "{{topic}}")),
        )),
        Row("Workers and the broker", (
            Panel("Rebalances", "In ten minutes, by worker", "short",
                  one("sum by (instance) (increase(newswire_rebalances_total[10m]))",
                      "{{instance}}")),
            Panel("Seconds to rebalance and to commit", "Mean over ten minutes", "s", (
                Query("sum(increase(newswire_rebalance_seconds_sum[10m])) / "
                      "clamp_min(sum(increase(newswire_rebalance_seconds_count[10m])), 1)",
                      "rebalance"),
                Query("sum(increase(newswire_commit_seconds_sum[10m])) / "
                      "clamp_min(sum(increase(newswire_commit_seconds_count[10m])), 1)",
                      "commit"))),
            Panel("Sends refused", "By the broker; tried again for ever", "ops",
                  one(f"sum by (instance) (rate(newswire_send_errors_total[{RATE}]))",
                      "{{instance}}"), steps=((0.01, "red"),)),
        )),
    ),
    (Variable("group", "Group", "label_values(newswire_group_lag_messages, group)"),),
)  # fmt: skip

DASHBOARDS = (OVERVIEW, STAGES, NEWSROOM, KAFKA)
