"""The least that Django can do: views without middleware, which return the bytes of files."""

import os
from pathlib import Path

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.urls import path

BODIES = {file.name: file.read_bytes() for file in Path(os.environ["BARE_BODIES"]).iterdir()}


def page(request, name):
    response = HttpResponse(BODIES[name], content_type="text/html; charset=utf-8")
    response["Content-Encoding"] = "gzip"
    return response


urlpatterns = [path("<name>", page)]
if not settings.configured:
    settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["127.0.0.1"], SECRET_KEY="bare")
application = WSGIHandler()
