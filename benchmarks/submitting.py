"""The last minutes before a deadline: everybody sends in at one moment, some of them twice.

Two web processes as deployed and a worker beside them, on SQLite and on PostgreSQL. Half of the
authors have a draft with their texts and add the PDF; the others send all of it at once. In a rush
the answer is a page that says when it arrived: that page counts as the answer, and is waited for.
"""

import asyncio
import hashlib
import re
import time
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from benchmarks.aims import Aim
from benchmarks.papers import ORDINARY
from tests.installation.house import Installation
from tests.installation.servers import postgresql_server

AUTHORS = {"SQLite": 100, "PostgreSQL": 500}
SIZE = 2**20  # bytes of a PDF
OPENED = 40  # forms that are open before
TWICE = 10  # each so many is a double click
P95 = 10  # seconds
TOKEN = "c" * 32
PADDING = b"0" * SIZE
LONGEST = 120  # seconds, after which an answer counts as none
STORED_WITHIN = 90  # seconds after the first was sent
VERDICTS = 30  # seconds that are given to the first of them
FILL = """
    from datetime import timedelta
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.conf import settings
    from django.utils import timezone
    from submissions.models import Author, Submission
    from tests.factories import make_key_date, make_member, make_topic, make_user, make_workshop
    from tests.submissions.forms import typed
    import uuid

    def begin(number):
        user = make_user(f"a{number}@example.org", name=f"Author {number}")
        key, address = uuid.uuid4(), "/bench/submit/"
        if number // 2 % 2:
            draft = Submission.objects.create(
                workshop=workshop, submitter=user, key=key,
                title=typed()["title"], abstract=typed()["abstract"],
            )
            draft.topics.add(topic)
            Author.objects.create(
                submission=draft, position=1, name=user.name, mail=user.email, affiliation="Pau"
            )
            address = f"{draft.get_absolute_url()}edit/"
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        fields = typed(
            key=key, submit=1, topics=topic.pk, csrfmiddlewaretoken=TOKEN,
            **{"authors-0-name": user.name, "authors-0-mail": user.email},
        )
        return [user.email, address, session.session_key, fields]

    workshop = make_workshop("bench")
    make_key_date(workshop, "submission", timezone.now() + timedelta(days=1))
    make_member(workshop)
    topic = make_topic(workshop)
    answer = [begin(number) for number in range(COUNT)]
"""
# {address: [[sent in, [digest of each manuscript whose file is there]] of each submission]}
STORED = """
    from django.core.files.storage import default_storage
    from submissions.models import Submission
    answer = {}
    for one in Submission.objects.select_related("submitter").prefetch_related("manuscripts"):
        files = [it.sha256 for it in one.manuscripts.all() if default_storage.exists(it.file.name)]
        is_sent = bool(one.asked_at or one.submitted_at)
        answer.setdefault(one.submitter.email, []).append([is_sent, files])
"""
LEFT = """
    from workshop.models import Job
    answer = Job.objects.filter(kind="arrival").exclude(state="done").count()
"""
JUDGED = """
    from submissions.models import Manuscript
    answer = Manuscript.objects.exclude(verdict="pending").count()
"""


def submitting():
    """The Aims, of each database."""
    return [aim for database, count in AUTHORS.items() for aim in _at_once(database, count)]


def _at_once(database, count):
    with _site(database) as site:
        fill = FILL.replace("COUNT", str(count)).replace("TOKEN", repr(TOKEN))
        posts = [Post(*row) for row in site.python(fill)]
        site.serve()
        site.work()
        asyncio.run(_open_all(site.port, posts[:OPENED]))
        begin = time.monotonic()
        answers = asyncio.run(_send_all(site.port, posts + posts[::TWICE]))
        all_read = _read(site, begin, f"{count} at once, {database}")
        aims = _aims(f"{count} send in at once, {database}", answers, site.python(STORED), posts)
        aims.append(all_read)
        aims.append(_verdicts(site, f"{database}: verdicts follow within {VERDICTS} s"))
    for aim in aims:
        print(aim, flush=True)
    return aims


@contextmanager
def _site(database):
    server = postgresql_server() if database == "PostgreSQL" else nullcontext()
    with server as started, TemporaryDirectory(prefix="ossau-bench-") as folder:
        site = Installation(folder, **({"DATABASE_URL": started.get_uri()} if started else {}))
        try:
            site.prepare_without_data()
            yield site
        finally:
            site.stop()


