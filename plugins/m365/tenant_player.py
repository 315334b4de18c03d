"""Plays a tenant's seven hosts: pages of each kind, and batches, over written or recorded answers."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.m365.graph_batch import BATCHES
from plugins.m365.graph_pages import graph_pages
from scanner.testing import Player, Reply, Request, Script
from scanner.testing.player import Act, Finish
from scanner.testing.recorded import rebased

LISTED, NEXT = "_Child_Items_", "NextStartIndexFromSharePoint"
AFTER = re.compile(rb'<Parameter Type="String">(\d+)</Parameter>')


class TenantPlayer(Player):
    """A player that answers ``POST /v1.0/$batch`` by what it answers to each read in it."""

    def play(self, request: Request, base_url: str = "") -> Act:
        """Say what the tenant does with this request."""
        if request.path not in BATCHES or request.method != "POST":
            return super().play(request, base_url)
        version = request.path.removesuffix("/$batch")
        wanted = json.loads(request.body)["requests"]
        acts = [
            (one["id"], super(TenantPlayer, self).play(_single(version, one), base_url)) for one in wanted
        ]
        return Reply(200, {"responses": [_part(name, act) for name, act in acts]})


def recorded(folder: Path) -> TenantPlayer:
    """A player of a recorded tenant (`tenken record`): its pages come as they came."""
    return TenantPlayer(Script.from_folder(folder), finish=rebased)


def tenant_pages(size: int) -> Finish:
    """Cut every list into pages of `size` rows, as its host does."""
    graph = graph_pages(size)

    def finish(request: Request, reply: Reply, base_url: str) -> Reply:
        if isinstance(reply.body, list) and _sites(reply.body):
            return replace(reply, body=list(_sites_page(request, reply.body, size)))
        return graph(request, reply, base_url)

    return finish


def _sites(body: Iterable[Any]) -> bool:
    return any(isinstance(one, dict) and LISTED in one for one in body)


def _sites_page(request: Request, body: Iterable[Any], size: int) -> Iterable[Any]:
    found = AFTER.search(request.body)
    start = int(found[1]) if found else 0
    for one in body:
        if isinstance(one, dict) and LISTED in one:
            more = start + size < len(one[LISTED])
            rows = one[LISTED][start : start + size]
            yield {**one, LISTED: rows, NEXT: str(start + size) if more else None}
        else:
            yield one


def _single(version: str, one: dict[str, Any]) -> Request:
    return Request.of(one["method"], version + one["url"], one.get("headers"))


def _part(name: str, act: Act) -> dict[str, Any]:
    if not isinstance(act, Reply):
        return {"id": name, "status": 504, "headers": {}, "body": {}}
    return {"id": name, "status": act.status, "headers": dict(act.headers), "body": act.body}
