"""Google's Lighthouse on every type of public page, where Node has it; skipped loudly if not."""

import json
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.aims import Aim
from benchmarks.servers import DEPLOYED, Served

PACKAGE = "lighthouse@12"  # the last that runs on Node 18 and 20
LEAST = 98
RUNS = 3
ABOUT = ["performance", "accessibility", "best-practices", "seo"]
CHROME = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PAGES = ["/", "/bench/", "/bench/program/", "/bench/call/"]


class Missing(Exception):
    """What Lighthouse needs, and this machine has not."""


def lighthouse(site):
    """[Aim, …] of the four scores of each page."""
    try:
        with command() as run, Served(site, DEPLOYED) as served:
            return [_aim(run, served.url, page) for page in [*PAGES, *site.more_pages]]
    except Missing as missing:
        print(f"\nSKIPPED: Lighthouse. {missing}\n", flush=True)
        return [Aim(f"Lighthouse: each score ≥ {LEAST}", str(missing), None)]


@contextmanager
def command():
    """How to call it: as it is installed, or out of a folder that is gone afterwards."""
    if not _chromium():
        raise Missing("Chromium is not installed.")
    if found := shutil.which("lighthouse"):
        yield [found]
        return
    if not (npm := shutil.which("npm")):
        raise Missing("Node, which brings npm, is not installed.")
    with TemporaryDirectory(prefix="ossau-lighthouse-") as folder:
        quiet = ["--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder]
        done = _run([npm, "install", *quiet, PACKAGE], seconds=240)
        if done.returncode:
            raise Missing(f"npm could not install it: {_last_line(done)}")
        yield [str(Path(folder) / "node_modules/.bin/lighthouse")]


def _aim(run, url, page):
    """Of the medians: on a shared machine one run tells little of how a page performs."""
    name = f"Lighthouse {page}: each ≥ {LEAST}"
    runs = []
    for _run_number in range(RUNS):
        done = _judged(run, url + page)
        if done.returncode:
            print(f"SKIPPED: Lighthouse {page}. {_last_line(done)}", flush=True)
            return Aim(name, _last_line(done), None)
        runs.append(json.loads(done.stdout))
    scores = {about: median(_score(found, about) for found in runs) for about in ABOUT}
    told = ", ".join(f"{about} {score}" for about, score in scores.items())
    print(f"Lighthouse {page}: {told}", flush=True)
    for line in _amiss(runs[-1]):
        print(f"  {line}", flush=True)
    return Aim(name, told, min(scores.values()) >= LEAST)


def _judged(run, address):
    """Now and then Chromium begins too slowly, and it asks for a second try."""
    flags = [f"--chrome-flags={' '.join(CHROME)}", f"--only-categories={','.join(ABOUT)}"]
    command = [*run, address, "--output=json", "--quiet", *flags]
    done = _run(command, seconds=90)
    return _run(command, seconds=90) if done.returncode else done


def _score(found, about):
    return round((found["categories"][about]["score"] or 0) * 100)


def _amiss(found):
    """What takes points away, for whoever mends it."""
    weights = {
        row["id"]: row["weight"] for name in ABOUT for row in found["categories"][name]["auditRefs"]
    }
    for name, audit in found["audits"].items():
        if weights.get(name) and audit["score"] is not None and audit["score"] < 0.9:
            yield f"{audit['title']}: {audit.get('displayValue', audit['score'])}"


def _chromium():
    named = os.environ.get("CHROME_PATH")
    return named or shutil.which("chromium") or shutil.which("google-chrome")


def _run(command, *, seconds):
    environment = os.environ | {"CHROME_PATH": _chromium()}
    about = {"capture_output": True, "text": True, "timeout": seconds, "env": environment}
    try:
        return subprocess.run(command, **about)
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, 1, "", f"No end after {seconds} seconds.")


def _last_line(done):
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return lines[-1] if lines else f"exit code {done.returncode}"
