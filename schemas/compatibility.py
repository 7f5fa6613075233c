"""Whether the events of now can still be read by who reads those of every release, and back.

Backward transitive: against each release in schemas/released. A field may be added, if it may be
missing; a list of values may grow; nothing else may change.

    python -m schemas.compatibility                 say what broke
    python -m schemas.compatibility --release 0.2.0 keep the schemas of now as those of a release
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from schemas.generate import FOLDER
from schemas.topics import topics

RELEASED = Path(__file__).parent / "released"
SAID = frozenset({"description", "title", "$id", "$schema"})
"""Keywords that say something to people and bind no one."""


def broken() -> list[str]:
    """What changed since any release that may not; one line each, empty where all is well."""
    found = []
    for folder in sorted(path for path in RELEASED.iterdir() if path.is_dir()):
        for before in sorted(folder.glob("*.schema.json")):
            now = FOLDER / before.name
            if not now.exists():
                found.append(f"{folder.name} {before.name}: the event is gone")
                continue
            changes = changes_of(orjson.loads(before.read_bytes()), orjson.loads(now.read_bytes()))
            found += [f"{folder.name} {before.name}: {change}" for change in changes]
    return found


def changes_of(before: dict[str, Any], now: dict[str, Any]) -> Iterator[str]:
    """What a schema changed that it may not."""
    for name, old in before.get("$defs", {}).items():
        new = now.get("$defs", {}).get(name)
        if new is None:
            yield f"{name} is gone"
            continue
        yield from _object(name, old, new)
    if before.get("$ref") != now.get("$ref"):
        yield f"it is a {now.get('$ref')}, was {before.get('$ref')}"


def _object(name: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    had, has = old.get("properties", {}), new.get("properties", {})
    for field in had:
        if field not in has:
            yield f"{name}.{field} is gone"
        elif not _fits(had[field], has[field]):
            yield f"{name}.{field} was {_short(had[field])}, is {_short(has[field])}"
    for field in sorted(set(new.get("required", [])) - set(old.get("required", []))):
        yield f"{name}.{field} has to be given now"
    for field in sorted(set(old.get("required", [])) - set(new.get("required", []))):
        yield f"{name}.{field} may be missing now"


def _fits(old: Any, new: Any) -> bool:
    """The same but for what is said to people, and for values added to a list."""
    if isinstance(old, dict) and isinstance(new, dict):
        keys = (old.keys() | new.keys()) - SAID
        return all(
            set(old.get(key, [])) <= set(new.get(key, []))
            if key == "enum"
            else key in old and key in new and _fits(old[key], new[key])
            for key in keys
        )
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(_fits, old, new))
    return bool(old == new)


def _short(schema: Any) -> str:
    return orjson.dumps({k: v for k, v in schema.items() if k not in SAID}).decode()


def keep(version: str) -> None:
    """Keeps the schemas of now as those of a release."""
    folder = RELEASED / version
    folder.mkdir(parents=True, exist_ok=False)
    for topic in topics().values():
        if topic.event:
            name = f"{topic.name}.schema.json"
            (folder / name).write_bytes((FOLDER / name).read_bytes())


def main() -> int:
    if sys.argv[1:2] == ["--release"]:
        keep(sys.argv[2])
        return 0
    for line in (lines := broken()):
        print(line, file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
