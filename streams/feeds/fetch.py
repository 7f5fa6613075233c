"""Fetches pages as a good guest: robots.txt, one request at a time a host with a pause, bounded.

A feed is a stranger's text, and may name addresses inside our own network: names and numbers that
are not public are refused, but for the hosts that the person named (RFC 1918, link-local ...).
"""

import asyncio
import ipaddress
import socket
import time
from collections.abc import Collection
from importlib.metadata import version
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from streams.errors import UserError
from streams.feeds.memory import Validators

try:
    from protego import Protego
except ImportError:
    Protego = None

MOST_BYTES = 5 * 1024 * 1024
TIMEOUT = aiohttp.ClientTimeout(total=30)
MOST_REDIRECTS = 5
AGENT = "newswire"
ROBOTS_SECONDS = 3600.0
ROBOTS_BYTES = 512 * 1024
"""RFC 9309 wants 500 KiB read; parsing 5 MiB holds up all else for seconds."""
FORBIDDEN = "forbidden by robots.txt"
LONGEST_PAUSE = 60.0
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""RFC 6052: an IPv4 address is at the end of each of these."""
OURS = tuple(map(ipaddress.ip_network, ("64:ff9b:1::/48", "fec0::/10")))
"""Private too (RFC 8215, 3879), though Python 3.11 calls them global."""


WHY: tuple[tuple[type[Exception], str], ...] = (
    (aiohttp.ClientConnectorDNSError, "no such host"),
    (aiohttp.ClientConnectorCertificateError, "its certificate is not trusted"),
    (aiohttp.ClientConnectorError, "no connection"),
    (aiohttp.InvalidURL, "no address of a page"),
    (TimeoutError, "no answer in time"),
)
"""What an error of the client means, the first that fits; any other is called by its type."""


class NotFetchedError(Exception):
    """Says why in a few words, for the counts: "status 404", "too large"."""


class Page(NamedTuple):
    """What a site answered with."""

    body: bytes
    content_type: str
    url: str
    """Where it came from in the end."""
    validators: Validators


class Rules(NamedTuple):
    """What a site's robots.txt allows, and what to say of a page that it does not."""

    asked_at: float
    parsed: Any
    refusal: str = FORBIDDEN


