"""A summary by mail, over SMTP with STARTTLS or TLS."""

import smtplib
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Literal

from reports.sinks.batch import DELIVERED, later, shown
from reports.sinks.http import TIMEOUT, trust
from reports.sinks.told import Told
from scanner.config_secret import reveal
from scanner.language import Language, Translator
from scanner.sink import Outgoing, Receipt, Sink
from scanner.yamlfile import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOptions:
    """The mail server, the sender, and who gets the mail."""

    host: str = field(metadata={"example": "smtp.aozora.example"})
    sender: str = field(metadata={"example": "tenken@aozora.example"})
    to: tuple[str, ...] = field(metadata={"example": "[joho@aozora.example]"})
    port: int = 587
    security: Literal["starttls", "tls"] = "starttls"
    user: str | None = None
    password: str | None = field(
        default=None, metadata={"example": "env:TENKEN_MAIL_PASSWORD", "secret": True}
    )
    ca: str | None = None
    language: Language = "ja"

    def __post_init__(self) -> None:
        if not self.to:
            raise Refused("nobody gets the mail; write at least one address", at=("to",))
        if any("@" not in one or not one.isprintable() for one in (self.sender, *self.to)):
            raise Refused("write addresses of mail", at=("to",))
        if (self.user is None) != (self.password is None):
            raise Refused("user and password go together", at=("user" if self.user else "password",))


class Mail:
    """Sends one mail per batch."""

    def __init__(self, options: MailOptions) -> None:
        self._options = options
        self._tls = trust(options.ca)
        self._password = reveal(options.password) if options.password else ""

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Tell of the batch; delivered is what the server took for all of those who get it."""
        try:
            missed = self._send(self._mail(Told(batch, Translator(self._options.language))))
        except smtplib.SMTPResponseException as error:
            said = shown(error.smtp_error, self._password)
            return [later("the mail server answers {code}: {said}", code=error.smtp_code, said=said)] * len(
                batch
            )
        except (smtplib.SMTPException, OSError) as error:
            return [later("the mail was not sent ({problem})", problem=type(error).__name__)] * len(batch)
        receipt = later("the mail server takes it for some only") if missed else DELIVERED
        return [receipt] * len(batch)

    def close(self) -> None:
        """Nothing is open between batches."""

    def _mail(self, told: Told) -> EmailMessage:
        mail = EmailMessage()
        mail["Subject"], mail["From"] = told.title, self._options.sender
        mail["To"] = ", ".join(self._options.to)
        mail["Message-ID"] = make_msgid(domain=self._options.sender.rpartition("@")[2])
        mail.set_content("\n".join(told.lines()) + "\n")
        return mail

    def _send(self, mail: EmailMessage) -> dict[str, tuple[int, bytes]]:
        one = self._options
        if one.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(one.host, one.port, timeout=TIMEOUT, context=self._tls)
        else:
            line = smtplib.SMTP(one.host, one.port, timeout=TIMEOUT)
        with line:
            if one.security == "starttls":
                line.starttls(context=self._tls)
            if one.user:
                line.login(one.user, self._password)
            return line.send_message(mail)


SINKS = (Sink("mail", "Summary by mail", MailOptions, Mail, summary=True),)
