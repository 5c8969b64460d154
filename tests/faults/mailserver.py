"""A mail server that fails as told, and keeps what it took."""

import asyncio
import random
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes

from aiosmtpd.controller import Controller

from tests.installation.servers import free_port

PATIENCE = 20  # seconds that a slow one takes for an answer; the sender gives up after ten


@dataclass(frozen=True)
class Taken:
    recipient: str
    message_id: str
    at: float


class MailServer:
    """`soft` and `cut` are shares of the mails: refused for now (451), cut after the final dot.

    A mail whose line was cut has been taken: the sender cannot know. `hard`: recipients it knows
    not (550). `is_slow`: it takes PATIENCE seconds for its first answer.
    """

    def __init__(self):
        self.taken, self.cuts = [], 0
        self.soft = self.cut = 0.0
        self.hard, self.is_slow = frozenset(), False
        self.chance = random.Random(2021)
        self.port = free_port()

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        if self.is_slow:
            await asyncio.sleep(PATIENCE)
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.hard:
            return "550 5.1.1 No such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.chance.random() < self.soft:
            return "451 4.3.0 Try again later"
        mail = message_from_bytes(envelope.content)
        self.taken.append(Taken(mail["To"], mail["Message-ID"], time.monotonic()))
        if self.chance.random() < self.cut:
            self.cuts += 1
            server.transport.abort()
        return "250 OK"

    def arrived(self, recipients):
        """{recipient: how many times its mail was taken}, of those recipients."""
        return Counter(mail.recipient for mail in self.taken if mail.recipient in recipients)

    def message_ids(self, recipient):
        return {mail.message_id for mail in self.taken if mail.recipient == recipient}


@contextmanager
def mail_server():
    handler = MailServer()
    controller = Controller(handler, hostname="127.0.0.1", port=handler.port)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()
