"""A large Microsoft 365 tenant: how many calls a scan of it makes, how long it takes, how much memory.

    python -m benchmarks.tenant

The tenant is the demo's city, many times over: its lists go on with rows like those that stand there. It is
served by this process; the scan runs in one of its own, so that its memory is its own.
"""

import copy
import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from plugins.m365 import demo
from plugins.m365.graph_pages import TOKEN
from plugins.m365.played_names import NameServer
from plugins.m365.tenant_player import TenantPlayer
from scanner.testing import FixtureServer, Reply, Request, Script
from scanner.testing.player import Act

USERS, GROUPS, POLICIES = 50_000, 5_000, 200
MOST_MEMORY = 400
"""MB."""
MOST_CALLS = 900
DEADLINE = 1800.0
BY_ITSELF = 100
"""How many rows a page of Graph has where nobody asks for more: the report of registrations takes no $top."""
EXCHANGE_PAGE = 1000
LISTED = "_Child_Items_"
EACH = (
    "id",
    "azureADDeviceId",
    "aadDeviceId",
    "deviceId",
    "cveId",
    "userPrincipalName",
    "Name",
    "Identity",
    "Guid",
    "displayName",
    "deviceName",
    "Url",
)
"""Fields that tell one row from another."""


def sizes(users: int, groups: int, policies: int) -> dict[str, int]:
    """How many rows the lists have that grow with the municipality, by what ends their request line."""
    return {
        "/v1.0/users": users,
        "/v1.0/users?$filter=userType eq 'Guest'": users // 25,
        "/userRegistrationDetails": users,
        "/v1.0/groups": groups,
        "/transitiveMembers": users // 10,
        "/conditionalAccess/policies": policies,
        "/managedDevices": users // 5,
        "/v1.0/applications": groups // 10,
        "/v1.0/servicePrincipals?$top=999": groups // 10,
        "/detectedApps": users // 5,
        "/api/machines": users // 5,
        "/SoftwareVulnerabilitiesByMachine": users * 2,
        "#Get-CASMailbox": users,
        "#Get-MailboxAuditBypassAssociation": users,
    }


class LargeTenant(TenantPlayer):
    """The city, its lists grown to these sizes; pages are made when they are asked for."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        moment = datetime.now(UTC)
        script = {
            line: Reply(one.status, demo.dated(one.body, moment), one.headers)
            for line, one in demo.player().script.replies.items()
        }
        super().__init__(Script(script))
        self._sizes = {line: count for line in script for end, count in sizes.items() if line.endswith(end)}

    def play(self, request: Request, base_url: str = "") -> Act:
        """Say what the tenant does with this request."""
        act = super().play(request, base_url)
        line, _ = self.script.find(request)
        if not isinstance(act, Reply) or act.status != 200 or not isinstance(act.body, dict):
            return act
        rows = act.body.get("value")
        if not isinstance(rows, list) or not rows:
            return act
        return Reply(200, _page(request, rows, self._sizes.get(line, len(rows)), base_url))


def _page(request: Request, rows: list[Any], count: int, base_url: str) -> dict[str, Any]:
    asked = int(request.query.get("$top") or request.query.get("pageSize") or BY_ITSELF)
    most = 10_000 if request.path.startswith("/api/") else 999
    size = EXCHANGE_PAGE if request.method == "POST" else min(asked, most)
    start = int(request.query.get(TOKEN) or request.query.get("$skip") or "0")
    page: dict[str, Any] = {"value": [row(rows, n) for n in range(start, min(start + size, count))]}
    if start + size < count:
        query = urlencode({**request.query, TOKEN: str(start + size)}, quote_via=quote, safe="$(),'")
        page["@odata.nextLink"] = f"{base_url}{quote(request.path)}?{query}"
    return page


def row(rows: list[Any], number: int) -> Any:
    """The row of this number: the city's own first, then others like them."""
    if number < len(rows):
        return rows[number]
    made = copy.copy(rows[number % len(rows)])
    for key in EACH:
        if isinstance(made.get(key), str):
            made[key] = f"{number:08x}{made[key][8:]}" if key == "id" else f"{number}-{made[key]}"
    return made


def scan(url: str, resolver: str) -> dict[str, Any]:
    """Scan with all checks; gives calls by operation, seconds, the peak of memory (MB), and the gaps."""
    import scanner  # noqa: PLC0415 - measured: the parent needs none of it
    from plugins.m365.hosts import OFFICIAL  # noqa: PLC0415
    from plugins.m365.options import M365Options  # noqa: PLC0415
    from scanner import Config, OrganisationConfig, Target  # noqa: PLC0415
    from scanner.records import Declarations  # noqa: PLC0415

    options = M365Options(
        tenant_id=demo.TENANT,
        auth="token",
        token_env=demo.TOKEN_ENV,
        hosts={one.name: url for one in OFFICIAL},
        resolver=resolver,
    )
    target = Target("aozora-m365", "m365", "aozora", options)
    city = OrganisationConfig(
        id="aozora", name="青空市", case="i", targets=(target,), declared=Declarations.of(demo.DECLARED)
    )
    started = time.monotonic()
    found = scanner.scan(Config(organisations=(city,), deadline=DEADLINE), ["m365.*"])
    calls = {one.operation: one.count for one in found.targets[0].calls}
    reasons = sorted({f"{gap.reason.value} {gap.operation}" for _, gap in found.gaps})
    seconds = round(time.monotonic() - started, 1)
    return {
        "calls": calls,
        "memory": _peak(),
        "seconds": seconds,
        "gaps": reasons,
        "findings": len(found.findings),
    }


def _peak() -> int:
    """The most memory this process has had, in MB; ``ru_maxrss`` would count the parent's too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(kilobytes) // 1024


def measured(sizes: Mapping[str, int]) -> dict[str, Any]:
    """Serve a tenant of these sizes, and scan it in a process of its own."""
    from plugins.m365.hosts import OFFICIAL  # noqa: PLC0415

    played = LargeTenant(sizes)
    tokens = {f"{demo.TOKEN_ENV}_{host.name.upper()}": "made-up" for host in OFFICIAL}
    with FixtureServer(played) as server, NameServer(played) as names:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.tenant", server.url, names.address],
            check=True,
            stdout=subprocess.PIPE,
            env={**os.environ, **tokens},
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def run() -> bool:
    """Measure a large tenant; True if it keeps the limits."""
    found = measured(sizes(USERS, GROUPS, POLICIES))
    calls: int = sum(found["calls"].values())
    print(
        f"{USERS} users, {GROUPS} groups, {POLICIES} policies: {calls} calls (at most {MOST_CALLS}), "
        f"{found['memory']} MB (at most {MOST_MEMORY}), {found['seconds']} s, {found['findings']} findings"
    )
    print(f"unread: {', '.join(found['gaps']) or 'nothing'}")
    for operation, count in sorted(found["calls"].items(), key=lambda one: -one[1])[:12]:
        print(f"    {count:6} {operation}")
    return calls <= MOST_CALLS and int(found["memory"]) <= MOST_MEMORY


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(scan(*sys.argv[1:])))
    else:
        sys.exit(not run())
