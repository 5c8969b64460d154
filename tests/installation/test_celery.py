import http.cookiejar
import re
import socket
import time
import urllib.parse
import urllib.request

import pytest
from redis.exceptions import TimeoutError as NoAnswer

from tests.installation.servers import Redis, free_port, wait_until


@pytest.fixture
def house(make_installation, redis_server, smtp_sink):
    """An installation with a broker and a mail server; the web server and a worker run."""
    house = make_installation(CELERY_BROKER_URL=redis_server, MAIL_URL=smtp_sink.url)
    house.celery()
    return house


def ask_for_a_code(house, mail):
    """What a browser does: fetch the form, send it back."""
    cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    visitor = urllib.request.build_opener(cookies)
    address = f"{house.url}/accounts/login/code/"
    form = visitor.open(address).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    fields = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "email": mail})
    return visitor.open(address, fields.encode())


def message_to(house, mail):
    return house.python(f"""
        from workshop.models import Message
        answer = Message.objects.values().get(recipient={mail!r})
    """)


def job(house, key):
    return house.python(f"""
        from workshop.models import Job
        answer = Job.objects.values().get(key={key!r})
    """)


def wait_for_job(house, key):
    wait_until(
        lambda: job(house, key)["state"] == "done",
        otherwise=lambda: f"{job(house, key)}\n{house.log('celery')}",
    )
    return job(house, key)


def test_a_sign_in_code_asked_for_on_the_page_is_mailed_by_the_worker(house, smtp_sink):
    house.serve()
    ask_for_a_code(house, "new.reader@example.org")

    mail = smtp_sink.wait_for(1)[0]
    wait_until(lambda: message_to(house, "new.reader@example.org")["state"] == "done")
    row = message_to(house, "new.reader@example.org")

    assert mail["To"] == "new.reader@example.org"
    assert re.search(r"^[A-Z0-9-]{6,}\r?$", mail.get_body(("plain",)).get_content(), re.MULTILINE)
    assert mail["Message-ID"] == row["message_id"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (row["secret"], row["tries"]) == ("", 1)


def test_a_job_is_done_by_the_worker(house):
    house.python("""
        from workshop.queue import enqueue
        enqueue("tidy", key="tidy:test", lane="long")
        answer = None
    """)

    assert wait_for_job(house, "tidy:test")["tries"] == 1


def test_a_row_handed_over_twice_is_done_once(house):
    tasks = house.python("""
        from workshop.celery import do
        from workshop.models import Job
        row = Job.objects.create(kind="tidy", key="tidy:twice", lane="long")
        about = [row._meta.label, row.pk]
        answer = [do.apply_async(about, queue="long").id for _ in range(2)]
    """)

    wait_until(lambda: all(f"[{one}] succeeded in" in house.log("celery") for one in tasks))

    assert wait_for_job(house, "tidy:twice")["tries"] == 1


def test_work_does_what_the_broker_lost(house):
    """A row without a task: nobody woke the worker, yet nothing is lost."""
    house.python("""
        from workshop.models import Job
        Job.objects.create(kind="tidy", key="tidy:lost", lane="long")
        answer = None
    """)

    house.manage("work", "--once")

    assert job(house, "tidy:lost")["state"] == "done"


def test_the_sweep_finds_what_the_broker_lost(house, smtp_sink):
    house.python("""
        from workshop.celery import sweep
        from workshop.models import Job
        Job.objects.create(kind="tidy", key="tidy:swept", lane="long")
        for _ in range(2):  # as by two beats
            sweep.apply_async()
        answer = None
    """)

    assert wait_for_job(house, "tidy:swept")["tries"] == 1


@pytest.fixture(params=["down", "hung"])
def bad_broker(request):
    """The address of a broker that refuses connections, or takes them and says nothing."""
    if request.param == "down":
        yield f"redis://127.0.0.1:{free_port()}/0"
        return
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield f"redis://127.0.0.1:{silent.getsockname()[1]}/0"


def test_a_bad_broker_neither_breaks_nor_holds_a_request(make_installation, bad_broker):
    house = make_installation(CELERY_BROKER_URL=bad_broker)
    house.serve()

    asked = time.monotonic()
    answer = ask_for_a_code(house, "patient@example.org")

    assert answer.url.endswith("/accounts/login/code/confirm/")
    assert time.monotonic() - asked < 3
    assert message_to(house, "patient@example.org")["state"] == "waiting"


def test_an_acknowledgement_that_met_a_hung_broker_leaves_room_for_the_next_message(tmp_path):
    from workshop.celery import app

    broker = Redis(tmp_path)
    broker.start()
    options = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "max_retries": 0}
    with app.connection_for_read(broker.url, transport_options=options) as connection:
        queue = connection.SimpleQueue("mail")
        queue.consumer.qos(prefetch_count=1)
        queue.put("first")
        message = queue.get(timeout=5)
        assert not message.channel.qos.can_consume()

        broker.hang()
        with pytest.raises(NoAnswer):
            message.ack()
        broker.resume()

        assert message.channel.qos.can_consume()
        queue.close()
    broker.stop()
