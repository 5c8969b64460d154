"""Django's way to a mail server, which keeps what the server answered to the last mail."""

import smtplib

from django.core.mail.backends import smtp


class Answering:
    answer = ""

    def data(self, msg):
        code, said = super().data(msg)
        self.answer = f"{code} {said.decode(errors='replace')}"
        return code, said


class Plain(Answering, smtplib.SMTP):
    pass


class OverTLS(Answering, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    @property
    def connection_class(self):
        return OverTLS if self.use_ssl else Plain
