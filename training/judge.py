"""F1 on held-back documents, where any allowed kind is right."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from training.material import MISC, Array, Material


def spans_of(labels: Sequence[str]) -> set[tuple[int, int, str]]:
    """First and last place and kind of each whole name."""
    found: set[tuple[int, int, str]] = set()
    start: int | None = None
    for i, name in enumerate(labels):
        if name[0] in "BS":
            start = i
        if name[0] in "ES" and start is not None and labels[start][2:] == name[2:]:
            found.add((start, i, name[2:]))
        if name[0] in "OES":
            start = None
    return found


def judged(material: Material, best: Array) -> dict[str, float]:
    """F1 per set, and their mean. `best`: the label of each place of the held-back stream."""
    labels, held = material.labels, material.held
    best = np.where(held.columns["wanted"], best, 0)
    counts: dict[int, list[int]] = defaultdict(lambda: [0, 0, 0])
    start = 0
    for source, columns in held.documents():
        end = start + len(columns["words"])
        allowed = [np.flatnonzero(material.sets[t]).tolist() for t in columns["targets"].tolist()]
        marks = [labels[a[0]] if a[0] else "O" for a in allowed]
        wanted = {(a, b) for a, b, _ in spans_of(marks)}
        kinds = [{labels[i][2:] for i in a} for a in allowed]
        free = [0 in a and len(a) > 1 for a in allowed]
        found = spans_of([labels[i] for i in best[start:end].tolist()])
        found = {f for f in found if not (free[f[0]] and f[2] in MISC)}
        count = counts[source]
        count[0] += sum((a, b) in wanted and kind in kinds[a] for a, b, kind in found)
        count[1] += len(found)
        count[2] += len(wanted)
        start = end
    scores = {material.sources[s]: 200 * r / max(f + w, 1) for s, (r, f, w) in counts.items()}
    gold = [score for name, score in scores.items() if name != "silver"]
    scores["mean"] = sum(gold) / max(len(gold), 1)
    return {name: round(score, 1) for name, score in scores.items()}
