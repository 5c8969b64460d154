"""ORCID as far as we speak to it: authorisation, token and record, over loopback."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit

ORCID, CODE, TOKEN = "0000-0002-1825-0097", "a-code", "a-token"


class Answers(BaseHTTPRequestHandler):
    mail = ""

    def do_GET(self):
        address = urlsplit(self.path)
        if address.path == "/oauth/authorize":
            asked = {name: values[0] for name, values in parse_qs(address.query).items()}
            back = urlencode({"code": CODE, "state": asked["state"]})
            self.send_response(302)
            self.send_header("Location", f"{asked['redirect_uri']}?{back}")
            self.end_headers()
        else:
            emails = [{"email": self.mail, "verified": False}]
            person = {"emails": {"email": emails}, "name": {"given-names": {"value": "Josiah"}}}
            self.tell({"orcid-identifier": {"path": ORCID}, "person": person})

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        sent = {name: values[0] for name, values in parse_qs(body).items()}
        right = {"client_id": "APP-1", "client_secret": "hush", "code": CODE}
        is_ours = right.items() <= sent.items()
        self.tell({"access_token": TOKEN, "orcid": ORCID} if is_ours else {"error": "no"})

    def tell(self, answer):
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *about):
        pass


@contextmanager
def orcid_server(mail):
    """Its address. The record names that mail address, whosoever it is."""
    handler = type("Answers", (Answers,), {"mail": mail})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
