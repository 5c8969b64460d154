import pytest

from tests.access.people import client_of, make_people
from tests.access.routes import make_rows
from tests.access.rules import ROLES
from tests.access.stage import a_stage
from tests.factories import make_cast
from workshop.models import Job, Message


@pytest.fixture(scope="module")
def world(module_db):
    """The cast, its `rows` and the `cookies` of each role, made once for a module."""
    cast = make_cast()
    cast.rows = make_rows(cast)
    make_people(cast)
    for queue in (Job, Message):  # /healthz tells of what has waited for minutes, as tests may
        queue.objects.update(due_at=cast.workshop.over_at)
    cast.cookies = {role: client_of(cast, role).cookies for role in ROLES}
    return cast


@pytest.fixture
def stage(db):
    """The cast with everybody who has to do with a submission; see the module `stage`."""
    with a_stage() as stage:
        yield stage
