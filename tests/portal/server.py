"""The test portal's server: it answers, misbehaves as told, and remembers what it was asked."""

import socket
import struct
import threading
import time
from dataclasses import dataclass, field
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from re import search
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from tests.portal.layouts import Answer, http_date, layouts

CHALLENGE = "<html><head><title>Just a moment...</title></head><body><div id='cf-challenge'></div></body></html>"
ROBOTS = "User-agent: *\nDisallow: /bang/rieng/\n"


@dataclass
class Fault:
    """What goes wrong on paths that `pattern` is found in: the first `times` of each path, or always.

    `kind` is a status ("500"; "503 after 2", with that Retry-After, said late), slow, held (until `Portal.release` is set), reset, loop, challenge, image,
    huge, or a redirect ("to http://...").
    """

    pattern: str
    kind: str
    times: int = 1_000_000


@dataclass(frozen=True)
class Seen:
    """A request as the server saw it: when it came, and when its answer was about to be sent, by a monotonic clock."""

    path: str
    method: str
    headers: dict[str, str]
    status: int
    began: float
    answered: float


@dataclass
class Portal:
    """The portal on a port of loopback; a context manager. Set `faults`, `robots`, `layouts` as the test needs.

    A request is in `seen` before the first byte of its answer is sent: who has an answer finds the request there.
    """

    port: int = 0
    host: str = "127.0.0.1"
    faults: list[Fault] = field(default_factory=list)
    robots: str = ROBOTS
    seen: list[Seen] = field(default_factory=list)
    most_at_once: int = 0

    def __post_init__(self) -> None:
        self.layouts = layouts()
        self.lock = threading.Lock()
        self.now = 0
        self.holds, self.release = threading.Event(), threading.Event()
        self.times: dict[str, int] = {}
        handler = type("Handler", (_Handler,), {"portal": self})
        self.server = ThreadingHTTPServer((self.host, self.port), handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        for layout in self.layouts.values():
            layout.base = self.base

    def __enter__(self) -> Self:
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def base(self) -> str:
        return f"http://{self.host}:{self.port}"

    def paths(self, pattern: str = "") -> list[str]:
        """The paths that were asked for, of those that `pattern` is found in."""
        return [one.path for one in self.seen if search(pattern, one.path)]

    def fault(self, path: str) -> Fault | None:
        for fault in self.faults:
            if search(fault.pattern, path):
                key = f"{fault.kind} {path}"
                with self.lock:
                    self.times[key] = self.times.get(key, 0) + 1
                if self.times[key] <= fault.times:
                    return fault
        return None

    def answer(self, path: str, form: dict[str, list[str]]) -> Answer | None:
        parts = urlsplit(path).path.strip("/").split("/")
        if parts == ["robots.txt"]:
            return Answer(self.robots.encode(), "text/plain", "none")
        layout = self.layouts.get(parts[0])
        return layout.answer(path, form) if layout else None


class _Handler(BaseHTTPRequestHandler):
    portal: Portal
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: without it, loopback waits 40 ms for each answer
    began = 0.0

    def do_GET(self) -> None:
        self._serve({})

    def do_POST(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self._serve(parse_qs(data.decode()))

    def _serve(self, form: dict[str, list[str]]) -> None:
        portal, self.began = self.portal, time.monotonic()
        with portal.lock:
            portal.now += 1
            portal.most_at_once = max(portal.most_at_once, portal.now)
        try:
            self._answer(form)
        except ConnectionError:
            self.close_connection = True  # the crawler has seen enough

    def _note(self, status: int) -> None:
        """The request is judged, and its answer about to be sent."""
        with self.portal.lock:
            self.portal.now -= 1
            headers = dict(self.headers)
            self.portal.seen.append(Seen(self.path, self.command, headers, status, self.began, time.monotonic()))

    def _answer(self, form: dict[str, list[str]]) -> None:
        fault = self.portal.fault(self.path)
        answer = self.portal.answer(self.path, form)
        match fault.kind if fault else "":
            case "":
                pass
            case "slow":
                time.sleep(3)
            case "held":
                self.portal.holds.set()
                self.portal.release.wait()
            case "loop":
                return self._send(302, b"", {"Location": self.path + "&x" if "?" in self.path else self.path + "?x"})
            case "challenge":
                return self._send(200, CHALLENGE.encode(), {"Content-Type": "text/html"})
            case "image":
                return self._send(200, b"\x89PNG" + bytes(5000), {"Content-Type": "image/png"})
            case "huge":
                return self._send(200, bytes(3_000_000), {"Content-Type": "text/html"})
            case "reset":
                return self._reset()
            case kind if kind.startswith("to "):
                return self._send(302, b"", {"Location": kind[3:]})
            case kind if " after " in kind:
                status, wait = kind.split(" after ")
                time.sleep(0.3)
                return self._send(int(status), b"ban", {"Content-Type": "text/plain", "Retry-After": wait})
            case kind:
                return self._send(int(kind), b"<html><body>loi</body></html>", {"Content-Type": "text/html"})
        if answer is None:
            return self._send(404, b"<html><body>khong co</body></html>", {"Content-Type": "text/html"})
        return self._send_answer(answer)

    def _send_answer(self, answer: Answer) -> None:
        body = answer.body
        headers = {"Content-Type": answer.kind}
        if answer.validator == "etag":
            headers["ETag"] = f'"{sha1(body).hexdigest()[:16]}"'
        elif answer.validator == "modified":
            headers["Last-Modified"] = http_date(answer.changed)
        if self.headers.get("If-None-Match", "-") == headers.get("ETag") or (
            self.headers.get("If-Modified-Since", "-") == headers.get("Last-Modified")
        ):
            return self._send(304, b"", headers)
        return self._send(200, body, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self._note(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _reset(self) -> None:
        self._note(200)
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html><body>")
        self.wfile.flush()
        # a reset, not an orderly end
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, form: str, *arguments: object) -> None:
        """Nothing on the terminal: `seen` remembers."""
