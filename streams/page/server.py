"""The page's HTTP port: its own files, the stream as server-sent events, articles, boards.

It serves reads only. Everything on the page comes from here; the content security policy forbids
anything else, so a text that is markup can do nothing even where it were taken for markup.
"""

import asyncio
from contextlib import suppress
from functools import partial
from importlib import resources
from itertools import islice
from secrets import token_hex
from typing import Any

import orjson
from aiohttp import web

from streams.figures import Conflict, Figure, conflicts
from streams.page.recent import Filter, Recent

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
FILES = {
    "/": ("index.html", "text/html"),
    "/page.css": ("page.css", "text/css"),
    "/page.js": ("page.js", "text/javascript"),
    "/marks.js": ("marks.js", "text/javascript"),
    "/list.js": ("list.js", "text/javascript"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
BATCH = 200
"""Articles in one server-sent event."""
BOARD_ROWS = 300
HEARTBEAT_SECONDS = 15.0
RECENT = web.AppKey("recent", Recent)
ARRIVAL = web.AppKey("arrival", asyncio.Condition)
START = web.AppKey("start", str)
"""Another at each start: numbers of articles begin anew, and those of before mean nothing."""


class Page:
    """The page over one `Recent`; tell it of each article with `add`."""

    def __init__(self, limit: int) -> None:
        self.recent = Recent(limit)
        self._arrival = asyncio.Condition()
        self._runner: web.AppRunner | None = None

    async def add(self, value: bytes, article: Any) -> None:
        """Takes an enriched event in and wakes the browsers that wait."""
        if self.recent.add(value, article):
            async with self._arrival:
                self._arrival.notify_all()

    async def start(self, host: str, port: int) -> int:
        """Serves; returns the port, which the system chose where `port` is 0."""
        app = web.Application(middlewares=[_secured])
        app[RECENT] = self.recent
        app[ARRIVAL] = self._arrival
        app[START] = token_hex(4)
        for path in FILES:
            app.router.add_get(path, _file)
        app.router.add_get("/events", _events)
        app.router.add_get("/api/articles/{id:.+}", _article)
        app.router.add_get("/api/quantities", _quantities)
        app.router.add_get("/api/conflicts", _conflicts)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        return int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Ends what `start` began, the browsers' streams too."""
        if self._runner is not None:
            await self._runner.cleanup()


@web.middleware  # type: ignore[untyped-decorator]
async def _secured(request: web.Request, handler: Any) -> web.StreamResponse:
    try:
        response: web.StreamResponse = await handler(request)
    except web.HTTPException as error:
        response = web.Response(status=error.status, text=error.reason)
    if not response.prepared:
        response.headers.update(HEADERS)
    return response


async def _file(request: web.Request) -> web.Response:
    name, content_type = FILES[request.path]
    body = (resources.files("streams.page") / "static" / name).read_bytes()
    return web.Response(body=body, content_type=content_type, charset="utf-8")


async def _events(request: web.Request) -> web.StreamResponse:
    """Summaries in batches, from the last one that the browser has seen on."""
    response = web.StreamResponse(headers={**HEADERS, "Content-Type": "text/event-stream"})
    with suppress(ConnectionResetError):  # the browser is gone
        await response.prepare(request)
        await _tell(request, response)
    return response


async def _tell(request: web.Request, response: web.StreamResponse) -> None:
    recent, arrival, start = request.app[RECENT], request.app[ARRIVAL], request.app[START]
    last = request.headers.get("Last-Event-ID", request.query.get("after", ""))
    of, _, number = last.partition("-")
    seen = _number(number) if of == start else 0
    if last and of != start:
        await response.write(b"event: restart\ndata: {}\n\n")
    while True:
        batch = recent.since(seen, BATCH)
        if batch:
            seen = batch[-1].number
            data = b"[" + b",".join(held.summary for held in batch) + b"]"
            await response.write(b"id: %s-%d\ndata: %s\n\n" % (start.encode(), seen, data))
            continue
        try:
            async with asyncio.timeout(HEARTBEAT_SECONDS), arrival:
                await arrival.wait_for(partial(recent.newer_than, seen))
        except TimeoutError:
            await response.write(b": still here\n\n")


async def _article(request: web.Request) -> web.Response:
    event = request.app[RECENT].event(request.match_info["id"])
    if event is None:
        raise web.HTTPNotFound(reason="this article is not held (any more)")
    return web.Response(body=event, content_type="application/json", charset="utf-8")


async def _quantities(request: web.Request) -> web.Response:
    figures = request.app[RECENT].figures(_filter(request))
    return _json([_figure(figure) for figure in islice(figures, BOARD_ROWS)])


async def _conflicts(request: web.Request) -> web.Response:
    found = conflicts(request.app[RECENT].figures(_filter(request)))
    return _json([_conflict(conflict) for conflict in found[:BOARD_ROWS]])


def _filter(request: web.Request) -> Filter:
    query = request.query
    return Filter(query.get("entity", ""), query.get("class", ""), query.get("source", ""))


def _json(value: Any) -> web.Response:
    return web.Response(body=orjson.dumps(value), content_type="application/json", charset="utf-8")


def _figure(figure: Figure) -> dict[str, Any]:
    fields = figure._asdict()
    fields["class"] = fields.pop("class_")
    del fields["names"]  # only for comparing
    fields["published_at"] = figure.published_at.isoformat() if figure.published_at else None
    return fields


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "story": conflict.story,
        "class": conflict.class_,
        "event": conflict.event,
        "measure": conflict.measure,
        "place": conflict.place_name,
        "agree": conflict.agree,
        "lowest": _figure(conflict.lowest),
        "highest": _figure(conflict.highest),
        "latest": _figure(conflict.latest),
        "figures": [_figure(figure) for figure in conflict.figures],
    }


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
