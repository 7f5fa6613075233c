"""What the stack ships fits the code: metrics, settings, dashboards, rules, runbooks, manifests."""

import json
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from schemas import topics
from streams.broker.program import kafka_version
from streams.metrics import GroupMetrics, Metrics
from streams.settings import Settings
from streams.trends.app import trends_group
from tools import chart, dashboard, dashboard_queries, objectives
from tools.dashboard_panels import DASHBOARDS

ROOT = Path(__file__).parent.parent.parent
PROMETHEUS = ROOT / "deploy/prometheus"
METRIC = re.compile(r"\bnewswire_[a-z_]+")
RECORDED = re.compile(r"\bnewswire:[a-z_]+:[a-z0-9_]+")
SUFFIXES = ("_total", "_bucket", "_sum", "_count", "_info")


@cache
def families() -> dict[str, str]:
    """The declared metrics with their types, by the name that a query uses."""
    found = {}
    for metrics in (Metrics(), GroupMetrics()):
        for family in metrics.registry.collect():
            if family.name.startswith("newswire_"):
                end = {"counter": "_total", "info": "_info"}.get(family.type, "")
                found[family.name + end] = family.type
    return found


@cache
def declared() -> frozenset[str]:
    names = set(families())
    for name, kind in families().items():
        if kind == "histogram":
            names |= {name + end for end in ("_bucket", "_sum", "_count")}
    return frozenset(names)


@cache
def rules() -> tuple[dict[str, Any], ...]:
    files = [yaml.safe_load(path.read_text("utf-8")) for path in (PROMETHEUS / "rules").iterdir()]
    return tuple(rule for file in files for group in file["groups"] for rule in group["rules"])


def queries() -> list[str]:
    """Every query of every dashboard, of its variables and of every rule."""
    found = [str(rule["expr"]) for rule in rules()]
    for path in dashboard.FOLDER.glob("*.json"):
        board = json.loads(path.read_text("utf-8"))
        found += [t["expr"] for p in dashboard_queries.panels(board) for t in p["targets"]]
        found += [str(v["query"]) for v in board["templating"]["list"]]
    return found


# dashboards


@pytest.mark.parametrize("board", DASHBOARDS, ids=lambda board: board.name)
def test_a_dashboard_is_what_its_source_says(board: Any) -> None:
    assert dashboard.target(board).read_text("utf-8") == dashboard.rendered(board)


def test_no_dashboard_is_left_over() -> None:
    assert {path.stem for path in dashboard.FOLDER.iterdir()} == {b.name for b in DASHBOARDS}


@pytest.mark.parametrize("board", DASHBOARDS, ids=lambda board: board.name)
def test_every_panel_has_a_unit_a_description_and_room(board: Any) -> None:
    made = json.loads(dashboard.rendered(board))
    taken: set[tuple[int, int]] = set()
    for panel in dashboard_queries.panels(made):
        assert panel["description"], panel["title"]
        assert panel["fieldConfig"]["defaults"]["unit"], panel["title"]
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert place["x"] + place["w"] <= 24
        assert not cells & taken, f"{panel['title']} lies over another panel"
        taken |= cells
    assert made["links"], "no way from one dashboard to the others"


# metrics


def test_every_metric_that_is_queried_is_declared() -> None:
    queried = {name for query in queries() for name in METRIC.findall(query)}
    assert len(queried) > 20
    assert queried <= declared()


def test_every_recording_that_is_queried_is_recorded() -> None:
    recorded = {rule["record"] for rule in rules() if "record" in rule}
    queried = {name for query in queries() for name in RECORDED.findall(query)}
    assert queried
    assert queried <= recorded


def test_every_metric_is_documented_and_every_one_documented_is_declared() -> None:
    page = (ROOT / "docs/metrics.md").read_text("utf-8")
    documented = set(re.findall(r"^\| `(newswire_[a-z_]+)`", page, re.MULTILINE))
    assert documented == set(families())


def test_labels_of_panels_are_labels_of_the_metric() -> None:
    known = {"instance", "job", "le"}
    for metrics in (Metrics(), GroupMetrics()):
        for name, value in vars(metrics).items():
            known |= set(getattr(value, "_labelnames", ())) if name != "registry" else set()
    for query in queries():
        for labels in re.findall(r"by \(([^)]*)\)", query):
            assert {label.strip() for label in labels.split(",")} <= known, query


