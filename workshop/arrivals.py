"""A request that is kept as it came: its bytes in a file, a job to have it answered, the answer.

The worker has the same views answer it, as of its arrival. Both files are private: they hold the
sender's cookies.
"""

import json
import secrets
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse, UnreadablePostError
from django.utils import timezone
from django.utils.translation import gettext as _

from workshop.models import Job
from workshop.queue import enqueue
from workshop.retries import TryAgain, is_last

STAMP = "ossau.arrived_at"  # in the environment: no header of a client is called so
UNSAID = {"HTTP_ACCEPT_ENCODING"}  # the answer is stored as it is
KEEP = timedelta(days=1)
PIECE = 64 * 2**10  # bytes
DISCARDED = {"status": None}


class Incomplete(Exception):
    """The connection ended before all of it had come."""


class Sent:
    """What `request` sends, for a storage: a line about it, then its body."""

    def __init__(self, request):
        self.request = request
        self.left = int(request.META["CONTENT_LENGTH"])

    def chunks(self):
        yield json.dumps(_about(self.request)).encode() + b"\n"
        while self.left and (piece := self.request.read(min(self.left, PIECE))):
            self.left -= len(piece)
            yield piece


def _about(request):
    texts = {name: value for name, value in request.environ.items() if isinstance(value, str)}
    stamp = {STAMP: request.arrived_at.isoformat()}
    return {name: texts[name] for name in texts.keys() - UNSAID} | stamp


def is_read_later(request):
    return STAMP in request.META


def arrival_of(request):
    """When it came, however late it is read."""
    if is_read_later(request):
        return datetime.fromisoformat(request.META[STAMP])
    return timezone.now()


def keep(request):
    """Keep it; the token it is asked for by. Raises Incomplete, and then nothing is kept."""
    token, sent = secrets.token_hex(16), Sent(request)
    with suppress(UnreadablePostError):  # the connection broke: some is left
        default_storage.save(_request_of(token), sent)
    if sent.left:
        default_storage.delete(_request_of(token))
        raise Incomplete
    about = {"token": token, "at": request.arrived_at.isoformat()}
    enqueue("arrival", key=key_of(token), lane=Job.Lane.FORMS, arguments=about)
    return token


def key_of(token):
    return f"arrival:{token}"


def _request_of(token):
    return f"arrivals/{token}.request"


def _answer_of(token):
    return f"arrivals/{token}.answer"


def waiting():
    """How many are to be read now; one that pauses after a fault holds up nobody."""
    due = {"state": Job.State.WAITING, "due_at__lte": timezone.now()}
    return Job.objects.filter(lane=Job.Lane.FORMS, **due).count()


def on_disk():
    """Of how many the request is still kept."""
    states = set(Job.State) - {Job.State.DONE}
    return Job.objects.filter(lane=Job.Lane.FORMS, state__in=states).count()


def answer_arrival(job):
    """The job: have it answered and keep the answer, that of a fault only after the last try."""
    token = job.arguments["token"]
    if not default_storage.exists(_request_of(token)):
        return DISCARDED
    with default_storage.open(_request_of(token)) as file:
        response = _answered(json.loads(file.readline()), file)
    is_fault = response.status_code >= 500
    if not is_fault or is_last(job.lane, job.tries):
        _keep_answer(token, response)
    if is_fault:
        raise TryAgain(_("A page of the site broke down over it."))
    default_storage.delete(_request_of(token))
    return {"status": response.status_code}


def _answered(about, body):
    """Without the signals of a request, which would close the connection that holds the job."""
    request = WSGIRequest(about | {"wsgi.input": body})
    try:
        return _handler().get_response(request)
    finally:
        request.close()


@cache
def _handler():
    return WSGIHandler()


def _keep_answer(token, response):
    cookies = [[it.key, it.value, dict(it)] for it in response.cookies.values()]
    about = {
        "status": response.status_code,
        "headers": list(response.items()),
        "cookies": cookies,
    }
    default_storage.delete(_answer_of(token))
    content = ContentFile(json.dumps(about).encode() + b"\n" + response.content)
    default_storage.save(_answer_of(token), content)


def answer_for(token):
    """The response that waits for its sender; None where there is none (yet, or any more)."""
    if not default_storage.exists(_answer_of(token)):
        return None
    with default_storage.open(_answer_of(token)) as file:
        about = json.loads(file.readline())
        response = HttpResponse(file.read(), status=about["status"], headers=about["headers"])
    for name, value, attributes in about["cookies"]:
        response.cookies[name] = value
        response.cookies[name].update(attributes)
    return response


def remove_arrivals(now):
    """Delete what was kept of those that are long answered; how many."""
    over = Job.objects.filter(kind="arrival", finished_at__lt=now - KEEP)
    for token in over.values_list("arguments__token", flat=True):
        default_storage.delete(_request_of(token))
        default_storage.delete(_answer_of(token))
    return over.delete()[0]
