"""The web servers that are compared, each with two processes of eight threads.

The first is the one that is deployed, and answers for the aims.
"""

from benchmarks.load import fetched
from tests.installation.house import BIN
from tests.installation.servers import end, free_port, wait_until

PROCESSES, THREADS = 2, 8
DEPLOYED = "gunicorn"


def gunicorn(port, application):
    return [
        BIN / "gunicorn",
        "-c",
        "deploy/gunicorn.conf.py",
        "-b",
        f"127.0.0.1:{port}",
        application,
    ]


def granian(port, application):
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-ws", "--log-level", "warning"]
    threads = ["--workers", str(PROCESSES), "--blocking-threads", str(THREADS)]
    return [BIN / "granian", "--interface", "wsgi", *where, *threads, application]


SERVERS = {"gunicorn": gunicorn, "granian": granian}


class Served:
    """The site and the bare views, by one server; `with` ends them."""

    def __init__(self, site, server):
        self.site, self.server, self.started = site, server, []

    def __enter__(self):
        """The bare views return the very bytes of the site's pages."""
        self.url = self._start("workshop.wsgi:application", "healthz")
        self.pages = {name: fetched(self.url + path) for name, path in self.site.paths.items()}
        bodies = self.site.folder / f"bare-{self.server}"
        bodies.mkdir(exist_ok=True)
        for number, (zipped, _text) in enumerate(self.pages.values()):
            (bodies / str(number)).write_bytes(zipped)
        self.site.environment["BARE_BODIES"] = str(bodies)
        self.bare = self._start("benchmarks.bare:application", "0")
        return self

    def __exit__(self, *_about):
        for process in self.started:
            end(process)

    def _start(self, application, asked):
        port, name = free_port(), f"{self.server}-{application}"
        self.started.append(self.site.start(name, *SERVERS[self.server](port, application)))
        url = f"http://127.0.0.1:{port}"
        wait_until(lambda: _answers(f"{url}/{asked}"), otherwise=lambda: self.site.log(name))
        return url

    def of_page(self, name):
        return self.url + self.site.paths[name]

    def of_bare(self, name):
        return f"{self.bare}/{list(self.site.paths).index(name)}"


def _answers(url):
    try:
        return fetched(url)[0]
    except OSError:
        return None
