"""The child's side: `python -m reviews.matching.child PROBLEM ANSWER`, files of JSON.

It ends with the process that has started it. What is wrong with the problem is an answer too; only
a fault of ours, or of the machine, ends it with another exit code than 0.
"""

import json
import signal
import sys
import time
from dataclasses import asdict
from pathlib import Path

PR_SET_PDEATHSIG = 1


def main(path, answer):
    end_with_parent()
    Path(answer).write_text(json.dumps(answered(lambda: found(path)), allow_nan=False))


def end_with_parent():
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def answered(find):
    """What it finds, or what is wrong, as a dictionary."""
    from .faults import BadProblem, Infeasible

    try:
        return find()
    except Infeasible as fault:
        return {
            "problem": str(fault),
            "causes": list(map(asdict, fault.causes)),
            "ways_out": list(map(asdict, fault.ways_out)),
        }
    except BadProblem as fault:
        return {"problem": str(fault)}


def found(path):
    from .checking import checked
    from .handing import read
    from .solver import refilling, solved

    problem = read(path)
    kept = problem.pop("refill", None) if isinstance(problem, dict) else None
    ready = checked(problem) if kept is None else refilling(problem, kept)
    problem.clear()  # millions of edges are not kept twice
    begin = time.process_time()
    done = solved(ready)
    taken = {"seconds": time.process_time() - begin, "megabytes": peak()}
    return asdict(done) | {"gap": done.gap} | taken


def peak():
    """The most memory it has had; what its parent had when it was made does not count."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))
    except (OSError, StopIteration):
        return None


if __name__ == "__main__":
    main(*sys.argv[1:])
