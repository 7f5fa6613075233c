"""Whatever the pages name is there: files, headings, modules, settings, options, make targets,
metrics, topics.

Snippets are run by tests/connected/test_docs.py; this holds the sentences around them.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from schemas import topics
from streams.cli import cli
from streams.metrics import GroupMetrics, Metrics
from streams.settings import Settings
from tools import picture

ROOT = Path(__file__).parent.parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
SETTINGS = {f"NEWSWIRE_{name.upper()}" for name in Settings.model_fields}
FOLDERS = ("streams", "schemas", "tests", "tools", "bench", "training", "deploy", "docs", "scripts")
ALWAYS = {"--help", "--version", "--debug"}


SIZES = re.compile(r"`([\w/]+\.npz)`,\s([\d.]+)\sMB")


def commands(command: click.Command = cli, name: str = "") -> Iterator[tuple[str, set[str]]]:
    """Each command by its full name, with its options."""
    yield name, {option for parameter in command.params
                 for option in (*parameter.opts, *parameter.secondary_opts)}  # fmt: skip
    if isinstance(command, click.Group):
        for part, sub in command.commands.items():
            yield from commands(sub, f"{name} {part}".strip())


FILES = {path.name for folder in (*FOLDERS, "examples") for path in (ROOT / folder).rglob("*.*")}
OPTIONS = dict(commands())
FAMILIES = [family for registry in (Metrics().registry, GroupMetrics().registry)
            for family in registry.collect()]  # fmt: skip
METRICS = {f"{family.name}{end}" for family in FAMILIES
           for end in ("", "_total", "_bucket", "_count", "_sum", "_info")}  # fmt: skip
TOPICS = {name for topic in topics().values() for name in (topic.name, topic.ce_type)}
"""Names of topics, and of the types of their events."""


def headings(page: Path) -> set[str]:
    """What a link's # may name, as GitHub makes it of a heading."""
    found = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\s-]", "", line.lower()).replace(" ", "-") for line in found}


def called(line: str) -> str:
    """The command of `newswire ...`, with the one below it where there is one."""
    words = line.split()
    name = " ".join(words[:2])
    return name if name in OPTIONS else words[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_what_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    missing = []
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#?([^)\s]*)\)", text):
        if target.startswith("http"):
            continue
        path = page.parent / target if target else page
        if not path.exists() or (anchor and anchor not in headings(path)):
            missing.append(f"{target}#{anchor}")
    for module in re.findall(r"python -m ([\w.]+)", text):
        path = ROOT / module.replace(".", "/")
        if not (path.with_suffix(".py").exists() or (path / "__main__.py").exists()):
            missing.append(module)
    for setting in re.findall(r"\bNEWSWIRE_[A-Z_]+[A-Z]\b(?![_*])", text):
        if setting not in SETTINGS:
            missing.append(setting)
    targets = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:`|^)make ([a-z][a-z-]*)", text, re.MULTILINE):
        if not re.search(rf"^{target}:", targets, re.MULTILINE):
            missing.append(f"make {target}")
    for line in re.findall(r"\bnewswire ((?!--)[a-z][a-z-]+[^`\n|]*)", text):
        name = called(line)
        for option in re.findall(r"(?<![\w-])--[a-z-]+", line) if name in OPTIONS else ():
            if option not in OPTIONS[name] | ALWAYS:
                missing.append(f"newswire {name} {option}")
    for metric in re.findall(r"\bnewswire_[a-z_]+[a-z]\b(?!\*)", text):
        if metric not in METRICS:
            missing.append(metric)
    for topic in re.findall(r"\bnews\.[a-z.-]+\.v\d+\b", text):
        if topic not in TOPICS:
            missing.append(topic)
    for file in re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]+)`", text):
        if not (ROOT / file).exists():
            missing.append(file)
    for file in re.findall(r"`([\w-]+\.(?:py|toml|tsv|npz|sql|mjs))`", text):
        if file not in FILES:
            missing.append(file)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_row_of_a_table_has_the_cells_of_its_head(page: Path) -> None:
    """One had lost a bar, and its figures stood under the names of others."""
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    for table in re.findall(r"(?:^\|.*\n?)+", text, re.MULTILINE):
        rows = [re.sub(r"`[^`]*`", "", row).replace(r"\|", "") for row in table.splitlines()]
        assert {row.count("|") for row in rows} == {rows[0].count("|")}, table


def test_every_command_is_in_the_readme() -> None:
    table = (ROOT / "README.md").read_text("utf-8")
    for name in OPTIONS:
        if name and " " not in name:
            assert re.search(rf"`(newswire )?{name}\b", table), name


def test_the_picture_of_the_readme_shows_what_comes_out(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Where this fails: `python -m tools.picture` draws it anew."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    drawn = picture.TARGET
    monkeypatch.setattr(picture, "TARGET", tmp_path / "drawn.svg")
    picture.main()
    assert picture.TARGET.read_text("utf-8") == drawn.read_text("utf-8")


def test_a_models_size_on_a_page_is_its_files() -> None:
    """The tagger's was what it had been two versions before."""
    told = [size for page in PAGES for size in SIZES.findall(page.read_text("utf-8"))]
    assert len(told) > 1
    for name, megabytes in told:
        (path,) = (p for p in (ROOT / "streams").rglob("*.npz") if str(p).endswith(f"/{name}"))
        assert abs(path.stat().st_size / 1e6 - float(megabytes)) < 0.6, name
