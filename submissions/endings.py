"""How the commands for a single PDF end: by 0, 1 or 2, whoever listens or stops them."""

import contextlib
import os
import signal
import sys
import threading

NOT_DONE = 2
STOPS = signal.SIGINT, signal.SIGTERM, signal.SIGHUP


def told(text):
    """Print it; whether that worked. Who has stopped to listen wants no more than the exit code."""
    return printed(sys.stdout, text)


def printable(text):
    """With what the terminal cannot show replaced."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def complain(text):
    printed(sys.stderr, text)


def flush():
    """What others have printed, such as --help."""
    for stream in (sys.stdout, sys.stderr):
        printed(stream, end="")


def printed(stream, *text, end="\n"):
    if stream is None:  # it was closed before we began
        return True
    try:
        print(*text, end=end, file=stream, flush=True)
    except OSError as error:
        give_up(stream)
        return isinstance(error, BrokenPipeError)
    return True


def give_up(stream):
    """Python would try once more at its end, and exit with 120."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


@contextlib.contextmanager
def stoppable():
    """A signal ends what is done here as an exception would: with its child and its files."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, stop) for number in STOPS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def stop(number, _frame):
    complain(f"Stopped by {signal.Signals(number).name}.")
    raise SystemExit(NOT_DONE)
