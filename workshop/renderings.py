"""Stored renderings: public pages answered from memory while nothing has changed.

A view marked with `stored` names the version of what it shows (one query). While that version
and the page's next time boundary hold, its bytes come from the cache: no session, no user, no
cookie, no further query.
"""

import gzip
import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import caches
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from workshop.footprint import state_weight

LONGEST = timedelta(hours=1)


@dataclass(frozen=True)
class Rendering:
    """The bytes of one encoding, so that no more is taken from the cache than is sent."""

    body: bytes
    encoding: str
    content_type: str
    etag: str
    until: object


def stored(version, *, reads=None, never_with=()):
    """Mark a view's answers as storable.

    `version(**url_arguments)` gives what the answer depends on as something that can be written
    out, or None where the page is not public. The view may set `response.valid_until`, the
    instant at which time alone changes what it shows, and `response.weight_of_pictures`, the bytes
    of those on it. Of the query string it looks at no more
    than `reads`, {name: a function that gives "" for what it does not know}, each of whose values
    is a rendering of its own, and at `never_with`, names with which nothing is stored.
    """

    def mark(view):
        view.version, view.reads, view.never_with = version, reads or {}, never_with
        return view

    return mark


def serve_stored(get_response):
    def middleware(request):
        key = storage_key(request)
        if key is None:
            return get_response(request)
        encoding = "gzip" if "gzip" in request.headers.get("Accept-Encoding", "") else ""
        rendering = caches["renderings"].get(f"{key}{encoding}")
        if rendering is None:
            response = get_response(request)
            rendering = rendering_of(response, encoding)
            if rendering is None:
                return response
            left = (rendering.until - timezone.now()).total_seconds()
            caches["renderings"].set(f"{key}{encoding}", rendering, max(left, 0))
        return answer(request, rendering)

    return middleware


def storage_key(request):
    """Where this request's rendering is kept; None where nothing may be stored for it."""
    if request.method not in {"GET", "HEAD"}:
        return None
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    version = getattr(match.func, "version", None)
    if version is None or any(request.GET.get(name) for name in match.func.never_with):
        return None
    shown = version(**match.kwargs)
    if shown is None:
        return None
    asked = [read(request.GET.get(name, "")) for name, read in match.func.reads.items()]
    request.get_host()  # refuses a host that is not ours; the page itself names none
    return hashlib.sha256(f"{request.path_info} {asked} {shown}".encode()).hexdigest()


def rendering_of(response, encoding):
    """Freeze a finished page; None for what belongs to one person or is no page."""
    personal = response.cookies or response.has_header("Vary")
    if response.status_code != 200 or response.streaming or personal:
        return None
    body = state_weight(response.content, getattr(response, "weight_of_pictures", 0))
    until = getattr(response, "valid_until", None) or timezone.now() + LONGEST
    etag = hashlib.sha256(body).hexdigest()[:20]
    return Rendering(
        body=gzip.compress(body, 9, mtime=0) if encoding else body,
        encoding=encoding,
        content_type=response["Content-Type"],
        etag=f'"{etag}-{encoding}"' if encoding else f'"{etag}"',
        until=min(until, timezone.now() + LONGEST),
    )


def answer(request, rendering):
    """The stored bytes, or "not modified"."""
    response = HttpResponse(rendering.body, content_type=rendering.content_type)
    response["ETag"] = rendering.etag
    response["Cache-Control"] = "no-cache"
    if rendering.encoding:
        response["Content-Encoding"] = rendering.encoding
    response["Content-Length"] = len(rendering.body)
    patch_vary_headers(response, ["Accept-Encoding"])
    if request.method == "HEAD":
        response.content = b""
        return response
    return get_conditional_response(request, etag=rendering.etag, response=response)
