"""Installations as processes of their own, and a browser that visits them."""

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.environment import MIGRATED
from tests.installation.house import Installation, installation_from

CHROMIUM = shutil.which("chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
NO_CHROMIUM = "NO CHROMIUM FOUND, SO NO TEST IN A BROWSER WAS RUN. Install Debian's `chromium`."


def pytest_collection_modifyitems(items):
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("installation")


@pytest.fixture(scope="session")
def prepared_without_data(tmp_path_factory):
    """The folder of an installation, to be copied."""
    folder = tmp_path_factory.mktemp("prepared-without-data")
    if MIGRATED:
        shutil.copy(MIGRATED, folder / "ossau.sqlite3")
    Installation(folder).prepare_without_data()
    return folder


@pytest.fixture(scope="session")
def prepared(prepared_without_data, tmp_path_factory):
    """The same with demonstration data whose jobs are done: no test's own waits behind them."""
    folder = tmp_path_factory.mktemp("prepared")
    shutil.copytree(prepared_without_data, folder, dirs_exist_ok=True)
    Installation(folder).manage("demo")
    Installation(folder).manage("work", "--once")
    return folder


@pytest.fixture
def make_installation(prepared):
    """A function of settings: a fresh installation of the demonstration, nothing started yet."""
    with ExitStack() as stack:
        yield lambda **settings: stack.enter_context(installation_from(prepared, **settings))


@pytest.fixture
def bare_installation(prepared_without_data):
    """An installation without data, its web server running."""
    with installation_from(prepared_without_data) as house:
        house.serve()
        yield house


@pytest.fixture(scope="session")
def installation(prepared):
    """The demonstration with its web server running, shared by all tests that only visit it."""
    with installation_from(prepared) as house:
        house.serve()
        yield house
        house.holds_all_invariants()


@pytest.fixture(scope="package")
def chromium():
    """Ended with this package: while Playwright runs, this process may not use the ORM."""
    if not CHROMIUM:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(NO_CHROMIUM)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # other tests run beside this one
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def browser(chromium, installation):
    """A function of options: a page in a fresh context, its addresses the installation's."""
    with ExitStack() as stack:

        def open_page(**options):
            options = {"base_url": installation.url} | options
            context = stack.enter_context(chromium.new_context(**options))
            context.set_default_timeout(10_000)
            return context.new_page()

        yield open_page


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def page(request, browser):
    """A page of a new visitor, once without JavaScript and once with it."""
    return browser(java_script_enabled=request.param)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    """A failure shows what its installation had to say; tests without browser share a line."""
    report = yield
    if report.skipped and NO_CHROMIUM in str(report.longrepr):
        report.longrepr = (__file__, 0, NO_CHROMIUM)
    if report.failed:
        houses = [one for one in item.funcargs.values() if isinstance(one, Installation)]
        for log in [log for house in houses for log in house.folder.glob("*.log")]:
            report.sections.append((log.name, log.read_text()[-2000:]))
    return report


@pytest.fixture
def visitor(chromium, house):
    """A function of the options of a context: a page without JavaScript of the module's `house`."""
    contexts = []

    def visitor(**options):
        about = {"base_url": house.url, "java_script_enabled": False} | options
        contexts.append(chromium.new_context(**about))
        contexts[-1].set_default_timeout(30_000)
        return contexts[-1].new_page()

    yield visitor
    for context in contexts:
        context.close()
