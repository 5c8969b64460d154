"""What a killed check leaves behind is somebody's PDF: it goes."""

import os
import tempfile
from datetime import timedelta

from django.utils import timezone

from submissions.leftovers import remove_left_behind


def test_folders_of_killed_checks_are_removed_when_their_time_is_long_over(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for name in ("ossau-check-old", "ossau-blind-old", "ossau-check-new", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "proposal.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "ossau-check-0-0.lock").touch()
    (tmp_path / "ossau-check-link").symlink_to(tmp_path / "other")
    long_ago = (timezone.now() - timedelta(hours=2)).timestamp()
    for name in ("ossau-check-old", "ossau-blind-old", "other", "ossau-check-0-0.lock"):
        os.utime(tmp_path / name, (long_ago, long_ago))
    os.utime(tmp_path / "ossau-check-link", (long_ago, long_ago), follow_symlinks=False)

    assert remove_left_behind(timezone.now()) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "ossau-check-0-0.lock",
        "ossau-check-link",
        "ossau-check-new",
        "other",
    ]
