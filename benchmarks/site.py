"""Installations with programs of 12 and 300 slots, and the queries that their pages take."""

from tests.installation.house import Installation

FILL = """
    from datetime import UTC, date, datetime, time, timedelta
    from program.models import Room, Slot, SlotSpeaker, Speaker
    from workshop.models import Workshop

    day, days = date(2100, 6, 7), -(-COUNT // 60)
    workshop = Workshop.objects.create(
        slug="bench", name="Bench", contact="c@example.org", zone="Europe/Paris", is_public=True,
        first_day=day, last_day=day + timedelta(days=days - 1),
    )
    rooms = [Room.objects.create(workshop=workshop, name=f"Room {n}") for n in range(5)]
    for n in range(COUNT):
        part, place = divmod(n, 60)
        start = datetime.combine(day + timedelta(days=part), time(7), tzinfo=UTC)
        start += timedelta(minutes=40 * (place // 5 if COUNT > 12 else place))
        slot = Slot.objects.create(
            workshop=workshop, kind="invited", title=f"A talk of some length, number {n}",
            room=rooms[n % 5], starts_at=start, ends_at=start + timedelta(minutes=40),
            abstract="What was measured, how, and what became of it. " * 6,
        )
        speaker = Speaker.objects.create(
            workshop=workshop, name=f"Speaker {n}", affiliation="University of Somewhere",
            biography="Works on measuring. " * 12,
        )
        SlotSpeaker.objects.create(slot=slot, speaker=speaker)
    workshop.key_dates.create(kind="submission", at=datetime(2100, 3, 1, tzinfo=UTC))
    answer = [Slot.objects.first().code, Speaker.objects.first().slug]
"""
COUNT_QUERIES = """
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.conf import settings
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = {}
    for path in PATHS:
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        answer[path] = len(queries)
"""


class Site(Installation):
    """One with a program of `count` slots, each with a speaker; 60 a day in five rooms."""

    def fill(self, count):
        self.prepare_without_data()
        code, speaker = self.python(FILL.replace("COUNT", str(count)))
        self.paths = {
            "program, stored": "/bench/program/",
            "program, not stored": "/bench/program/?find=talk",
            "slot": f"/bench/program/{code}/",
            "calendar": "/bench/program.ics",
        }
        self.more_pages = [self.paths["slot"], f"/bench/speakers/{speaker}/"]

    def queries(self):
        """{path: queries of an answer that is not stored yet}"""
        return self.python(COUNT_QUERIES.replace("PATHS", repr(list(self.paths.values()))))
