"""What may follow what in the life of an entry, and the trail of it."""

import pytest

from competition.models.entries import State
from competition.states import ALLOWED, NoReason, NotAllowed, change_state
from tests.competition.factories import make_entry
from workshop.models import Change

pytestmark = pytest.mark.django_db
WAYS = [(old, new) for old in State for new in State]


@pytest.mark.parametrize(("old", "new"), WAYS)
def test_an_entry_goes_where_it_may_and_nowhere_else(old, new):
    entry = make_entry(state=old, reason="It was so.")
    if new in ALLOWED[old]:
        assert change_state(entry, new, by=None, reason="It is so.").state == new
    else:
        with pytest.raises(NotAllowed):
            change_state(entry, new, by=None, reason="It is so.")


@pytest.mark.parametrize("new", ["attention", "rejected"])
def test_what_refuses_it_says_why(new):
    with pytest.raises(NoReason):
        change_state(make_entry(), new, by=None, reason="  ")


def test_the_trail_says_from_what_to_what():
    entry = change_state(make_entry(), "accepted", by=None)

    fields = Change.objects.filter(model="competition.entry").latest("pk").fields
    assert fields["state"] == ["self-reported", "accepted"]
    assert entry.version == 2
