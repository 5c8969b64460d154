import pytest
from django.db import transaction

from tests.access.crawl import client_of
from tests.access.routes import make_rows
from tests.access.stage import set_stage
from tests.access.table import ALL_ROLES
from tests.factories import make_cast


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The cast, its `rows` and the `cookies` of those signed in, made once for a module.

    What a test does to it is rolled back with that test; itself it is when its module is over.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast()
        cast.rows = make_rows(cast)
        cast.cookies = {role: client_of(cast, role).cookies for role in ALL_ROLES}
        yield cast
        transaction.set_rollback(True)


@pytest.fixture
def stage(cast):
    """The cast with everybody who has to do with a submission; see the module `stage`."""
    return set_stage(cast)
