"""A proposed place for each contribution: what the pure function does."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from program.placing import POSTER, TALK, Item, Opening, propose
from tests.factories import MORNING


def opening(key, *, after=0, minutes=60, **fields):
    starts_at = MORNING + timedelta(minutes=after)
    ends_at = starts_at + timedelta(minutes=minutes) if minutes else None
    return Opening(key, starts_at, ends_at, **fields)


def items(topics, **fields):
    return [Item(number, topic, **fields) for number, topic in enumerate(topics, 1)]


def presented_by(*names):
    return [Item(n, people=frozenset({name})) for n, name in enumerate(names, 1)]


def test_talks_of_one_topic_stand_together_in_a_slot_that_holds_them():
    placed, minutes = propose(items("abab"), [opening(1), opening(2, after=60)])

    assert placed == {1: [1, 3], 2: [2, 4]}
    assert minutes == 30


def test_minutes_are_the_most_that_let_all_of_them_in():
    placed, minutes = propose(items("aaaa"), [opening(1, minutes=90)])

    assert placed == {1: [1, 2, 3, 4]}
    assert minutes == 20


def test_what_fits_nowhere_is_placed_nowhere():
    placed, minutes = propose(items("aaa"), [opening(1, minutes=20)])

    assert placed == {1: [1, 2]}
    assert minutes == 10


def test_what_does_not_fit_as_a_talk_becomes_a_poster_unless_it_must_not():
    slots = [opening(1, minutes=10), opening(2, form=POSTER)]

    assert propose(items("aa"), slots) == ({1: [1], 2: [2]}, 10)
    assert propose(items("aa", form=TALK), slots) == ({1: [1], 2: []}, 10)


def test_posters_take_no_time_of_talks():
    placed, minutes = propose(items("aaa", form=POSTER), [opening(1), opening(2, form=POSTER)])

    assert placed == {1: [], 2: [1, 2, 3]}
    assert minutes is None


def test_nobody_presents_in_two_places_at_once():
    slots = [opening(1, minutes=30), opening(2, minutes=30)]

    assert propose(presented_by("Ana", "Ana"), slots)[0] == {1: [1], 2: []}
    assert propose(presented_by("Ana", "Bo"), slots)[0] == {1: [1], 2: [2]}


def test_nobody_presents_while_speaking_elsewhere():
    slots = [opening(1, busy=frozenset({"Ana"})), opening(2, after=60)]

    assert propose(presented_by("Ana"), slots)[0] == {1: [], 2: [1]}


def test_a_slot_without_an_end_holds_all():
    assert propose(items("aab"), [opening(1, minutes=None)]) == ({1: [1, 2, 3]}, 30)


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=12),
    st.lists(st.tuples(st.integers(0, 180), st.integers(5, 90)), max_size=4),
)
def test_slots_are_never_too_short_and_nothing_stands_twice(pairs, times):
    talks = [Item(n, topic, frozenset({name})) for n, (topic, name) in enumerate(pairs, 1)]
    slots = [opening(n, after=after, minutes=length) for n, (after, length) in enumerate(times, 1)]

    placed, minutes = propose(talks, slots)

    lengths = {n: length for n, (_after, length) in enumerate(times, 1)}
    assert all(len(own) * (minutes or 0) <= lengths[key] for key, own in placed.items())
    there = [key for own in placed.values() for key in own]
    assert len(there) == len(set(there))
