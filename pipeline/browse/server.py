"""Serving the site on a port of this machine."""

import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from pipeline.browse.guard import LOOPBACK
from pipeline.browse.site import open_site


def serve(db: Path, host: str, port: int, on_ready: Callable[[str], None]) -> None:
    """Serve a store until it is stopped. `on_ready` is given the address; port 0 takes one that is free.

    StoreError for a store that cannot be read, OSError for a host or port that cannot be had.
    """
    is_local = host in LOOPBACK
    site = open_site(db, LOOPBACK if is_local else None)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        shown = f"[{host}]" if ":" in host else host
        on_ready(f"http://{shown}:{listening.getsockname()[1]}/")
        config = uvicorn.Config(site.app(), log_level="warning", access_log=False, lifespan="on", server_header=False)
        uvicorn.Server(config).run(sockets=[listening])
