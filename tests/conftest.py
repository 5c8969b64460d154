"""What every test stands on: a folder and settings of its own, real servers on free ports.

Settings are made here, before anything reads them; nothing under the clone's var/ is touched.
"""

import gc
import os
import shutil
import tempfile
from pathlib import Path

import django
import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections, transaction

from tests.environment import MIGRATED, OURS
from tests.installation import servers

ASKING = {"db", "transactional_db", "module_db"}
HOME = tempfile.TemporaryDirectory(prefix="ossau-tests-")
GIVEN_BROKER = os.environ.get("CELERY_BROKER_URL", "")
for name in OURS - {"DATABASE_URL"}:  # which says on what database to test
    os.environ.pop(name, None)
os.environ["VAR_DIR"] = HOME.name
os.environ["DJANGO_SETTINGS_MODULE"] = "workshop.settings"

settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in a clone: what threads and WAL do to each other is part of the test.
    settings.DATABASES["default"]["TEST"] = {"NAME": f"{HOME.name}/test.sqlite3"}
    if MIGRATED:
        shutil.copy(MIGRATED, settings.DATABASES["default"]["TEST"]["NAME"])
settings.MIDDLEWARE = [
    "tests.staticfiles.ReadOnce" if name.startswith("whitenoise.") else name
    for name in settings.MIDDLEWARE
]
settings.LOGGING["root"]["handlers"] = []  # pytest shows what is logged, once
django.setup()


def pytest_addoption(parser):
    parser.addoption("--share", help="2/3: of three shares of the files the second one")


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(config, items):
    """Mark what may ask the database: nothing else can tell one from another.

    Shares are of what was chosen by marks, or one might get all that takes long.
    """
    for item in items:
        if item.get_closest_marker("django_db") or ASKING & set(item.fixturenames):
            item.add_marker("database")
    yield
    if share := config.getoption("share"):
        place, count = map(int, share.split("/"))
        files = sorted({item.path for item in items})[place - 1 :: count]
        config.hook.pytest_deselected(items=[one for one in items if one.path not in files])
        items[:] = [one for one in items if one.path in files]


def pytest_collection_finish():
    """All that has been imported stays: what looks for garbage need not look there again.

    Nor that often: a page is built of a thousand objects that go by themselves.
    """
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_unconfigure():
    connections.close_all()
    HOME.cleanup()


@pytest.fixture(scope="session")
def django_db_keepdb(request):
    """What was copied is taken as it is; `migrate` finds nothing to do, and it goes with HOME."""
    copied = Path(f"{HOME.name}/test.sqlite3").exists()
    return copied or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session", autouse=True)
def collected_static_files():
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture(autouse=True)
def _empty_caches(request):
    """Rows made anew have old numbers; a page stored for the last test must not answer."""
    from program.leaderboards.reading import board_at
    from program.schedule import program_at  # which need Django to be set up
    from program.views.reading import workshop_at

    caches["renderings"].clear()
    workshop_at.cache_clear()
    program_at.cache_clear()
    board_at.cache_clear()
    yield
    if "transactional_db" in request.fixturenames:
        caches["default"].clear()


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """For rows that the tests of a module share: what a test does to them goes with that test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def redis_server():
    """The address of a real broker."""
    if GIVEN_BROKER:
        yield GIVEN_BROKER
        return
    with servers.redis() as address:
        yield address


@pytest.fixture
def smtp_sink():
    """A real mail server that keeps what it gets: `.url`, `.messages`, `.wait_for(count)`."""
    with servers.smtp_sink() as sink:
        yield sink


@pytest.fixture
def cast(db):
    """A workshop with a person of each role, and a chair of another workshop."""
    from tests.factories import make_cast  # which needs Django to be set up

    return make_cast()


@pytest.fixture
def chair_signed_in(client, cast):
    client.force_login(cast.chair)
