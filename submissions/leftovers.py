"""Folders of checks whose process was killed: nobody else removes the PDF in them."""

import os
import shutil
import stat
from datetime import timedelta
from pathlib import Path
from tempfile import gettempdir

NAMES = "ossau-check-*", "ossau-blind-*"
LONG_OVER = timedelta(hours=1)


def remove_left_behind(now):
    """How many there were. Other people's are left alone, as are those still at work."""
    before = (now - LONG_OVER).timestamp()
    found = [path for name in NAMES for path in Path(gettempdir()).glob(name)]
    left = [path for path in found if is_left(path, before)]
    for path in left:
        shutil.rmtree(path, ignore_errors=True)
    return len(left)


def is_left(path, before):
    try:
        about = path.lstat()
    except FileNotFoundError:
        return False
    is_folder = stat.S_ISDIR(about.st_mode)
    return is_folder and about.st_uid == os.getuid() and about.st_mtime < before
