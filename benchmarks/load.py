"""Load on one address of loopback by wrk, bounded in connections and time."""

import gzip
import re
import shutil
import subprocess
import sys
import urllib.request
from dataclasses import dataclass

CONNECTIONS, WARM, SECONDS = 8, 2, 4
UNITS = {"us": 1e-3, "ms": 1.0, "s": 1e3, "m": 6e4}


@dataclass(frozen=True)
class Load:
    """Requests a second, the 99th percentile of the time to answer in ms, and failures."""

    rate: float
    p99: float
    failed: int


def need_wrk():
    if not shutil.which("wrk"):
        print("Install Debian's `wrk`: it makes the requests.", file=sys.stderr)
        sys.exit(2)


def load(url):
    """Once for a while so that all is warm, then counted."""
    _wrk(url, WARM)
    said = _wrk(url, SECONDS)
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s|m)\b", said).groups()
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])
    return Load(rate, float(number) * UNITS[unit], _failures(said))


def _failures(said):
    """Answers that are none, and connections that broke or waited too long."""
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: (.+)", said)
    return sum(map(int, re.findall(r"\d+", f"{bad and bad[1]} {broken and broken[1]}")))


def _wrk(url, seconds):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    header = ["-H", "Accept-Encoding: gzip"]
    done = subprocess.run([*command, *header, url], capture_output=True, text=True, check=True)
    return done.stdout


def fetched(url):
    """(the body as it is sent, compressed where the server does; the text)"""
    request = urllib.request.Request(url, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        body = answer.read()
        is_zipped = answer.headers["Content-Encoding"] == "gzip"
    return body, gzip.decompress(body) if is_zipped else body
