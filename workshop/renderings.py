"""Stored renderings: public pages answered from memory while nothing has changed.

A view marked with `stored` names the version of what it shows (one query). While that version
and the page's next time boundary hold, its finished answer comes from the cache, headers and all:
no session, no user, no cookie, no further query. `finish`, below what sees to headers and
compression, makes of a page what can be kept; `serve_stored`, above all other middleware, keeps it
and answers whoever asks for its headers alone or has it; `answer_kept` answers all others.
"""

import gzip
import hashlib
from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest
from django.db import DatabaseError, close_old_connections
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response

from workshop.footprint import state_weight
from workshop.headers import OF_RESOURCE

LONGEST = timedelta(hours=1)
# What one request has been found to ask for, and its version: asked for once.
KEY, SHOWN = "ossau.key", "ossau.shown"
OF_CONTENT = {"Content-Type", "Content-Encoding", "Content-Length"}
CONDITIONS = {"HTTP_IF_MATCH", "HTTP_IF_NONE_MATCH", "HTTP_IF_UNMODIFIED_SINCE"}


def stored(version, *, reads=None, never_with=()):
    """Mark a view's answers as storable.

    `version(**url_arguments)` gives what the answer depends on as something that can be written
    out, or None where the page is not public. The view may set `response.valid_until`, the
    instant at which time alone changes what it shows, and `response.weight_of_pictures`, the bytes
    of those on it. Of the query string it looks at no more than `reads`, {name: a function that
    gives "" for what it does not know}, each of whose values is a rendering of its own, and at
    `never_with`, names with which nothing is stored.
    """

    def mark(view):
        view.version, view.reads, view.never_with = version, reads or {}, never_with
        return view

    return mark


def serve_stored(get_response):
    def middleware(request):
        key = request.META.get(KEY) or storage_key(request)
        if key is None:
            return get_response(request)
        kept = caches["renderings"].get(key)
        if kept is None:
            request.is_storable = True
            response = get_response(request)
            until = getattr(response, "kept_until", None)
            if until is None:
                return response
            kept = response.content, list(response.items())
            left = (until - timezone.now()).total_seconds()
            caches["renderings"].set(key, kept, max(left, 0))
        return answer(request, *kept)

    return middleware


def answer_kept(application):
    """What is kept is answered before Django begins, which would cost more than the answer."""

    def wsgi(environ, start_response):
        kept = kept_for(environ)
        if kept is None:
            return application(environ, start_response)
        body, headers = kept
        start_response("200 OK", headers)
        return [body]

    return wsgi


DECODED = "PATH_INFO", "SCRIPT_NAME"  # by Django, in place, each time a request is made of them


def kept_for(environ):
    """(body, headers) of what is kept for a plain GET; None for all that Django is to answer.

    A connection that breaks on the way makes the request go the ordinary way, where it is closed.
    """
    if environ["REQUEST_METHOD"] != "GET" or not CONDITIONS.isdisjoint(environ):
        return None
    close_old_connections()  # as Django does when it begins
    as_sent = {name: environ[name] for name in DECODED if name in environ}
    environ[KEY] = storage_key(WSGIRequest(environ))
    environ.update(as_sent)
    return environ[KEY] and caches["renderings"].get(environ[KEY])


def finish(get_response):
    def middleware(request):
        response = get_response(request)
        return finished(request, response) if hasattr(request, "is_storable") else response

    return middleware


def storage_key(request):
    """Where this request's answer is kept; None for what is to go the ordinary way.

    So do those that are refused there: a host that is not ours, http where https is spoken, a body
    in whatever charset, too many fields, a database that is gone.
    """
    if request.method not in {"GET", "HEAD"} or request.META.get("CONTENT_TYPE"):
        return None
    found = storable_view(request.path_info)
    if found is None or (settings.SECURE_SSL_REDIRECT and not request.is_secure()):
        return None
    try:
        request.get_host()
        about = what_decides(request, *found)
    except (SuspiciousOperation, DatabaseError):
        return None
    if about is None:
        return None
    about = (request.scheme, request.path_info, encoding_of(request), about)
    return hashlib.sha256(repr(about).encode()).hexdigest()


def what_decides(request, view, arguments):
    """The version and what is asked for of it; None if nothing may be stored."""
    asked = request.GET if request.META.get("QUERY_STRING") else {}
    if any(asked.get(name) for name in view.never_with):
        return None
    shown = request.META[SHOWN] = view.version(**arguments)
    read = [known(asked[name]) if name in asked else "" for name, known in view.reads.items()]
    return None if shown is None else (read, shown)


@lru_cache(maxsize=1000)
def storable_view(path):
    """(view, its arguments) if its answers may be kept; to look through all addresses takes long"""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return (match.func, match.kwargs) if hasattr(match.func, "version") else None


def encoding_of(request):
    return "gzip" if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "") else ""


def finished(request, response):
    """A page as it can be kept; what belongs to one person or is no page is left as it is."""
    personal = response.cookies or response.has_header("Vary")
    if response.status_code != 200 or response.streaming or personal:
        return response
    body = state_weight(response.content, getattr(response, "weight_of_pictures", 0))
    until = getattr(response, "valid_until", None) or timezone.now() + LONGEST
    encoding = encoding_of(request)
    page = HttpResponse(
        gzip.compress(body, 9, mtime=0) if encoding else body,
        headers=headers_of(body, encoding, response["Content-Type"]),
    )
    page["Content-Length"] = len(page.content)
    if OF_RESOURCE in response:
        page[OF_RESOURCE] = response[OF_RESOURCE]
    page.kept_until = min(until, timezone.now() + LONGEST)
    return page


def headers_of(body, encoding, content_type):
    etag = hashlib.sha256(body).hexdigest()[:20]
    headers = {
        "Content-Type": content_type,
        "ETag": f'"{etag}-{encoding}"' if encoding else f'"{etag}"',
        "Cache-Control": "no-cache",
        "Vary": "Accept-Encoding",
    }
    return headers | {"Content-Encoding": encoding} if encoding else headers


def answer(request, body, headers):
    """What is kept, or "not modified"."""
    if request.method == "HEAD":
        return HttpResponse(headers=dict(headers))
    page = HttpResponse(body, headers=dict(headers))
    short = get_conditional_response(request, etag=page["ETag"], response=page)
    if short is not page:
        for name, value in headers:
            if name not in OF_CONTENT:
                short[name] = value
    return short
