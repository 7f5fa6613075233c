"""A port that is taken is said at the start, with the setting to change."""

import socket

import pytest

from streams.errors import UserError
from streams.http import check_port


def test_a_port_that_is_taken_is_named_with_its_setting() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UserError, match=rf"port {port} on 127\.0\.0\.1 .*NEWSWIRE_PAGE_PORT"):
            check_port("127.0.0.1", port, "NEWSWIRE_PAGE_PORT")


def test_a_free_port_is_left_free() -> None:
    port = check_port("127.0.0.1", 0)
    assert check_port("127.0.0.1", port) == port
    with socket.socket() as ours:
        ours.bind(("127.0.0.1", port))
        assert ours.getsockname()[1] == port