class Post:
    """What an author's browser sends: a form of their own, and the bytes that all have behind it.

    No two files are the same, and no memory is needed for each.
    """

    ending = b"\r\n--edge--\r\n"

    def __init__(self, mail, address, session, fields):
        self.mail = mail
        pdf = ORDINARY.read_bytes() + f"\n%{mail}".encode()
        self.digest = hashlib.sha256(pdf + self.padding(len(pdf))).hexdigest()
        body = "".join(map(_part, fields, fields.values())).encode() + _file_part() + pdf
        self.begins = self._head(address, session, len(body), len(pdf)) + body
        self.asks = f"GET {address} {self._about(session)}\r\n".encode()
        self.ends = self.padding(len(pdf)), self.ending

    @staticmethod
    def _about(session):
        cookie = f"Cookie: session={session}; csrf={TOKEN}\r\n"
        return f"HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{cookie}"

    @staticmethod
    def padding(taken):
        return memoryview(PADDING)[: SIZE - taken]

    def _head(self, address, session, size, taken):
        length = size + SIZE - taken + len(self.ending)
        return (
            f"POST {address} {self._about(session)}"
            f"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {length}\r\n\r\n"
        ).encode()


def _part(name, value):
    return f'--edge\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'


def _file_part():
    about = 'Content-Disposition: form-data; name="proposal"; filename="draft.pdf"'
    return f"--edge\r\n{about}\r\nContent-Type: application/pdf\r\n\r\n".encode()


@dataclass(frozen=True)
class Answer:
    """`status` is 0 where the connection broke or nothing came in time."""

    status: int
    seconds: float


async def _open_all(port, posts):
    """As everybody has before: the server that is asked has been running for long."""
    await asyncio.gather(*(_exchange(port, [post.asks]) for post in posts))


async def _send_all(port, posts):
    return await asyncio.gather(*(_send(port, post) for post in posts))


async def _send(port, post):
    begin, status = time.perf_counter(), 0
    with suppress(OSError, ValueError, IndexError, TimeoutError):
        status = await asyncio.wait_for(_status_of(port, post), LONGEST)
    return Answer(status, time.perf_counter() - begin)


async def _status_of(port, post):
    answer = await _exchange(port, [post.begins, *post.ends])
    if kept := re.search(rb"Location: (/arrived/\w+/)", answer):
        shown = await _exchange(port, [_asks(kept[1], answer)])
        return 302 if b"It has arrived" in shown or b" 302 " in shown[:20] else _status(shown)
    return _status(answer)


def _status(answer):
    return int(answer.split(maxsplit=2)[1])


def _asks(address, answer):
    cookie = re.search(rb"arrival=[^;]+", answer)[0]
    return b"GET %b HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: %b\r\n\r\n" % (
        address,
        cookie,
    )


async def _exchange(port, sent):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.writelines(sent)
        await writer.drain()
        return await reader.read()
    finally:
        writer.close()


def _aims(about, answers, stored, posts):
    """Once: one submission of each author, sent in, with the one file; and nothing beside it."""
    once = sum(stored.get(post.mail) == [[True, [post.digest]]] for post in posts)
    others = sum(map(len, stored.values())) - once
    taken = sorted(one.seconds for one in answers)
    p95 = taken[round(0.95 * len(taken)) - 1]
    amiss = [one.status for one in answers if one.status != 302]
    told = f"{len(amiss)} of {len(answers)}: {sorted(set(amiss))}" if amiss else "0"
    whole = once == len(posts) and not others
    return [
        Aim(f"{about}: each stored once", f"{once}, and {others} others", whole),
        Aim(f"{about}: answers but “it has arrived”", told, not amiss),
        Aim(f"{about}: p95 ≤ {P95} s", f"{p95:.1f} s, longest {taken[-1]:.1f} s", p95 <= P95),
    ]


def _read(site, begin, about):
    """Whether all that was kept as it came is stored, soon."""
    while (left := site.python(LEFT)) and time.monotonic() < begin + STORED_WITHIN:
        time.sleep(1)
    taken = time.monotonic() - begin
    told = f"{taken:.0f} s, {left} left"
    return Aim(f"{about}: all read within {STORED_WITHIN} s", told, not left)


def _verdicts(site, about):
    end, count = time.monotonic() + VERDICTS, 0
    while not count and time.monotonic() < end:
        time.sleep(1)
        count = site.python(JUDGED)
    return Aim(about, f"{count} by then", count > 0)
