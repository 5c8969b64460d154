"""The parent's side of a blind copy: start the child, believe nothing it says unseen."""

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from .blindfacts import blind_facts, understood
from .measuring import answer

LARGEST = 40 * 2**20  # bytes, as the child's own limit


def make_blind_copy(path, out, people):
    """Write a copy of the PDF at `path` that leads to none of `people`; what came of it.

    `out` is there whole if the outcome is "made", and else is not touched. Whatever the file does
    to the child is a fact about the file ("resource"); only a fault of ours raises, such as a file
    that is not there, a full disk, or Interrupted.
    """
    path, out = Path(path).resolve(strict=True), Path(os.path.abspath(out))
    with TemporaryDirectory(prefix="ossau-blind-") as folder:
        copy, listed = Path(folder, "blind.pdf"), Path(folder, "people.json")
        listed.write_text(json.dumps([asdict(one) for one in people]), encoding="utf-8")
        facts = understood(answer(command(path, listed, copy), folder))
        if facts is None or (facts["outcome"] == "made" and not is_copy(copy)):
            return blind_facts("resource")
        if facts["outcome"] == "made":
            place(copy.read_bytes(), out)
    return facts


def command(path, people, out):
    return [sys.executable, "-m", "submissions.pdf.blindchild", path, people, out]


def is_copy(path):
    """Whether it is a PDF of ours, not a link to somewhere else."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
        return False
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def place(content, out):
    """Written beside it and renamed, so that nobody meets half a file."""
    with NamedTemporaryFile(dir=out.parent, prefix=".blind-", delete=False) as beside:
        try:
            beside.write(content)
            beside.flush()
            os.fchmod(beside.fileno(), 0o644)
            os.replace(beside.name, out)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise
