"""A wheel of newswire for this Python and kind of machine, its extraction compiled by mypyc.

    python -m tools.compiled FOLDER

The sources are copied to `FOLDER/source`, made ready and compiled; the wheel lies in `FOLDER`, and
unpacked in `FOLDER/packages`. Needs a C compiler.

What it gives and costs: docs/decisions/2026-11-30-compiled-after-all.md.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ("streams", "schemas")
BESIDE = ("pyproject.toml", "README.md", "LICENSE")
ROOM = "streams/extraction"
"""What is compiled. Cleaning gains nothing: its time goes into patterns, which are C already."""
UNTYPED = "numpy"
"""Modules that import it stay as they are: mypyc has no types for what they do."""
COMPARED = "streams/extraction/quantities/unit_table.py"
"""Its structs are compared, which mypyc does by identity where it makes them itself."""
RECORDS = frozenset({"NamedTuple", "msgspec.Struct"})
SETUP = """
from mypyc.build import mypycify
from setuptools import setup

setup(ext_modules=mypycify(
    ["--python-executable", {python!r}, "--no-warn-return-any", *{modules!r}],
    opt_level={level!r}, debug_level="0", multi_file=True, group_name="newswire",
))
"""
SIDE_BY_SIDE = f"[build_ext]\nparallel = {os.cpu_count()}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--level", default="2", help="how much the C compiler optimises: 0 to 3")
    arguments = parser.parse_args()
    folder: Path = arguments.folder.resolve()
    source = folder / "source"
    if folder.exists() and any(folder.iterdir()):
        sys.exit(f"{folder} is not empty: name a new folder")
    copy(source)
    modules = [path for path in sorted((source / ROOM).rglob("*.py")) if compiles(path, source)]
    for path in modules:
        path.write_text(with_quoted_fields(path.read_text("utf-8")), "utf-8")
    names = [str(path.relative_to(source)) for path in modules]
    setup = SETUP.format(python=sys.executable, modules=names, level=arguments.level)
    (source / "setup.py").write_text(setup, "utf-8")
    (source / "setup.cfg").write_text(SIDE_BY_SIDE, "utf-8")
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation"]
    if code := subprocess.run([*pip, "--wheel-dir", folder, source], check=False).returncode:
        sys.exit(code)
    (wheel,) = folder.glob("*.whl")
    shutil.unpack_archive(wheel, folder / "packages", "zip")
    print(wheel)


def copy(target: Path) -> None:
    """What a wheel is made of, into a new folder."""
    for name in PACKAGES:
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in BESIDE:
        shutil.copy(ROOT / name, target / name)


def compiles(module: Path, root: Path) -> bool:
    """Whether a module of ROOM is one that mypyc can make."""
    if module == root / COMPARED:
        return False
    imports = ast.walk(ast.parse(module.read_text("utf-8")))
    return not any(
        isinstance(node, ast.Import) and UNTYPED in {name.name for name in node.names}
        for node in imports
    )


def with_quoted_fields(source: str) -> str:
    """A module's text with the types of its records' fields in quotes.

    Of `tuple[str, ...]` mypyc leaves a record `tuple`, and of `str | None` nothing to see at run
    time, where data files are read by these types; what is quoted it hands on as it is.
    """
    tree = ast.parse(source)
    types = [
        field.annotation
        for record in ast.walk(tree)
        if isinstance(record, ast.ClassDef) and RECORDS & {ast.unparse(b) for b in record.bases}
        for field in record.body
        if isinstance(field, ast.AnnAssign)
    ]
    if not types:
        return source
    lines = source.split("\n")
    for kind in reversed(types):
        line = lines[kind.lineno - 1].encode()  # offsets of the syntax tree are in bytes
        quoted = f'"Annotated[{ast.unparse(kind)}, None]"'.encode()
        line = line[: kind.col_offset] + quoted + line[kind.end_col_offset :]
        lines[kind.lineno - 1] = line.decode()
    first = next(node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
    lines.insert(first.lineno - 1, "from typing import Annotated")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
