"""A real SMTP server for tests: it keeps what it takes, and may refuse or cut on demand."""

import socket
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def free_port() -> int:
    """Return a port of the loopback that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Boite:
    """An SMTP server on the loopback. `refus` is what it answers to RCPT instead of 250;
    `coupe` cuts the line after having taken the message, before saying so."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.refus = ""
        self.coupe = False
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> "Boite":
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        if self.refus:
            return self.refus
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        parser = BytesParser(EmailMessage, policy=default)
        self.messages.append(parser.parsebytes(envelope.content))
        if self.coupe:
            server.transport.abort()
        return "250 pris"
