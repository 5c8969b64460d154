"""What a request says never names a column or an attribute, nor what a file says a place."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ["workshop", "submissions", "reviews", "competition", "program"]
SENT = {"GET", "POST", "COOKIES", "headers", "META", "FILES"}
BY_NAME = {"getattr", "setattr", "hasattr", "delattr", "__import__", "import_module", "eval"}


def is_sent(node):
    """Whether it reads what a request sent: request.GET[…], request.POST.dict(), …"""
    return any(
        isinstance(one, ast.Attribute)
        and one.attr in SENT
        and isinstance(one.value, ast.Name | ast.Attribute)
        and "request" in ast.unparse(one.value)
        for one in ast.walk(node)
    )


def opened(call):
    """What a call takes as names: **these, and the arguments of what orders or looks up by name."""
    yield from (one.value for one in call.keywords if one.arg is None)
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in {"order_by", "values", "values_list", "only", "defer", "extra"} | BY_NAME:
        yield from call.args


def faults(source):
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return [ast.unparse(call) for call in calls if any(is_sent(one) for one in opened(call))]


@pytest.mark.parametrize("app", APPS)
def test_no_query_is_made_of_names_that_a_request_sent(app):
    paths = sorted((ROOT / app).rglob("*.py"))

    assert paths
    assert {str(path): found for path in paths if (found := faults(path.read_text()))} == {}


@pytest.mark.parametrize(
    "source",
    [
        "rows.filter(**request.GET)",
        "rows.filter(**request.GET.dict())",
        "rows.filter(a=1, **{k: v for k, v in self.request.POST.items()})",
        "rows.order_by(request.GET['sort'])",
        "rows.order_by(*request.GET.getlist('sort'))",
        "getattr(row, request.POST.get('field'))",
        "setattr(row, request.POST['field'], 1)",
    ],
)
def test_such_a_query_is_noticed(source):
    assert faults(source)


def test_a_value_that_was_sent_is_no_name():
    assert faults("rows.filter(code=request.GET.get('code'))") == []


UNPACKING = {"extract", "extractall", "unpack_archive"}  # to names that the file tells
READING = {"load_workbook", "ElementTree", "minidom", "lxml", "pickle", "marshal", "shelve", "yaml"}


def named(tree):
    """Every attribute, name and module."""
    for node in ast.walk(tree):
        yield from (getattr(node, "attr", ""), getattr(node, "id", ""))
        for alias in getattr(node, "names", ()) if isinstance(node, ast.Import) else ():
            yield from alias.name.split(".")
        if isinstance(node, ast.ImportFrom):
            yield from [*(node.module or "").split("."), *(one.name for one in node.names)]


@pytest.mark.parametrize("app", APPS)
def test_no_file_is_unpacked_to_its_own_names_or_read_as_xml_or_objects(app):
    """So no archive writes beside its folder, and no sheet has an entity that grows."""
    found = {
        str(path): bad
        for path in sorted((ROOT / app).rglob("*.py"))
        if (bad := (UNPACKING | READING) & {*named(ast.parse(path.read_text()))})
    }

    assert found == {}


@pytest.mark.parametrize("source", ["archive.extractall(folder)", "from lxml import etree"])
def test_such_an_unpacking_is_noticed(source):
    assert (UNPACKING | READING) & {*named(ast.parse(source))}
