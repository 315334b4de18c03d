"""The Microsoft 365 tenant of the made-up city 青空市 (Aozora), for the demo.

Everything in it is invented; its answers are written by hand from documented shapes (see the files
in `city/`, which has the form of a recording). It pages every list, is too busy for the first request, as the
service sometimes is, and one of its hosts, Teams, turns the reader away.
"""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from plugins.m365.endpoints import CA_POLICIES, ENDPOINTS
from plugins.m365.hosts import OFFICIAL
from plugins.m365.options import M365Options
from plugins.m365.played_names import NameServer
from plugins.m365.tenant_player import TenantPlayer, tenant_pages
from scanner import Demo
from scanner.testing import Fault, FixtureServer, Player, Reply, Request, Script

TENANT = "a02a0000-1111-4222-8333-444455556666"
FOLDER = Path(__file__).parent / "city"
TOKEN_ENV = "TENKEN_DEMO_M365_TOKEN"  # noqa: S105 - the name of a variable
DAYS = re.compile(r"\{(?:(?P<ago>\d+) days ago|in (?P<on>\d+) days)\}")
BUSY = Reply(429, {"error": {"code": "TooManyRequests", "message": "…"}}, {"Retry-After": "1"})
REFUSED = Reply(403, {"error": {"code": "Forbidden", "message": "…"}})
DECLARED = {
    "break_glass_accounts": ["kinkyu1@aozora.example"],
    "partner_tenants": [],
    "partner_domains": ["pref-mirai.example"],
    "leavers": ["taishoku.goro@aozora.example"],
    "notice_addresses": ["joho@aozora.example"],
    "approved_applications": ["ab000000-0000-4000-8000-000000000001", "ab000000-0000-4000-8000-000000000002"],
    "approved_software": ["Microsoft *", "一太郎 *"],
    "administrators": ["joho.hanako@aozora.example", "joho.taro@aozora.example", "kinkyu1@aozora.example"],
}


@contextmanager
def city() -> Iterator[Demo]:
    """Start the city's tenant, and give options and declarations to scan it with."""
    busy = Fault(CA_POLICIES.path, BUSY, times=1)
    away = [Fault(one.path, REFUSED) for one in ENDPOINTS if one.host == "teams"]
    token = {f"{TOKEN_ENV}_{host.name.upper()}": "made-up" for host in OFFICIAL}
    played = player(faults=[busy, *away])
    with FixtureServer(played) as server, NameServer(played) as names, patch.dict(os.environ, token):
        hosts = {host.name: server.url for host in OFFICIAL}
        options = M365Options(
            tenant_id=TENANT, auth="token", token_env=TOKEN_ENV, hosts=hosts, resolver=names.address
        )
        yield Demo(options=options, declarations=DECLARED)


def player(*, faults: Sequence[Fault] = (), page: int = 2) -> Player:
    """Build what answers for the tenant, in pages of `page` rows; `faults` strike before its own answers."""
    pages, now = tenant_pages(page), datetime.now(UTC)

    def finish(request: Request, reply: Reply, base_url: str) -> Reply:
        return pages(request, Reply(reply.status, dated(reply.body, now), reply.headers), base_url)

    return TenantPlayer(Script.from_folder(FOLDER), faults=faults, finish=finish)


def dated(body: Any, now: datetime) -> Any:
    """Put moments in the place of ``{3 days ago}`` and ``{in 3 days}``, so that the city doesn't age."""
    if isinstance(body, dict):
        return {key: dated(value, now) for key, value in body.items()}
    if isinstance(body, list):
        return [dated(value, now) for value in body]
    found = DAYS.fullmatch(body) if isinstance(body, str) else None
    if found is None:
        return body
    return (now + timedelta(days=int(found["on"] or 0) - int(found["ago"] or 0))).isoformat()
