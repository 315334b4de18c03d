"""Reads SharePoint's sites, and whom their people picker offers."""

import re
from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints_admin import SPO_SITES, SPO_TENANT
from plugins.m365.settings.sites import Claims, Site
from scanner import Mapped, collector

PERSONAL = "SPSPERS"
GUID = re.compile(r"/?Guid\(([0-9a-fA-F-]{36})\)/?")
NONE = "00000000-0000-0000-0000-000000000000"


@collector(*SPO_SITES.permissions)
async def sites(m365: M365Connection) -> AsyncIterator[Site]:
    return Mapped(site, shared(m365))


async def shared(m365: M365Connection) -> AsyncIterator[Answer]:
    """The rows of sites that aren't a person's own (OneDrive)."""
    async for row in m365.rows(SPO_SITES):
        if not (row.text_or_none("Template") or "").startswith(PERSONAL):
            yield row


def site(row: Answer) -> Site:
    """Read a site; one without a title has an empty one."""
    return Site(
        url=row.text("Url"),
        title=row.text_or_none("Title") or "",
        template=row.text("Template"),
        sharing=row.number("SharingCapability"),
        group=guid(row, "GroupId") or guid(row, "RelatedGroupId"),
    )


def guid(row: Answer, key: str) -> str:
    """Read an id as CSOM writes it, ``/Guid(…)/``; empty for the id of nothing."""
    found = GUID.fullmatch(row.text(key))
    if found is None:
        raise row.wrong(key, "not an id")
    return "" if found[1] == NONE else found[1].lower()


@collector(*SPO_TENANT.permissions)
async def claims(m365: M365Connection) -> AsyncIterator[Claims]:
    row = await m365.one(SPO_TENANT)
    yield Claims(
        everyone=row.flag("ShowEveryoneClaim"),
        staff=row.flag("ShowEveryoneExceptExternalUsersClaim"),
        all_users=row.flag("ShowAllUsersClaim"),
    )
