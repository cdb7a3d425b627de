"""The command that serves a store to a browser."""

import argparse
import sys
from typing import Any

from pipeline.cli.options import OK, UsageError, add_db, command


def add_serve(commands: Any) -> None:  # noqa: ANN401 - argparse hides the type
    """Add it to the command line."""
    serve = command(commands, "serve", _serve, "look at a store in a browser: search, documents, tables, SQL")
    serve.add_argument(
        "--port", type=int, default=8001, metavar="N", help="the port (default 8001; 0: one that is free)"
    )
    serve.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="the address to listen on (default: this machine only)"
    )
    add_db(serve)


def _serve(given: argparse.Namespace) -> int:
    if not 0 <= given.port < 1 << 16:
        raise UsageError("--port must be between 0 and 65535")
    try:
        from pipeline.browse.guard import LOOPBACK
        from pipeline.browse.server import serve
    except ImportError as error:
        raise UsageError(f"serving needs more libraries ({error.name}): pip install 'vanthu[serve]'") from error
    if given.host not in LOOPBACK:
        print(
            f"Whoever can reach {given.host} can read the whole store and load this machine with queries;"
            " put a server that asks for a password in front of it.",
            file=sys.stderr,
        )

    def ready(address: str) -> None:
        print(f"{given.db} is at {address}  (Ctrl-C ends it; runs may write meanwhile)", flush=True)

    try:
        serve(given.db, given.host, given.port, ready)
    except KeyboardInterrupt:
        return OK  # the way to end it
    except OSError as error:
        raise UsageError(f"{given.host} port {given.port} cannot be had: {error.strerror or error}") from error
    return OK
