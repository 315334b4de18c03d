"""The sinks that come with Tenken: one file each; what each needs is imported when it is opened."""

from collections.abc import Iterator

from reports.sinks import chat, elastic, file, mail, s3, securityhub, sentinel, splunk, syslog, webhook
from scanner.sink import Sink

MODULES = (file, syslog, splunk, elastic, webhook, s3, securityhub, sentinel, chat, mail)


def sinks() -> Iterator[Sink]:
    """All of them, in the order of the documents."""
    for module in MODULES:
        yield from module.SINKS
