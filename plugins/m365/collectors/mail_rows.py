"""What collectors of Exchange's rows have in common."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.caseless import Row
from plugins.m365.connection import M365Connection
from plugins.m365.endpoint import Endpoint
from plugins.m365.settings.recipients import Recipients


async def objects(m365: M365Connection, endpoint: Endpoint) -> AsyncIterator[Row]:
    """The objects that a cmdlet gives."""
    async for row in m365.rows(endpoint):
        yield as_row(row)


async def single(m365: M365Connection, endpoint: Endpoint) -> Row:
    """The one object that a cmdlet gives."""
    return as_row(await m365.one(endpoint))


def as_row(row: Answer) -> Row:
    """The answer of a service beside Graph; raises `TypeError` for one of Graph."""
    if not isinstance(row, Row):
        raise TypeError("an answer of Graph")
    return row


def recipients(row: Row) -> Recipients:
    """Read whom a rule is for."""
    return Recipients(
        people=row.texts("SentTo"),
        groups=row.texts("SentToMemberOf"),
        domains=row.texts("RecipientDomainIs"),
        but_people=row.texts("ExceptIfSentTo"),
        but_groups=row.texts("ExceptIfSentToMemberOf"),
        but_domains=row.texts("ExceptIfRecipientDomainIs"),
    )
