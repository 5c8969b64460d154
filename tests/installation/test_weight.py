"""What a first visit to the public pages costs, measured by the browser itself."""

import urllib.request
from urllib.parse import urlsplit

import pytest

TEXT_PAGES = ["/", "/pedl/", "/acml-2021/"]
PROGRAMS = ["/pedl/program/", "/acml-2021/program/"]
EVERY_PAGE = pytest.mark.parametrize("path", TEXT_PAGES + PROGRAMS)


@pytest.fixture
def visit(browser):
    """Load a page cold; the requests made for it, each with its `size` as transferred."""

    def load(path, **options):
        page = browser(**options)
        network = page.context.new_cdp_session(page)
        requests, sizes = {}, {}
        network.on(
            "Network.requestWillBeSent", lambda sent: requests.update({sent["requestId"]: sent})
        )
        network.on(
            "Network.loadingFinished",
            lambda done: sizes.update({done["requestId"]: done["encodedDataLength"]}),
        )
        network.send("Network.enable")
        page.goto(path, wait_until="networkidle")
        assert requests.keys() == sizes.keys()
        return page, [
            {"url": sent["request"]["url"], "kind": sent["type"], "size": sizes[number]}
            for number, sent in requests.items()
        ]

    return load


@pytest.mark.browser
@pytest.mark.parametrize("path", TEXT_PAGES)
def test_a_text_page_weighs_at_most_20_kb(visit, path):
    """Without its pictures, each of which has a weight of its own."""
    _page, requests = visit(path)

    texts = [request for request in requests if "/pictures/" not in request["url"]]
    wide = [request for request in requests if request["url"].endswith(("-640.webp", "-1280.webp"))]
    assert all(request["size"] <= 41_000 for request in wide)
    assert 0 < sum(request["size"] for request in texts) <= 20_000


@pytest.mark.browser
@pytest.mark.parametrize("path", PROGRAMS)
def test_a_program_weighs_at_most_60_kb(visit, path):
    _page, requests = visit(path)

    assert 0 < sum(request["size"] for request in requests) <= 60_000


# Twelve talks with people whose portraits compress as badly as any picture can.
FULL_DAY = """
    import random
    from datetime import UTC, date, datetime, timedelta
    from io import BytesIO
    from PIL import Image
    from program.models import Slot, SlotSpeaker, Speaker
    from program.picture_files import give_picture
    from program.pictures.making import make_portraits
    from tests.factories import make_member, make_user
    from workshop.models import Workshop

    by_chance = random.Random(7)

    def noise():
        output = BytesIO()
        Image.frombytes("RGB", (200, 200), by_chance.randbytes(120_000)).save(output, "PNG")
        return output.getvalue()

    workshop = Workshop.objects.create(
        slug="full-day", name="A full day", contact="contact@example.org", is_public=True,
        first_day=date(2090, 6, 5), last_day=date(2090, 6, 5),
    )
    make_member(workshop, user=make_user("full-day@example.org"))
    words = [f"measured{number}" for number in range(500)]
    for number in range(12):
        text = " ".join(by_chance.choices(words, k=110))
        speaker = Speaker(workshop=workshop, name=f"Ada Boole {number}", biography=text)
        content = noise()
        give_picture(speaker, content, make_portraits(content, (50, 50)))
        speaker.save()
        at = datetime(2090, 6, 5, 8, tzinfo=UTC) + timedelta(minutes=40 * number)
        slot = Slot.objects.create(
            workshop=workshop, kind="invited", starts_at=at, ends_at=at + timedelta(minutes=40),
            title=f"On heat, part {number}", abstract=text,
        )
        SlotSpeaker.objects.create(slot=slot, speaker=speaker)
    answer = workshop.slug
"""
TALL = {"width": 1280, "height": 12_000}  # so that all is in sight, and nothing stays unloaded


@pytest.fixture(scope="module")
def full_day(installation):
    return f"/{installation.python(FULL_DAY)}/program/"


@pytest.mark.browser
@pytest.mark.parametrize(("ratio", "most"), [(1, 60_000), (2, 100_000)])
def test_a_day_with_12_talks_and_portraits_is_light(visit, full_day, ratio, most):
    _page, requests = visit(full_day, device_scale_factor=ratio, viewport=TALL)

    images = [one for one in requests if "/pictures/" in one["url"]]
    assert len(images) == 12
    assert len(requests) - len(images) <= 4
    assert all(one["url"].endswith(f"-{96 * ratio}.webp") for one in images)
    assert 0 < sum(request["size"] for request in requests) <= most


RANKED = """
    from datetime import timedelta
    from itertools import count
    from django.utils import timezone
    from tests import factories
    from tests.competition.factories import make_competition, make_many_entries
    from tests.factories import make_workshop

    factories.numbers = count(2000)  # there are people of other tests
    competition = make_competition(make_workshop("ranked"), grams_per_kwh=52, carbon_source="Ember")
    make_many_entries(competition, 50)
    competition.workshop.key_dates.update(at=timezone.now() - timedelta(hours=1))
    answer = competition.workshop.slug
"""


@pytest.fixture(scope="module")
def leaderboard(installation):
    return f"/{installation.python(RANKED)}/competition/"


@pytest.mark.browser
def test_a_leaderboard_of_50_entries_weighs_at_most_30_kb_in_three_requests(visit, leaderboard):
    page, requests = visit(leaderboard)

    assert page.locator("tr[id^=entry-]").count() == 50
    assert len(requests) <= 3
    assert 0 < sum(request["size"] for request in requests) <= 30_000


@pytest.mark.browser
@EVERY_PAGE
def test_a_public_page_loads_nothing_from_elsewhere(visit, installation, path):
    _page, requests = visit(path)

    assert {urlsplit(request["url"]).netloc for request in requests} == {
        f"127.0.0.1:{installation.port}"
    }


@pytest.mark.browser
@pytest.mark.parametrize("path", TEXT_PAGES)
def test_a_text_page_loads_no_script(visit, path):
    _page, requests = visit(path)

    assert not [request for request in requests if request["kind"] == "Script"]


@pytest.mark.browser
@pytest.mark.parametrize("path", PROGRAMS)
def test_a_program_loads_one_script_of_at_most_2_kb(visit, path):
    _page, requests = visit(path)

    [script] = [request for request in requests if request["kind"] == "Script"]
    assert script["size"] <= 2_000
    assert len([one for one in requests if "/pictures/" not in one["url"]]) <= 4


@pytest.mark.browser
@EVERY_PAGE
def test_a_public_page_sets_no_cookie(visit, path):
    page, _requests = visit(path)

    assert page.context.cookies() == []


@EVERY_PAGE
@pytest.mark.parametrize("coding", ["gzip", "identity"])
def test_a_public_page_is_the_same_for_everyone(installation, path, coding):
    request = urllib.request.Request(installation.url + path, headers={"Accept-Encoding": coding})

    with urllib.request.urlopen(request) as answer:
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Set-Cookie"] is None
        assert answer.headers["Content-Encoding"] == ("gzip" if coding == "gzip" else None)
