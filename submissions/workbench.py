"""Where a stored PDF is looked through: programs need it as a file, wherever it is stored."""

from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory


@contextmanager
def workbench(manuscript):
    """The path of its PDF, in a folder of its own that is gone afterwards."""
    with TemporaryDirectory(prefix="ossau-pdf-") as folder:
        path = Path(folder, "proposal.pdf")
        with manuscript.file.open("rb") as stored, path.open("wb") as copy:
            copyfileobj(stored, copy)
        yield path
