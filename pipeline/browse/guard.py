"""What stands between a browser and the site: no method but reading, no strange host, no script but Datasette's own."""

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterable
from hashlib import sha256
from typing import Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_READING = ("GET", "HEAD")
_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def content_policy(templates: Iterable[str]) -> str:
    """A Content-Security-Policy that runs files of the site and the scripts of these templates, and nothing else."""
    scripts = [script for template in templates for script in _SCRIPT.findall(template)]
    hashes = " ".join(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)
    return (
        f"default-src 'none'; script-src 'self' {hashes}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class Guard:
    """An application in front of another. `hosts` are the names it answers to, None for any.

    The names keep a page of elsewhere from reading the archive by having its own name point at this machine.
    """

    def __init__(self, app: App, policy: str, hosts: frozenset[str] | None) -> None:
        self._app = app
        self._hosts = hosts
        self._headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif self._hosts is not None and _host(scope) not in self._hosts:
            await _refuse(send, 403, "this site answers to its own address only")
        elif scope["method"] not in _READING:
            await _refuse(send, 405, "the archive is read-only")
        else:
            await self._app(scope, receive, self._with_headers(send))

    def _with_headers(self, send: Send) -> Send:
        async def sending(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *self._headers]}
            await send(message)

        return sending


def _host(scope: Scope) -> str:
    """The name a request was sent to, without its port."""
    given = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    if given.startswith("["):
        return given[1:].partition("]")[0]
    return given.partition(":")[0].lower()


async def _refuse(send: Send, status: int, words: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": f"{words}\n".encode()})
