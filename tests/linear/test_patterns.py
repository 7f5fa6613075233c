"""Every regular expression of newswire takes time in step with the text, whatever stands in it."""

import ast
import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import streams
from tests.linear.pattern_steps import OutOfStepsError, Steps

ROOT = Path(streams.__path__[0])
SPY = """
import importlib, json, pkgutil, re, sys
import streams
seen = {}
compiled = re._compiler.compile
def spy(pattern, flags=0):
    frame = sys._getframe(1)
    while frame.f_code.co_filename.endswith("re/__init__.py"):
        frame = frame.f_back
    module = frame.f_globals.get("__name__", "")
    if module.startswith("streams.") and isinstance(pattern, str):
        seen[pattern, int(flags)] = module
    return compiled(pattern, flags)
for name in [name for name in sys.modules if name.startswith("streams")]:
    del sys.modules[name]
re.purge()
re._compiler.compile = spy
import streams
for module in pkgutil.walk_packages(streams.__path__, "streams."):
    try:
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    except ImportError:
        pass  # an extra that is not installed
streams.enrich("On Monday, 5 March 2020, ten tanks left, he said. By Jane Doe")
bound = [
    [module, name, value.pattern]
    for module, loaded in list(sys.modules.items()) if module.startswith("streams.")
    for name, value in vars(loaded).items()
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
]
print(json.dumps({"seen": [[module, *key] for key, module in seen.items()], "bound": bound}))
"""
"""Imports all of newswire and prints each pattern that it compiles, those made of data too, and
the names that modules have for them."""
ONCE, TWICE = 8, 16
"""How often the pump is repeated; a linear pattern takes about twice as long for twice as much."""
LINEAR = 2.7
MOST = 1_000_000


def uses_in(tree: ast.Module) -> dict[str, set[str]]:
    """The methods that a module calls on each name; "" for a name that it hands on."""
    uses: dict[str, set[str]] = defaultdict(set)
    owners = set()
    for node in ast.walk(tree):  # a parent comes before its children
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            uses[node.value.id].add(node.attr)
            owners.add(node.value)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node not in owners:
            uses[node.id].add("")
    return uses


def used_from_the_start(bound: list[tuple[str, str, str]]) -> set[str]:
    """The patterns that are only matched at the start of a text, in every module that names them;
    `bound` has module, name and pattern."""
    uses: dict[str, set[str]] = defaultdict(set)
    parsed: dict[str, dict[str, set[str]]] = {}
    for module, name, pattern in bound:
        if module not in parsed:
            path = ROOT.joinpath(*module.split(".")[1:])
            file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
            parsed[module] = uses_in(ast.parse(file.read_text("utf-8")))
        uses[pattern] |= parsed[module][name]
    return {pattern for pattern, methods in uses.items() if methods <= {"match", "fullmatch"}}


def written() -> Iterator[tuple[str, str, bool]]:
    """Module, pattern, and whether it is only matched at the start: those that stand as literals,
    where they are used too."""
    for path in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and isinstance(node.args[0].value, str)
            ):
                yield path.stem, node.args[0].value, node.func.attr in {"match", "fullmatch"}


def all_patterns() -> dict[tuple[str, int, bool], str]:
    """Every pattern with its flags and whether it is only matched at the start, by module."""
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SPY], capture_output=True, text=True, check=True
    )
    answer = json.loads(said.stdout)
    from_start = used_from_the_start(answer["bound"])
    from_start |= {pattern for _, pattern, start in written() if start}
    found = {(pattern, 0, pattern in from_start): module for module, pattern, _ in written()}
    for module, pattern, flags in answer["seen"]:
        found.pop((pattern, 0, pattern in from_start), None)
        found[pattern, flags, pattern in from_start] = module
    return found


def grows(steps: Steps) -> tuple[str, str] | None:
    """An attack with which the steps grow faster than the text, or None."""
    for lead, pump in sorted(steps.attacks()):
        try:
            once = steps.of(lead + pump * ONCE + "\0", MOST)
            twice = steps.of(lead + pump * TWICE + "\0", MOST)
        except OutOfStepsError:
            return lead, pump
        if twice > LINEAR * once:
            return lead, pump
    return None


@pytest.fixture(autouse=True)
def deep() -> Iterator[None]:
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(limit)


def test_every_pattern_is_linear() -> None:
    patterns = all_patterns()
    assert len(patterns) > 100
    bad = {
        pattern: (module, grows_by)
        for (pattern, flags, start), module in patterns.items()
        if (grows_by := grows(Steps(pattern, flags, anchored=start)))
    }
    assert bad == {}


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a|a)*b", "(a|ab)*c", r"\s+$", r"\d+km", ".*foo.*bar", r"(\w+\s?)*!", "<[^>]*>",
     r"[.!?](?=\S*\s+\S)", "(?:x+x+)+y"],
)  # fmt: skip
def test_what_is_not_linear_is_found(pattern: str) -> None:
    assert grows(Steps(pattern))


@pytest.mark.parametrize("pattern", ["a+b", r"\w{2,4}x", "[a-z]", r"(?:ab)*c", r"(?>a+)a*b"])
def test_what_is_linear_from_the_start_passes(pattern: str) -> None:
    assert grows(Steps(pattern, anchored=True)) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [("a+b", "xaab"), (r"(\w)\1", "abba"), ("(?i)ÀB|c$", "àbc"), (r"\b(?:ab|a)(?!\w)", "ab a"),
     (r"(?<=x)y|[^a-c]\s*?z", "xyq z"), ("(?>a|ab)c", "abc ac"), ("(?:a?){2,}b", "aab b"),
     ("(a)?b(?(1)c|d)", "abc abd bd")],
)  # fmt: skip
def test_it_finds_what_re_finds(pattern: str, text: str) -> None:
    steps = Steps(pattern)
    steps.of(text, MOST)
    assert steps.found == [match.span() for match in re.finditer(pattern, text)]
