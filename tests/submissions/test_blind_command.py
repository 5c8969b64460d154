"""`manage.py blind_copy`: three exits and no other, whatever it is given."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.pdfs import locked, paper
from tests.submissions.blind.dressing import dressed, found_in, pack_a_text

ROOT = Path(__file__).parent.parent.parent
ANA = "Ana Moreau <ana@pau.example.org> (Bidache)"


@pytest.fixture
def run(tmp_path):
    def ran(*arguments, **environment):
        return subprocess.run(
            [sys.executable, ROOT / "manage.py", "blind_copy", *arguments],
            cwd=tmp_path,
            env={**os.environ, **environment},
            capture_output=True,
        )

    return ran


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "warm.pdf"
    path.write_bytes(dressed(lambda pdf: pdf.docinfo.__setitem__("/Author", "Ana Moreau")))
    return path


def test_a_copy_is_made(run, file, tmp_path):
    done = run(file, "out.pdf", "--authors", ANA)

    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == "out.pdf: made, 2 page(s).\n"
    assert not found_in((tmp_path / "out.pdf").read_bytes())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.pdf", "warm.pdf"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (dressed(pack_a_text), "An author is still named in: a picture, a drawing or a font"),
        (locked(owner="o", user=""), "It is encrypted"),
        (b"PK\x03\x04", "It is not a PDF"),
        (b"", "It is not a PDF"),
        (paper()[:3000], "It is damaged"),
    ],
    ids=range(5),
)
def test_a_file_that_is_not_copied_says_why(run, tmp_path, content, why):
    (tmp_path / "warm.pdf").write_bytes(content)

    done = run("warm.pdf", "out.pdf", "--authors", ANA)

    assert done.returncode == 1
    assert why in done.stderr.decode()
    assert b"Traceback" not in done.stderr
    assert not (tmp_path / "out.pdf").exists()


def test_wrong_usage_is_told_apart(run, file, tmp_path):
    (tmp_path / "folder").mkdir()
    os.link(file, tmp_path / "same.pdf")
    os.mkfifo(tmp_path / "pipe")
    who = ["--authors", ANA]
    for arguments, why in [
        ((), "required"),
        ((file, "out.pdf"), "--authors"),
        ((file, "out.pdf", "--authors", ""), "No author is named"),
        ((file, "out.pdf", "--authors", "Ana <ana>"), "is not a mail address"),
        ((file, "folder", *who), "folder is a folder"),
        ((file, file, *who), "itself"),
        ((file, "same.pdf", *who), "itself"),
        (("gone.pdf", "out.pdf", *who), "gone.pdf is not a file"),
        (("folder", "out.pdf", *who), "folder is not a file"),
        (("pipe", "out.pdf", *who), "pipe is not a file"),
        ((file, "pipe", *who), "pipe is not a file"),
        ((file, "no/such/out.pdf", *who), "does not exist"),
        ((file, "o" * 300, *who), "too long"),
    ]:
        done = run(*arguments)

        assert (done.returncode, done.stdout) == (2, b""), arguments
        assert why in done.stderr.decode(), arguments
        assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("name", ["a\nb\x1b[31m.pdf", b"\xff\xfe.pdf", "ü ; rm.pdf"])
def test_a_name_is_shown_escaped_on_any_terminal(run, file, tmp_path, name):
    odd = os.path.join(os.fsencode(tmp_path), os.fsencode(name))
    os.rename(file, odd)

    made = run(odd, os.fsencode(name) + b".copy", "--authors", ANA, PYTHONIOENCODING="ascii")
    gone = run(b"x" + os.fsencode(name), "y", "--authors", ANA, PYTHONIOENCODING="ascii")

    assert (made.returncode, gone.returncode) == (0, 2)
    for said in (made.stdout, gone.stderr):
        assert said.count(b"\n") == 1
        assert b"\x1b" not in said