class Fetcher:
    """One polite client; `pause` is the least time between two requests to a host, seconds."""

    def __init__(self, pause: float, known_hosts: Collection[str]) -> None:
        if Protego is None:
            raise UserError("fetching needs more: pip install 'newswire[ingest]'")
        self._pause = pause
        self._known = frozenset(known_hosts)
        self._locks: dict[str, asyncio.Lock] = {}
        self._last: dict[str, float] = {}
        self._rules: dict[str, Rules] = {}
        self._session = aiohttp.ClientSession(
            timeout=TIMEOUT,
            headers={"User-Agent": f"{AGENT}/{version(AGENT)} (news processor)"},
            connector=aiohttp.TCPConnector(limit=20, resolver=Guarded(self._known)),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def close(self) -> None:
        await self._session.close()

    async def get(self, url: str, validators: Validators | None = None) -> Page | None:
        """A page; None where it has not changed. Raises NotFetchedError.

        Redirects are followed here, so that each target's robots.txt and address are looked at.
        """
        for _ in range(MOST_REDIRECTS):
            refuse_private(urlsplit(url).hostname or "", self._known)
            rules = await self._rules_for(url)
            if not rules.parsed.can_fetch(url, AGENT):
                raise NotFetchedError(rules.refusal)
            asked = validators.headers() if validators else {}
            answer = await self._request(url, asked, rules.parsed.crawl_delay(AGENT))
            if isinstance(answer, str):
                url = answer
                continue
            return answer
        raise NotFetchedError("too many redirects")

    async def _rules_for(self, url: str) -> Rules:
        """RFC 9309: a site without rules allows all; one that fails (5xx) allows nothing yet."""
        parts = urlsplit(url)
        base = f"{parts.scheme}://{parts.netloc}"
        known = self._rules.get(base)
        if known is None or time.monotonic() - known.asked_at > ROBOTS_SECONDS:
            text, refusal = "", FORBIDDEN
            try:
                text = await self._robots(f"{base}/robots.txt")
            except NotFetchedError as error:
                if not str(error).startswith("status 4"):
                    text, refusal = "User-agent: *\nDisallow: /", f"robots.txt not read: {error}"
            known = Rules(time.monotonic(), Protego.parse(text), refusal)
            self._forget_old_rules()
            self._rules[base] = known
        return known

    def _forget_old_rules(self) -> None:
        """Feeds that are followed for weeks name ever new hosts."""
        now = time.monotonic()
        self._rules = {
            base: rules
            for base, rules in self._rules.items()
            if now - rules.asked_at <= ROBOTS_SECONDS
        }

    async def _robots(self, url: str) -> str:
        """A site's rules, wherever it has them (RFC 9309, 2.3.1.2); empty where it has none."""
        for _ in range(MOST_REDIRECTS + 1):
            refuse_private(urlsplit(url).hostname or "", self._known)
            answer = await self._request(url, {}, None)
            if not isinstance(answer, str):
                body = answer.body[:ROBOTS_BYTES] if answer else b""
                return body.decode("utf-8", "replace")
            url = answer
        return ""

    async def _request(
        self, url: str, headers: dict[str, str], delay: float | None
    ) -> Page | str | None:
        """A page, the address that it redirects to, or None where it has not changed."""
        host = urlsplit(url).netloc
        async with self._locks.setdefault(host, asyncio.Lock()):
            pause = min(max(self._pause, delay or 0.0), LONGEST_PAUSE)
            wait = self._last.get(host, -pause) + pause - time.monotonic()
            if wait > 0:
                await asyncio.sleep(wait)
            try:
                return await self._once(url, headers)
            except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
                raise NotFetchedError(_why(error)) from None
            finally:
                self._last[host] = time.monotonic()

    async def _once(self, url: str, headers: dict[str, str]) -> Page | str | None:
        async with self._session.get(url, headers=headers, allow_redirects=False) as answer:
            if answer.status == 304:
                return None
            if answer.status in {301, 302, 303, 307, 308}:
                return str(urljoin(url, answer.headers.get("Location", "")))
            if answer.status != 200:
                raise NotFetchedError(f"status {answer.status}")
            body = await answer.content.read(MOST_BYTES + 1)
            while len(body) <= MOST_BYTES and (more := await answer.content.read(65536)):
                body += more
            if len(body) > MOST_BYTES:
                raise NotFetchedError("too large")
            validators = Validators(answer.headers.get("ETag"), answer.headers.get("Last-Modified"))
            return Page(body, answer.headers.get("Content-Type", ""), url, validators)


def refuse_private(host: str, known: Collection[str]) -> None:
    """Raises NotFetchedError for a number that is not public, unless the person named it."""
    try:
        address = _reached(ipaddress.ip_address(host))
    except ValueError:
        return  # a name: Guarded looks at what it resolves to
    public = address.is_global and not any(address in network for network in OURS)
    if not public and host not in known:
        raise NotFetchedError("not a public address")


def _reached(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """The IPv4 address that an IPv6 one leads to, where it is such a one."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


class Guarded(AbstractResolver):  # type: ignore[misc]  # aiohttp is untyped to us
    """Resolves names, and refuses those that lead into our own network."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = known
        self._inner = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found: list[ResolveResult] = await self._inner.resolve(host, port, family)
        if host not in self._known:
            for address in found:
                refuse_private(address["host"], ())
        return found

    async def close(self) -> None:
        await self._inner.close()


def _why(error: Exception) -> str:
    """In a few words why a page was not had."""
    return next((text for kind, text in WHY if isinstance(error, kind)), type(error).__name__)
