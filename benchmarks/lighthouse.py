"""Google's Lighthouse on every type of public page, where Node has it; skipped loudly if not."""

import json
import shutil
import subprocess

LEAST = 98
ABOUT = ["performance", "accessibility", "best-practices", "seo"]
CHROME = "--headless --no-sandbox --disable-gpu"


def lighthouse(site):
    """[what falls below the least, …] of the four scores of each page."""
    if not shutil.which("lighthouse"):
        print("SKIPPED: Lighthouse is not installed (npm install --global lighthouse).", flush=True)
        return []
    pages = ["/", "/bench/", "/bench/program/", site.paths["slot"], "/bench/call/"]
    return [line for page in pages for line in _missed(site.url + page)]


def _missed(url):
    command = ["lighthouse", url, "--output=json", "--quiet", f"--chrome-flags={CHROME}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=180)
    found = json.loads(done.stdout)["categories"]
    scores = {name: round(found[name]["score"] * 100) for name in ABOUT}
    print(url, scores, flush=True)
    return [f"{url}: {name} {score}" for name, score in scores.items() if score < LEAST]
