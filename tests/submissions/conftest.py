import pytest

from submissions import jobs


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch):
    """No worker runs beside these tests: they do the jobs themselves."""
    monkeypatch.setattr(jobs, "PATIENCE", 0)
