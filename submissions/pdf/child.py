"""The child's side: `python -m submissions.pdf.child FILE FOLDER` prints the facts as one line.

Its limits are set before anything that parses is imported. What breaks through them ends the
process, and the parent draws the conclusion. The processor's limit has a second to spare above it:
so it ends by SIGXCPU, and a SIGKILL comes from outside.
"""

import os
import resource
import signal
import sys

LIMITS = {
    resource.RLIMIT_AS: 512 * 2**20,
    resource.RLIMIT_CPU: 6,
    resource.RLIMIT_FSIZE: 40 * 2**20,
    resource.RLIMIT_NOFILE: 32,
    resource.RLIMIT_CORE: 0,
}


PR_SET_PDEATHSIG = 1


def restrict():
    end_with_parent()
    for kind, limit in LIMITS.items():
        resource.setrlimit(kind, (limit, limit + (kind == resource.RLIMIT_CPU)))


def end_with_parent():
    """However that ended. Only Linux can; elsewhere the limit of the processor's time must do."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def run(facts_of):
    """Print what is said of the paths on the command line, and end at once.

    No library tidies up after a file like this.
    """
    restrict()
    status = 1
    try:
        answer(facts_of(*sys.argv[1:]))
        status = 0
    finally:
        os._exit(status)


def answer(facts):
    import json

    sys.stdout.buffer.write(json.dumps(facts, ensure_ascii=False).encode() + b"\n")
    sys.stdout.flush()


def checked(path, folder):
    from pathlib import Path

    from .reading import read

    return read(Path(path), Path(folder))


if __name__ == "__main__":
    run(checked)
