"""The web server: two processes with threads, so that a slow reader holds up nobody."""

import os
import socket
import sys
import time

from gunicorn.workers.gthread import ThreadWorker

from workshop.logs import MaskTokens

YIELD = 0.001  # seconds


# Of what never reaches Django: a request that is none, or too long a line or header.
REFUSED = [
    b"Connection: close",
    b"Content-Type: text/plain; charset=utf-8",
    b"Cache-Control: no-store",
    b"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
    b"X-Content-Type-Options: nosniff",
    b"X-Frame-Options: DENY",
    b"Referrer-Policy: same-origin",
    b"Cross-Origin-Opener-Policy: same-origin",
    b"Cross-Origin-Resource-Policy: same-origin",
]
if os.environ.get("SITE_URL", "").startswith("https:"):
    REFUSED.append(b"Strict-Transport-Security: max-age=31536000")


class Plainly:
    """A connection that gets gunicorn's reason alone: its page says again what was sent."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        return getattr(self.client, name)

    def sendall(self, page):
        status = page.partition(b"\r\n")[0]
        reason = status.split(b" ", 2)[2]
        length = b"Content-Length: %d" % len(reason)
        self.client.sendall(b"\r\n".join([status, *REFUSED, length, b"", reason]))


class InTurn(ThreadWorker):
    """Leaves the next connection to the other process.

    Connections that come at once would else all be taken by one, and a processor stay idle.
    """

    def handle_error(self, req, client, addr, exc):
        super().handle_error(req, Plainly(client), addr, exc)

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


def post_worker_init(worker):
    """What is refused is logged as it came: without tokens, as all else."""
    worker.log.error_log.addFilter(MaskTokens())


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
