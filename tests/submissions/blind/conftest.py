from io import BytesIO

import pikepdf
import pytest

from submissions.pdf.blind import make_blind_copy
from tests.submissions.blind.dressing import ANA, drawn, dressed, found_in


@pytest.fixture
def attempt(tmp_path):
    """(what came of it, the copy's bytes or None)"""

    def attempted(content, people=(ANA,), name="proposal.pdf"):
        path, out = tmp_path / name, tmp_path / "copy.pdf"
        path.write_bytes(content)
        out.unlink(missing_ok=True)
        facts = make_blind_copy(path, out, people)
        return facts, out.read_bytes() if out.exists() else None

    return attempted


@pytest.fixture
def blinded(attempt):
    """The copy of a file that an author's tool has dressed, opened."""

    def copied(dress, people=(ANA,)):
        content = dressed(dress)
        facts, copy = attempt(content, people)
        assert (facts["outcome"], facts["left"]) == ("made", [])
        assert drawn(copy) == drawn(content)
        assert not found_in(copy)
        return pikepdf.open(BytesIO(copy))

    return copied
