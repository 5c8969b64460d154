import pytest

from tests.factories import make_member, make_user
from workshop.models import ActionLink, Change, Membership, Message, User, Workshop
from workshop.services import LastChair, add_membership, end_membership

pytestmark = pytest.mark.django_db


def add(cast, mail="new@example.org", **fields):
    return add_membership(
        cast.workshop, **{"mail": mail, "role": "chair", "by": cast.chair} | fields
    )


def test_a_role_reaches_a_person_without_an_account_by_mail(cast):
    membership = add(cast, name="Ada Boole")

    assert (membership.user.name, membership.user.has_usable_password()) == ("Ada Boole", False)
    assert Message.objects.get().recipient == "new@example.org"
    assert ActionLink.objects.get().user == membership.user


def test_a_known_person_keeps_account_and_name(cast):
    ada = make_user("ada@example.org", name="Ada Boole")

    membership = add(cast, mail="ADA@example.org", name="Somebody Else")

    assert membership.user == ada
    assert User.objects.get(pk=ada.pk).name == "Ada Boole"


def test_giving_a_role_twice_gives_and_tells_it_once(cast):
    assert add(cast) == add(cast)
    assert Message.objects.count() == 1


def test_giving_a_role_leaves_a_line_in_the_trail(cast):
    add(cast)

    [line] = Change.objects.all()
    assert (line.by, line.action, line.workshop) == (cast.chair, "added", cast.workshop)
    assert line.fields["role"] == [None, "chair"]


def test_taking_a_role_leaves_a_line_with_who_had_it(cast):
    membership = add(cast)
    end_membership(membership, by=cast.chair)

    line = Change.objects.first()
    assert line.action == "removed"
    assert line.fields["user"] == ["new@example.org", None]
    assert line.fields["role"] == ["chair", None]
    assert not Membership.objects.filter(user__email="new@example.org").exists()


def test_a_line_in_the_trail_raises_the_counter_of_its_workshop(cast):
    before = Workshop.objects.get(pk=cast.workshop.pk).revision

    add(cast)

    assert Workshop.objects.get(pk=cast.workshop.pk).revision == before + 1


def test_the_last_chair_stays(cast):
    [only] = cast.workshop.memberships.filter(role="chair")

    with pytest.raises(LastChair):
        end_membership(only, by=cast.chair)

    assert Membership.objects.filter(pk=only.pk).exists()


def test_one_of_two_chairs_may_go(cast):
    [first] = cast.workshop.memberships.filter(role="chair")
    make_member(cast.workshop)

    end_membership(first, by=cast.superuser)

    assert cast.workshop.memberships.filter(role="chair").count() == 1
