"""What the web server refuses by itself, before Django is asked, over a socket as it comes."""

import socket
from http import HTTPStatus

import pytest

SECRET = "a-token-of-somebody"
LINE = b"GET /links/%s/ HTTP/1.1\r\n" % SECRET.encode()
HOST = b"Host: localhost\r\n"


def sent(house, request):
    """(the line of the status, {header: its value}, the rest) of what is answered; then it ends."""
    with socket.create_connection(("127.0.0.1", house.port), timeout=10) as client:
        client.sendall(request)
        answer = b"".join(iter(lambda: client.recv(65536), b""))
    head, _, body = answer.decode().partition("\r\n\r\n")
    status, *headers = head.split("\r\n")
    return status, dict(line.split(": ", 1) for line in headers), body


REFUSED = {
    "no request": (LINE.replace(b" HTTP/1.1", b""), 400),
    "no method": (b"G\0T" + LINE[3:] + HOST + b"\r\n", 400),
    "no such version": (LINE.replace(b"1.1", b"9.9") + HOST + b"\r\n", 400),
    "a line too long": (b"GET /" + SECRET.encode() * 500 + b" HTTP/1.1\r\n" + HOST + b"\r\n", 414),
    "a header too long": (
        LINE + HOST + b"Cookie: session=" + SECRET.encode() * 900 + b"\r\n\r\n",
        431,
    ),
    "too many headers": (LINE + HOST + b"X-One: 1\r\n" * 200 + b"\r\n", 431),
    "a header that is none": (LINE + HOST + b"Cook(ie: %s\r\n\r\n" % SECRET.encode(), 400),
    "two lengths": (LINE + HOST + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
    "an unknown coding": (LINE + HOST + b"Transfer-Encoding: secret\r\n\r\n", 501),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_says_the_reason_alone_under_headers_like_ours_and_hangs_up(installation, name):
    request, expected = REFUSED[name]

    status, headers, body = sent(installation, request)

    assert status.split(" ")[1] == str(expected)
    assert body == status.split(" ", 2)[2]
    assert SECRET not in body + status
    assert headers["Connection"] == "close"
    assert headers["Content-Type"] == "text/plain; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["Cache-Control"] == "no-store"
    assert "Server" not in headers


def test_its_log_holds_no_token(installation):
    sent(installation, REFUSED["no request"][0])

    told = installation.log("web")
    assert "'GET /links/…/'" in told
    assert SECRET not in told.partition("GET /links/")[2].splitlines()[0]


def test_it_goes_on_answering_others(installation):
    sent(installation, REFUSED["no request"][0])

    status, _headers, _body = sent(
        installation, b"GET / HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n"
    )

    assert status.endswith(f" {HTTPStatus.OK.value} OK")
