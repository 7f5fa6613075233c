"""`newswire up --demo`, which is `make run`: samples come out enriched, Ctrl-C ends it all."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from importlib import resources

from schemas import InvalidEventError, decode_raw_article
from schemas.ids import article_id
from streams.reading import read_articles

SECONDS = 90


def sample_ids() -> set[str]:
    """The ids of the samples that are not broken."""
    ids = set()
    for item in read_articles(str(resources.files("streams") / "samples")):
        try:
            ids.add(article_id(decode_raw_article(item.value)))
        except InvalidEventError:
            continue
    return ids


def test_up_shows_the_sample_articles_and_ends_on_ctrl_c(broker: str) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streams", "up", "--demo"],
        env={**os.environ, "NEWSWIRE_BROKER": broker, "NEWSWIRE_HTTP_PORT": str(port),
             "NEWSWIRE_POOL_WORKERS": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # as in a terminal: a test runner may have Ctrl-C switched off
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip
    bound = threading.Timer(SECONDS, process.kill)
    bound.start()
    wanted = sample_ids()
    events = {}
    assert process.stdout is not None
    for line in process.stdout:
        event = json.loads(line)
        # what other tests left unread on the broker may come among the samples
        if event["id"] in wanted:
            events[event["id"]] = event
        if events.keys() == wanted:
            break
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    bound.cancel()
    assert len(wanted) == 6
    assert events.keys() == wanted, errors
    assert {event["language"]["code"] for event in events.values()} == {"en", "de"}
    assert any(q["relation"] == "at_least" for e in events.values() for q in e["quantities"])
    assert "newswire: ready: broker" in errors
    assert process.returncode == 0, errors
    with socket.socket() as taken:  # the worker is gone, and its port free
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
