import pytest

from tests.access.routes import make_rows
from tests.access.stage import set_stage


@pytest.fixture
def rows(cast):
    return make_rows(cast)


@pytest.fixture
def stage(cast):
    """The cast with everybody who has to do with a submission; see the module `stage`."""
    return set_stage(cast)
