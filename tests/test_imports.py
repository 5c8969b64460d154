"""Imports go one way (design, section 2)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {
    "workshop": {"workshop"},
    "submissions": {"workshop", "submissions"},
    "reviews": {"workshop", "submissions", "reviews"},
    "competition": {"workshop", "submissions", "competition"},
    "program": {"workshop", "submissions", "reviews", "competition", "program"},
}
WITHOUT_DJANGO = [
    "submissions/pdf",
    "reviews/assigning/computing",
    "reviews/matching",
    "competition/energylogs",
    "competition/entries.py",
    "competition/measures.py",
    "competition/ranking.py",
    "competition/scales.py",
    "competition/slices.py",
    "competition/units.py",
    "program/addresses.py",
    "program/filetypes.py",
    "program/pictures",
]


def imported(path):
    """The first names of all modules that the file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield path.relative_to(ROOT).parts[0] if node.level else node.module.split(".")[0]


def against_the_direction(app, paths, names):
    forbidden = MAY_IMPORT.keys() - MAY_IMPORT[app]
    return [f"{path}: {name}" for path in paths for name in names(path) if name in forbidden]


@pytest.mark.parametrize("app", MAY_IMPORT)
def test_an_app_imports_only_what_stands_below_it(app):
    paths = sorted((ROOT / app).rglob("*.py"))

    assert paths
    assert against_the_direction(app, paths, imported) == []


def test_an_import_against_the_direction_is_noticed(tmp_path):
    offender = tmp_path / "views.py"
    offender.write_text("def later():\n    from program.models import Slot\n")

    found = against_the_direction("workshop", [offender], imported)

    assert found == [f"{offender}: program"]


def with_django(paths):
    return [path for path in paths if "django" in imported(path)]


def test_packages_of_plain_functions_import_no_django(tmp_path):
    places = [ROOT / name for name in WITHOUT_DJANGO]
    paths = [path for place in places for path in (place, *place.rglob("*.py")) if path.is_file()]
    offender = tmp_path / "pages.py"
    offender.write_text("from django.conf import settings\n")

    assert with_django([*paths, offender]) == [offender]


@pytest.mark.parametrize("name", ["PIL", "numpy", "scipy", "ortools", "pandas", "snowballstemmer"])
def test_what_is_heavy_is_loaded_by_nothing_but_what_needs_it(name):
    """It takes a fifth of a second and more, which no page and no command shall pay for nothing."""
    code = "import django, sys; django.setup(); import workshop.urls"
    code += f"; print({name!r} in sys.modules)"

    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)

    assert done.stdout == "False\n", done.stderr


def test_celery_is_imported_by_nothing_that_every_page_loads():
    importers = [
        path.relative_to(ROOT).as_posix()
        for app in MAY_IMPORT
        for path in (ROOT / app).rglob("*.py")
        if "celery" in imported(path)
    ]

    assert importers == ["workshop/celery.py"]
