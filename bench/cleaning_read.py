"""The gold of flattened text as a reader tells its lines: `cleaning_read.toml` put in."""

import tomllib
from pathlib import Path
from typing import Any

from training.flattened import numbers

FILE = Path(__file__).with_suffix(".toml")
VERDICTS = {"junk": 0, "body": 1}

Rows = list[dict[str, Any]]


def as_read(rows: Rows) -> Rows:
    """The rows that have such lines or stand beside them, with the reader's labels.

    Raises ValueError for a document or a line that is not there, or that the gold labels so.
    """
    by_id = {row["id"]: {**row, "labels": list(row["labels"])} for row in rows}
    for verdict, documents in tomllib.loads(FILE.read_text("utf-8")).items():
        for id_, places in documents.items():
            for place in numbers(places):
                labels = by_id[id_]["labels"] if id_ in by_id else []
                if place >= len(labels) or labels[place] == VERDICTS[verdict]:
                    raise ValueError(f"{FILE.name}: {id_} {place}: no such line, or so already")
                labels[place] = VERDICTS[verdict]
    return list(by_id.values())