# rules


def test_the_objectives_are_what_their_source_says() -> None:
    assert objectives.TARGET.read_text("utf-8") == objectives.rendered()


def test_every_alert_has_a_severity_and_a_page_that_names_it() -> None:
    alerts = [rule for rule in rules() if "alert" in rule]
    assert len(alerts) > 10
    for rule in alerts:
        assert rule["labels"]["severity"] in {"page", "ticket"}
        assert rule["annotations"]["summary"]
        page = (ROOT / rule["annotations"]["runbook_url"]).read_text("utf-8")
        assert rule["alert"] in page, f"{rule['annotations']['runbook_url']} does not name it"
    pages = {path.name for path in (ROOT / "docs/runbooks").iterdir()} - {"README.md"}
    linked = {rule["annotations"]["runbook_url"].rpartition("/")[2] for rule in alerts}
    assert pages == linked


def test_the_readers_that_an_alert_watches_are_the_groups_that_read() -> None:
    (expr,) = [rule["expr"] for rule in rules() if rule.get("alert") == "NewswireReaderStalled"]
    assert re.findall(r'group=~"newswire-\((.*?)\)"', expr) == ["trends|postgres"] * 2
    assert trends_group(Settings(group="newswire")) == "newswire-trends"
    assert 'f"{group}-postgres"' in (ROOT / "streams/commands/sink.py").read_text("utf-8")


def test_every_alert_is_tested_where_it_fires_and_where_it_must_not() -> None:
    fires: set[str] = set()
    silent: set[str] = set()
    for path in (PROMETHEUS / "tests").iterdir():
        for case in yaml.safe_load(path.read_text("utf-8"))["tests"]:
            for test in case.get("alert_rule_test", []):
                (fires if test.get("exp_alerts") else silent).add(test["alertname"])
    alerts = {rule["alert"] for rule in rules() if "alert" in rule}
    assert fires == alerts
    assert silent == alerts


def promtool(*arguments: str | Path) -> str:
    tool = shutil.which("promtool")
    assert tool, "promtool is missing: scripts/setup installs it (Debian: apt install prometheus)"
    done = subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_promtool_takes_the_configuration_and_the_rules() -> None:
    promtool("check", "config", "--syntax-only", PROMETHEUS / "prometheus.yml")
    promtool("check", "rules", *(PROMETHEUS / "rules").iterdir())


@pytest.mark.parametrize("file", sorted((PROMETHEUS / "tests").iterdir()), ids=lambda f: f.stem)
def test_the_rules_do_what_their_cases_say(file: Path) -> None:
    assert "SUCCESS" in promtool("test", "rules", file)


# the stack


@cache
def stack() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text("utf-8"))
    return found


def test_the_stack_uses_settings_that_exist_and_the_kafka_that_is_tested() -> None:
    services = stack()["services"]
    assert services["kafka"]["image"] == f"apache/kafka:{kafka_version()}"
    for service in services.values():
        for name in service.get("environment", {}):
            if name.startswith("NEWSWIRE_"):
                assert name.removeprefix("NEWSWIRE_").lower() in Settings.model_fields


def test_what_writes_can_be_told_of_the_services_that_a_profile_adds() -> None:
    """The registry's profile once started a registry that no worker could be pointed at."""
    services = stack()["services"]
    for name, setting in (
        ("worker", "NEWSWIRE_TRACES"),
        ("worker", "NEWSWIRE_REGISTRY"),
        ("trends", "NEWSWIRE_REGISTRY"),
    ):
        assert services[name]["environment"][setting] == f"${{{setting}:-}}", name


def test_nothing_of_the_stack_reaches_the_network_and_workers_can_be_many() -> None:
    for name, service in stack()["services"].items():
        for port in service.get("ports", []):
            assert port.startswith("127.0.0.1:"), name
    assert "ports" not in stack()["services"]["worker"]  # a second one would want the same port


