"""Installations with programs of 12 and 300 slots, and what their pages take from nothing."""

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
    from program.schedule import program_at
    from program.views.reading import workshop_at
    settings.ALLOWED_HOSTS = ["testserver"]
    answer = {}
    for path in PATHS:
        workshop_at.cache_clear()
        program_at.cache_clear()
        with CaptureQueriesContext(connection) as queries:
            Client().get(path)
        answer[path] = len(queries)
"""
AFTER_EDITS = """
    import time
    from statistics import median
    from django.conf import settings
    from django.test import Client
    from program.drawing import _drawn
    from workshop.models import Workshop
    settings.ALLOWED_HOSTS = ["testserver"]

    client = Client()

    def taken(prepare):
        prepare()
        Workshop.objects.touch()
        before = time.process_time()
        client.get(PATH)
        return 1000 * (time.process_time() - before)

    taken(str)
    answer = [median(taken(prepare) for _ in range(9)) for prepare in (str, _drawn.cache_clear)]
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
        """{path: queries of an answer of which nothing is in memory yet}"""
        return self.python(COUNT_QUERIES.replace("PATHS", repr(list(self.paths.values()))))

    def after_edits(self):
        """ms of CPU of a program (after an edit, with nothing drawn yet)"""
        return self.python(AFTER_EDITS.replace("PATH", repr(self.paths["program, stored"])))
