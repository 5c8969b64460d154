"""The web server: two processes with threads, so that a slow reader holds up nobody."""

import os
import socket
import sys
import time

from gunicorn.workers.gthread import ThreadWorker

YIELD = 0.001  # seconds


class InTurn(ThreadWorker):
    """Leaves the next connection to the other process.

    Connections that come at once would else all be taken by one, and a processor stay idle.
    """

    def accept(self, listener):
        super().accept(listener)
        time.sleep(YIELD)


bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
worker_class = InTurn
threads = 8
timeout = 60
graceful_timeout = 10
control_socket_disable = True
# What a proxy says is read by Django, and only as far as PROXIES allows.
forwarder_headers = ""
secure_scheme_headers = {}
loglevel = "warning"


def on_starting(server):
    """A port that is taken gets one line instead of a page of tries."""
    host, port = bind.rsplit(":", 1)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError:
            sys.exit(f"Port {port} is taken. Choose another one: PORT=8080 make run")


def when_ready(server):
    """On one's own machine, say where to go; nobody reads logs to find that out."""
    if os.environ.get("SITE_URL"):
        return
    address = f"http://localhost:{os.environ.get('PORT', '8000')}"
    print(
        f"\n  Ossau is running: {address}/\n"
        f"  Sign in at        {address}/accounts/login/code/\n"
        "  Stop with Ctrl-C.\n",
        flush=True,
    )
