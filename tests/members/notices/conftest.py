"""A mail server that really listens, keeps what it gets, and refuses whom it is told to refuse."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from tests.browser.conftest import free_port


@dataclass
class Sink:
    mails: list[EmailMessage] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    reply: str = "550 no such mailbox"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return self.reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- aiosmtpd's names
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def whole(self) -> str:
        """All that anybody reads: headers and both bodies, decoded, so that an encoding cannot hide a word."""
        parts = [str(value) for mail in self.mails for value in mail.values()]
        parts += [part.get_content() for mail in self.mails for part in mail.walk() if not part.is_multipart()]
        return "\n".join(parts)

    def texts(self) -> list[str]:
        return [mail.get_body(("plain",)).get_content() for mail in self.mails]


@pytest.fixture
def sink(settings: Any) -> Iterator[Sink]:
    inbox, port = Sink(), free_port()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield inbox
    server.stop()


@pytest.fixture
def no_server(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