def test_every_service_is_pinned_limited_and_comes_back() -> None:
    for name, service in stack()["services"].items():
        tag = service["image"].rpartition(":")[2]
        assert tag not in {"", "latest"}, name
        assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory"}, name
        assert service["restart"] == ("no" if name == "topics" else "unless-stopped"), name
        assert service["security_opt"] == ["no-new-privileges:true"], name


def test_what_serves_has_a_health_check_but_for_the_profiles_that_the_page_names() -> None:
    """docs/stack.md said that all have one."""
    without = {
        profile
        for service in stack()["services"].values()
        if service.get("ports") and "healthcheck" not in service
        for profile in service["profiles"]
    }
    assert without == {"ui", "registry", "tracing"}
    page = (ROOT / "docs/stack.md").read_text("utf-8")
    assert "but for the profiles `ui`, `registry` and\n`tracing`, a health check" in page


@pytest.mark.parametrize("name", ["worker", "trends"])
def test_a_worker_has_the_time_to_finish_before_it_is_killed(name: str) -> None:
    seconds = int(stack()["services"][name]["stop_grace_period"].removesuffix("s"))
    assert seconds > Settings.model_fields["shutdown_seconds"].default


@pytest.mark.parametrize("name", ["demo", "page", "sink"])
def test_what_does_not_listen_to_sigterm_as_process_1_has_an_init(name: str) -> None:
    """The kernel keeps it from process 1, which was killed ten seconds later: so was the demo."""
    assert stack()["services"][name]["init"] is True


