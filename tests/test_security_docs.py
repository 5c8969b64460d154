"""docs/security.md names tests that exist, and a server that fetches nothing."""

import ast
import re
from pathlib import Path

import pytest

from workshop.models import Workshop

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "docs/security.md").read_text()
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT)))
APPS = ("workshop", "submissions", "reviews", "competition", "program")
CLIENTS = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib", "socket"}
# Asks whether the broker of the operator's own settings listens.
OURS = {"workshop/health.py"}


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_each_test_that_is_named_is_there(path, name):
    tree = ast.walk(ast.parse((ROOT / path).read_text()))
    functions = {node.name for node in tree if isinstance(node, ast.FunctionDef)}

    assert not name or name in functions


def test_security_md_names_what_is_there():
    text = " ".join((ROOT / "SECURITY.md").read_text().split())
    label = str(Workshop._meta.get_field("needs_second_factor").verbose_name)

    assert label.casefold() in text.casefold()
    assert "`MAY_KNOW` in `tests/access/known.py`" in text
    assert "\nMAY_KNOW =" in (ROOT / "tests/access/known.py").read_text()


def imported(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from {node.module or "", *(f"{node.module}.{one.name}" for one in node.names)}


def test_the_server_fetches_no_address():
    sources = [path for app in APPS for path in (ROOT / app).rglob("*.py")]

    fetching = {str(path.relative_to(ROOT)) for path in sources if CLIENTS & set(imported(path))}

    assert fetching == OURS
