"""Somebody who asks for sign-in codes, each of which queues a mail and wakes a worker."""

import http.cookiejar
import itertools
import re
import threading
import time
import urllib.parse
import urllib.request
from statistics import median

PAUSE = 0.5


class Visitor(threading.Thread):
    def __init__(self, site):
        super().__init__(daemon=True)
        self.address = f"{site.url}/accounts/login/code/"
        self.is_over, self.took, self.failures = threading.Event(), [], []

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_error):
        self.is_over.set()
        self.join()

    def run(self):
        for number in itertools.count():
            if self.is_over.wait(PAUSE):
                return
            self.took.append((time.monotonic(), self.ask(f"visitor-{number}@example.org")))

    def ask(self, mail):
        """How many seconds the answer to the form took."""
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        browser = urllib.request.build_opener(cookies)
        form = browser.open(self.address, timeout=60).read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
        fields = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "email": mail}).encode()
        began = time.monotonic()
        browser.open(self.address, fields, timeout=60).read()
        return time.monotonic() - began

    def longest_in(self, seconds):
        return max(self.times_in(seconds))

    def usual_in(self, seconds):
        return median(self.times_in(seconds))

    def times_in(self, seconds):
        """How long the answers took that came in the next `seconds`."""
        began = time.monotonic()
        time.sleep(seconds)
        return [took for at, took in self.took if at >= began]