def test_the_page_serves_where_the_stack_says() -> None:
    port = Settings.model_fields["page_port"].default
    page = stack()["services"]["page"]
    assert page["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert f":{port}/" in str(page["healthcheck"])


def test_no_password_is_written_down() -> None:
    for service in stack()["services"].values():
        for name, value in service.get("environment", {}).items():
            assert "PASSWORD" not in name or not value, name


def test_prometheus_scrapes_the_port_that_workers_and_lag_serve() -> None:
    port = Settings.model_fields["http_port"].default
    jobs = {
        job["job_name"]: job
        for job in yaml.safe_load((PROMETHEUS / "prometheus.yml").read_text("utf-8"))[
            "scrape_configs"
        ]
    }
    assert jobs["newswire"]["dns_sd_configs"][0]["port"] == port
    trends = Settings.model_fields["trends_port"].default
    assert jobs["newswire-trends"]["dns_sd_configs"][0]["port"] == trends
    assert f":{trends}/" in str(stack()["services"]["trends"]["healthcheck"])
    assert jobs["newswire-lag"]["static_configs"][0]["targets"] == [f"lag:{port}"]


def test_the_image_is_built_from_the_lock_and_runs_as_nobody_special() -> None:
    text = (ROOT / "deploy/Dockerfile").read_text("utf-8")
    assert "--require-hashes -r requirements.lock" in text
    assert re.search(r"^USER 10001$", text, re.MULTILINE)
    assert "HEALTHCHECK" in text


def test_no_topic_refuses_what_the_raw_topic_takes() -> None:
    raw, dead = topics()["raw"], topics()["dead_letters"]
    assert dead.max_message_bytes > raw.max_message_bytes


# the cluster


def manifests() -> list[dict[str, Any]]:
    return [m for m in yaml.safe_load_all(chart.TARGET.read_text("utf-8")) if m]


def test_the_chart_carries_the_rules_as_they_are() -> None:
    carried = {path.name: path.read_bytes() for path in (chart.CHART / "rules").iterdir()}
    assert carried == {path.name: path.read_bytes() for path in (PROMETHEUS / "rules").iterdir()}


@pytest.mark.parametrize("version", chart.KUBERNETES)
def test_the_manifests_are_valid_for_the_kubernetes_that_they_are_for(version: str) -> None:
    kinds = set()
    for manifest in manifests():
        if manifest["apiVersion"].partition("/")[0] not in {"keda.sh", "monitoring.coreos.com"}:
            kubernetes_validate.validate(manifest, version, strict=True)
            kinds.add(manifest["kind"])
    assert kinds == {"Deployment", "Service", "Job", "NetworkPolicy", "PodDisruptionBudget"}


def test_every_pod_is_confined_and_limited_and_uses_settings_that_exist() -> None:
    pods = [
        m["spec"]["template"]["spec"] for m in manifests() if m["kind"] in {"Deployment", "Job"}
    ]
    assert len(pods) == 3
    for pod in pods:
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["automountServiceAccountToken"] is False
        (container,) = pod["containers"]
        assert container["securityContext"]["readOnlyRootFilesystem"] is True
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert container["resources"]["limits"].keys() == {"cpu", "memory"}
        for variable in container["env"]:
            assert variable["name"].removeprefix("NEWSWIRE_").lower() in Settings.model_fields
        assert container["envFrom"] == [{"secretRef": {"name": "newswire-kafka"}}]


def test_an_upgrade_never_has_more_workers_than_partitions() -> None:
    """At eight workers the ninth got no partition, was never ready and never took a place."""
    (worker,) = [m["spec"] for m in manifests() if m["metadata"]["name"] == "newswire-worker"
                 and m["kind"] == "Deployment"]  # fmt: skip
    assert worker["strategy"]["rollingUpdate"] == {"maxSurge": 0, "maxUnavailable": 1}


def test_pods_may_reach_the_broker_and_have_its_certificates() -> None:
    """Only port 9092 was let out, whatever the broker's was; nothing could be mounted."""
    values = yaml.safe_load(chart.EXAMPLE.read_text("utf-8"))
    (policy,) = [m["spec"] for m in manifests() if m["kind"] == "NetworkPolicy"]
    ports = [port["port"] for rule in policy["egress"] for port in rule["ports"]]
    assert ports == [53, 53, int(values["kafka"]["broker"].rpartition(":")[2])]
    pods = [
        m["spec"]["template"]["spec"] for m in manifests() if m["kind"] in {"Deployment", "Job"}
    ]
    for pod in pods:
        assert values["extraVolumes"][0] in pod["volumes"]
        assert values["extraVolumeMounts"][0] in pod["containers"][0]["volumeMounts"]


def test_an_alert_of_the_chart_asks_for_no_target_of_others() -> None:
    """It fired for whatever was down in the cluster."""
    (expr,) = [rule["expr"] for m in manifests() if m["kind"] == "PrometheusRule"
               for group in m["spec"]["groups"] for rule in group["rules"]
               if rule.get("alert") == "NewswireTargetDown"]  # fmt: skip
    assert expr == 'up{job=~"newswire.*"} == 0'


@pytest.mark.skipif(shutil.which("helm") is None, reason="needs helm: `make check-chart` builds it")
def test_the_alerts_are_of_the_group_that_the_workers_are_in() -> None:
    """With another name than newswire two alerts, one of them a page, could never fire."""
    made = chart.rendered(chart.VARIANTS["names of one's own"])
    assert made.count('group="desk"') == 4
    assert made.count('group=~"desk-(trends|postgres)"') == 2
    assert 'group="newswire"' not in made
    assert 'group=~"newswire' not in made


@pytest.mark.skipif(shutil.which("helm") is None, reason="needs helm: `make check-chart` builds it")
def test_each_port_of_the_brokers_is_let_out_once() -> None:
    made = yaml.safe_load_all(chart.rendered(chart.VARIANTS["names of one's own"]))
    (policy,) = [m["spec"] for m in made if m["kind"] == "NetworkPolicy"]
    assert [port["port"] for port in policy["egress"][1]["ports"]] == [9094, 9095, 9092]


def test_a_pod_has_the_time_to_finish_and_the_scaler_no_more_pods_than_partitions() -> None:
    by_kind = {(m["kind"], m["metadata"]["name"]): m["spec"] for m in manifests()}
    pod = by_kind["Deployment", "newswire-worker"]["template"]["spec"]
    assert pod["terminationGracePeriodSeconds"] > Settings.model_fields["shutdown_seconds"].default
    scaler = by_kind["ScaledObject", "newswire-worker"]
    assert scaler["maxReplicaCount"] <= topics()["raw"].partitions
    assert [t["metadata"]["topic"] for t in scaler["triggers"]] == [
        topics()["raw"].name,
        topics()["clean"].name,
    ]
    assert "replicas" not in by_kind["Deployment", "newswire-worker"]  # the scaler's to say
