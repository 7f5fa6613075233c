"""From the scores of labels to labels that make whole names."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from streams.extraction.entities.features import Numbers
from streams.extraction.entities.labels import LABELS, OUTSIDE
from streams.extraction.entities.weights import Floats


@cache
def allowed() -> NDArray[np.bool_]:
    """Whether a label may follow another: a name that begins goes on in its kind to its end."""
    size = len(LABELS)
    may = np.zeros((size, size), bool)
    for i, before in enumerate(LABELS):
        for j, after in enumerate(LABELS):
            goes_on = before[0] in "BI"
            if goes_on:
                may[i, j] = after[0] in "IE" and before[2:] == after[2:]
            else:
                may[i, j] = after[0] not in "IE"
    return may


@cache
def _barred() -> Floats:
    """What a label that may not follow another costs."""
    return np.where(allowed(), 0.0, -1e6).astype(np.float32)


def best_labels(logits: Floats, at: Numbers) -> NDArray[np.int64]:
    """The best labels that make whole names, for words at the places `at`; all others are of none.

    The best label of each word alone does in most sentences; only where it breaks a name is the
    best path searched (Viterbi, 1967).
    """
    best: NDArray[np.int64] = logits.argmax(axis=1)
    if not len(best):
        return best
    # a row of no name wherever the places go on after a gap, and at both ends
    apart = np.ones(len(best), np.bool_)
    np.greater(at[1:] - at[:-1], 1, out=apart[1:])
    slots = np.cumsum(apart) + np.arange(len(best))
    padded = np.full(slots[-1] + 2, OUTSIDE)
    padded[slots] = best
    broken = np.flatnonzero(~allowed().take(padded[:-1] * len(LABELS) + padded[1:]))
    if not len(broken):
        return best
    rows = np.full(len(padded), -1)
    rows[slots] = np.arange(len(best))
    outside = np.flatnonzero(padded == OUTSIDE)
    done = 0
    for place in broken.tolist():
        if place < done:
            continue
        left = int(outside[np.searchsorted(outside, place, "right") - 1])
        right = int(outside[np.searchsorted(outside, place + 1)])
        inner = rows[left + 1 : right]
        best[inner] = _viterbi(logits[inner])
        done = right
    return best


def _viterbi(logits: Floats) -> list[int]:
    """The best allowed path between two words of no name."""
    barred = _barred()
    total = barred[OUTSIDE] + logits[0]
    back = []
    for row in logits[1:]:
        paths = total[:, None] + barred
        back.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    label = int((total + barred[:, OUTSIDE]).argmax())
    path = [label]
    for step in reversed(back):
        label = int(step[label])
        path.append(label)
    return path[::-1]
