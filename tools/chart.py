"""Renders the chart into deploy/kubernetes, or checks it: `python -m tools.chart [--check]`.

Both need `helm`; `--check` also `kubeconform`, and `go` for the schemas of KEDA and the Prometheus
operator's own kinds. `make check-chart` builds what is missing. Kubernetes' schemas come from the
package kubernetes-validate.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import yaml

ROOT = Path(__file__).parent.parent
CHART = ROOT / "deploy/helm/newswire"
EXAMPLE = ROOT / "deploy/helm/example.yaml"
RULES = ROOT / "deploy/prometheus/rules"
TARGET = ROOT / "deploy/kubernetes/newswire.yaml"
HEADER = (
    "# Made of the chart by `python -m tools.chart` with deploy/helm/example.yaml; change that.\n"
)
KUBERNETES = ("1.30.0", "1.34.0")
"""Oldest and newest that the chart is checked for."""
KINDS = (
    "deployment-apps-v1.json", "service-v1.json", "job-batch-v1.json",
    "networkpolicy-networking-v1.json", "poddisruptionbudget-policy-v1.json",
)  # fmt: skip
CRDS = {
    "github.com/kedacore/keda/v2@v2.17.2": ("config/crd/bases/keda.sh_scaledobjects.yaml",),
    "github.com/prometheus-operator/prometheus-operator@v0.85.0": (
        "example/prometheus-operator-crd/monitoring.coreos.com_servicemonitors.yaml",
        "example/prometheus-operator-crd/monitoring.coreos.com_prometheusrules.yaml",
    ),
}
VARIANTS: dict[str, tuple[str, ...]] = {
    "everything": ("-f", str(EXAMPLE)),
    "the least": ("--set", "kafka.broker=kafka:9092"),
    "names of one's own": (
        "-f", str(EXAMPLE), "--set", "kafka.group=desk",
        "--set", r"kafka.broker=one:9094\,two:9095\,three\,four:9094",
    ),
    "nothing optional": (
        "--set", "kafka.broker=kafka:9092", "--set", "lag.enabled=false",
        "--set", "topics.enabled=false", "--set", "networkPolicy.enabled=false",
        "--set", "podDisruptionBudget.enabled=false",
    ),
}  # fmt: skip


def copy_rules() -> None:
    """A chart reads only what lies in it, so it carries a copy of the rules."""
    for path in RULES.iterdir():
        shutil.copyfile(path, CHART / "rules" / path.name)


def rendered(arguments: tuple[str, ...]) -> str:
    """The manifests that the chart gives."""
    return _run(
        "helm", "template", "newswire", str(CHART), "--namespace", "newswire",
        "--kube-version", KUBERNETES[-1], *arguments,
    )  # fmt: skip


def check() -> None:
    """Lints the chart, and validates what it renders to; what is wrong ends the process."""
    print(_run("helm", "lint", "--strict", str(CHART), "-f", str(EXAMPLE)))
    if TARGET.read_text("utf-8") != HEADER + rendered(VARIANTS["everything"]):
        sys.exit("deploy/kubernetes is not what the chart gives: run `python -m tools.chart`")
    with tempfile.TemporaryDirectory() as folder:
        for name, schema in crd_schemas():
            (Path(folder) / name).write_text(json.dumps(schema), "utf-8")
        for version in KUBERNETES:
            kinds = Path(folder) / version
            _copy_schemas(version, kinds)
            for what, arguments in VARIANTS.items():
                summary = _run(
                    "kubeconform", "-strict", "-summary",
                    "-schema-location", f"{kinds}/{{{{.ResourceKind}}}}{{{{.KindSuffix}}}}.json",
                    "-schema-location", f"{folder}/{{{{.ResourceKind}}}}.json",
                    "-", text=rendered(arguments),
                )  # fmt: skip
                print(f"Kubernetes {version}, {what}: {summary.strip()}")


def crd_schemas() -> Iterator[tuple[str, dict[str, Any]]]:
    """File name and JSON Schema of the kinds that are not Kubernetes' own, from their modules."""
    for module, paths in CRDS.items():
        folder = json.loads(_run("go", "mod", "download", "-json", module))["Dir"]
        for path in paths:
            crd = yaml.safe_load((Path(folder) / path).read_text("utf-8"))
            version = next(v for v in crd["spec"]["versions"] if v["storage"])
            schema = version["schema"]["openAPIV3Schema"]
            yield f"{crd['spec']['names']['kind'].lower()}.json", _closed(schema)


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with unknown fields refused, as the API server's strict validation does."""
    properties: dict[str, Any] = schema.get("properties") or {}
    if properties and not schema.get("x-kubernetes-preserve-unknown-fields"):
        schema.setdefault("additionalProperties", False)
    for child in (*properties.values(), schema.get("items")):
        if isinstance(child, dict):
            _closed(child)
    if "apiVersion" in properties:
        properties["metadata"] = {"type": "object"}
    return schema


def _copy_schemas(version: str, to: Path) -> None:
    """The schemas of one Kubernetes, each with its definitions in it, as kubeconform reads them."""
    package = Path(kubernetes_validate.__file__).parent
    folder = package / f"kubernetes-json-schema/v{version}-local-strict"
    definitions = json.loads(_inward(folder / "_definitions.json"))["$defs"]
    to.mkdir()
    for name in KINDS:
        schema = json.loads(_inward(folder / name)) | {"$defs": definitions}
        (to / name).write_text(json.dumps(schema), "utf-8")


def _inward(path: Path) -> str:
    return path.read_text("utf-8").replace("/api/_definitions.json#", "#")


def _run(*command: str, text: str | None = None) -> str:
    if shutil.which(command[0]) is None:
        sys.exit(f"{command[0]} is missing: `make check-chart` builds it")
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="check, write nothing")
    if parser.parse_args().check:
        check()
    else:
        copy_rules()
        TARGET.write_text(HEADER + rendered(VARIANTS["everything"]), "utf-8")


if __name__ == "__main__":
    main()
