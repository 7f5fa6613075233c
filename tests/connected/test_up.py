"""`newswire up --demo`, which is `make run`: samples come out enriched, Ctrl-C ends it all."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading

SECONDS = 90


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
    events = []
    assert process.stdout is not None
    for line in process.stdout:
        events.append(json.loads(line))
        # what other tests left unread on the broker may come among the six samples
        if len(events) >= 6 and any(event["language"]["code"] == "de" for event in events):
            break
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    bound.cancel()
    assert len(events) >= 6, errors
    assert {event["language"]["code"] for event in events} >= {"en", "de"}
    assert any(q["relation"] == "at_least" for event in events for q in event["quantities"])
    assert "newswire: ready: broker" in errors
    assert process.returncode == 0, errors
    with socket.socket() as taken:  # the worker is gone, and its port free
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        taken.bind(("127.0.0.1", port))
