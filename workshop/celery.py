"""Celery's side of the queue: it is told a row's number and does the row as `work` would."""

import os

from celery import Celery
from kombu.transport import redis, virtual

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")

app = Celery("ossau")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_default_queue="files",
    task_create_missing_queues=True,
    # A broker that is down or hangs may cost a request half a second, never more: one answer is
    # waited for, and then none for a while (broker.py).
    broker_connection_timeout=0.3,
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,  # a worker waits out an outage of any length
    broker_transport_options={
        "socket_connect_timeout": 0.3,
        "socket_timeout": 0.3,
        "retry_on_timeout": False,
        "max_retries": 0,
    },
    # `celery beat`, once or twice or not at all: what it asks for is done once.
    beat_schedule={"sweep": {"task": "workshop.sweep", "schedule": 30.0}},
)


class QoS(redis.QoS):
    """Kombu's count of messages under way, out of which a broker that hangs makes no deaf worker.

    Kombu 5.7 counts a message whose acknowledgement met an error for ever, and as soon as it
    counts as many as a worker may fetch ahead, that worker fetches none again. The broker may
    hand such a message out twice; the row is done once.
    """

    def ack(self, delivery_tag):
        try:
            super().ack(delivery_tag)
        except Exception:
            virtual.QoS.ack(self, delivery_tag)
            raise


redis.Channel.QoS = QoS


@app.task(name="workshop.sweep")
def sweep():
    """Find what the broker lost, and see to what the clock brings."""
    from django.utils import timezone

    from workshop import clock, queue

    woken = queue.sweep()
    clock.tick(timezone.now())
    return woken


@app.task(name="workshop.do")
def do(label, pk):
    """Do the row `pk` of the model `label`, if it is still due."""
    from django.apps import apps  # which must be ready, and is not when a worker starts

    from workshop.leases import claim, hard_limit
    from workshop.queue import lanes, perform

    rows = apps.get_model(label).objects.filter(pk=pk)
    row = rows.first()
    if row and row.lane in lanes() and (claimed := claim(rows)):
        with hard_limit(claimed):
            perform(claimed)
