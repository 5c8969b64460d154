"""The least that Django can do: one view without middleware, which returns the bytes of a file."""

import os
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path

BODY = Path(os.environ["BARE_BODY"]).read_bytes()


def page(request):
    response = HttpResponse(BODY, content_type="text/html; charset=utf-8")
    response["Content-Encoding"] = "gzip"
    return response


urlpatterns = [path("", page)]
if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="bare")
application = WSGIHandler()
