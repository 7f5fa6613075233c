"""Which keys are old enough to go, without looking through all of them."""

from collections import OrderedDict
from itertools import islice


class Ages:
    """Keys in the order in which they were last touched, each with its pane."""

    def __init__(self) -> None:
        self._panes: OrderedDict[bytes, int] = OrderedDict()
        self._newest = 0

    def __len__(self) -> int:
        return len(self._panes)

    def __contains__(self, key: bytes) -> bool:
        return key in self._panes

    def touch(self, key: bytes, pane: int) -> None:
        """The key was seen, in this pane."""
        self._panes[key] = pane
        self._panes.move_to_end(key)
        self._newest = max(self._newest, pane)

    def forget(self, key: bytes) -> None:
        """The key is as if it had never been seen."""
        self._panes.pop(key, None)

    def late(self, pane: int, keep: int) -> bool:
        """Whether a pane is more than `keep` seconds behind the newest."""
        return pane < self._newest - keep

    def expire(self, keep: int, most: int) -> list[bytes]:
        """Forgets and returns keys whose pane is late by `keep`, of the `most` oldest."""
        old = []
        for key, pane in islice(self._panes.items(), most):
            if not self.late(pane, keep):
                break
            old.append(key)
        for key in old:
            del self._panes[key]
        return old
