"""Which keys of a table are old enough to go, without looking through the table."""

from collections import OrderedDict
from collections.abc import Collection
from itertools import islice


class Ages:
    """Keys in the order in which they were last touched, each with its partition and pane."""

    def __init__(self) -> None:
        self._keys: OrderedDict[bytes, tuple[int, int]] = OrderedDict()
        self._newest: dict[int, int] = {}
        """The newest pane by partition: partitions move on at their own speed."""

    def __len__(self) -> int:
        return len(self._keys)

    def touch(self, key: bytes, partition: int, pane: int) -> None:
        self._keys[key] = (partition, pane)
        self._keys.move_to_end(key)
        self.reached(partition, pane)

    def reached(self, partition: int, pane: int) -> None:
        """Moves a partition's time on."""
        self._newest[partition] = max(self._newest.get(partition, 0), pane)

    def late(self, partition: int, pane: int, keep: int) -> bool:
        """Whether a pane is more than `keep` seconds behind its partition's newest."""
        return pane < self._newest.get(partition, 0) - keep

    def clear(self) -> None:
        self._keys.clear()
        self._newest.clear()

    def expired(self, keep: int, partitions: Collection[int], most: int) -> list[tuple[int, bytes]]:
        """At most `most` keys, with their partition, whose pane is late by `keep`.

        They are forgotten here. Those of partitions that are not ours are forgotten, not named: it
        is for their owner to delete them.
        """
        old = []
        for key, (partition, pane) in list(islice(self._keys.items(), most)):
            if not self.late(partition, pane, keep):
                break
            del self._keys[key]
            if partition in partitions:
                old.append((partition, key))
        return old
