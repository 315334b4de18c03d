"""A tenant that was recorded plays as it was: the same findings, and nothing that says whose they are."""

import asyncio
import json
from collections import Counter
from dataclasses import replace

import pytest

import scanner
from plugins.m365 import demo, provider
from plugins.m365.connection import open_connection
from plugins.m365.endpoints import CA_POLICIES, DIRECTORY_AUDITS, SKUS
from plugins.m365.endpoints_admin import SPO_SITES, SPO_TENANT, TEAMS_MEETING_POLICIES
from plugins.m365.endpoints_exchange import ACCEPTED_DOMAINS
from plugins.m365.options import M365Options
from plugins.m365.recorder import recorder, vocabulary
from plugins.m365.tape import Tape
from plugins.m365.tenant_player import TenantPlayer, recorded
from scanner import Config, Target
from scanner.assessing import Judge
from scanner.host import Host
from scanner.plan import Plan
from scanner.recording import Anonymiser, files_of
from scanner.records import Declarations
from scanner.testing import Fault, Reply, Script
from tests.plugins.m365.replay import EVERY_PERMISSION, Given, PlayedNames, PlayedTransport
from tests.plugins.m365.test_denied import CITY, LIMITS

KEY = b"k" * 32
DENIED = Reply(403, {"error": {"code": "Forbidden", "message": "…"}})
BUSY = Reply(429, {"error": {"code": "TooManyRequests"}}, {"Retry-After": "0"})
TEAMS = [Fault(one.path, DENIED) for one in (TEAMS_MEETING_POLICIES,)]  # a host that turns the reader away


def scanned(played, organisation, tape=None):
    """What is found where this player answers for the tenant."""

    async def connect(target, permissions):
        names, transport = PlayedNames(played), PlayedTransport(played)
        return open_connection(target.options, permissions, Given(), transport, names, tape=tape)

    host = Host(
        plugins=(),
        providers={"m365": replace(provider, connect=connect)},
        renderers={},
        mapping_files=(),
        problems=(),
    )
    evidence = scanner.collect(Config(organisations=(organisation,), deadline=60, limits=LIMITS), host=host)
    return Judge(plans={"m365": Plan.of(provider)}, frameworks=(), standing={}).assess(evidence)


def written(exchanges, folder, tape):
    recording = recorder()
    recording.exchanges.extend(exchanges)
    recording.bases = tape.base
    folder.mkdir()
    for name, content in files_of(recording, "recorded", KEY).items():
        (folder / name).write_bytes(content)
    return recorded(folder)


def told(assessment):
    return Counter((one.check, one.outcome, one.code) for one in assessment.findings)


def test_a_recorded_tenant_plays_as_it_was_and_tells_nobodys_name(tmp_path):
    tape = Tape()
    busy = Fault(CA_POLICIES.path, BUSY, times=1)
    before = scanned(demo.player(faults=[busy, *TEAMS]), CITY, tape)
    played = written(tape.exchanges, tmp_path / "recorded", tape)
    same = Anonymiser(KEY, vocabulary())
    for one in tape.exchanges:
        same.learn(one.body)
    options = M365Options(tenant_id=same.text(demo.TENANT), auth="token")
    city = replace(
        CITY,
        targets=(Target("aozora-m365", "m365", "aozora", options),),
        declared=Declarations.of(same.value(demo.DECLARED)),
    )
    after = scanned(played, city)
    assert told(after) == told(before)
    assert Counter(gap.reason for _, gap in after.gaps) == Counter(gap.reason for _, gap in before.gaps)
    files = {one.name: one.read_text("utf-8") for one in (tmp_path / "recorded").iterdir()}
    assert {"graph.json", "exchange.json", "dns.json"} <= files.keys()
    whole = "".join(files.values()).casefold()
    for name in ("aozora", "joho", "hanako", "kinkyu", "青空", "情報", "花子", demo.TENANT, "203.0.113"):
        assert name not in whole, name
    replies = json.loads(files["graph.json"])["replies"]
    asked = [line for line in replies if line.startswith(f"GET {CA_POLICIES.path}")]
    assert len(asked) == 3  # pages
    assert [one["status"] for one in replies[asked[0]]] == [429, 200]


def read(work, played, tape):
    async def go():
        options = M365Options(tenant_id=demo.TENANT, auth="token", domain="aozora.onmicrosoft.com")
        connection = open_connection(
            options, EVERY_PERMISSION, Given(), PlayedTransport(played), PlayedNames(played), tape=tape
        )
        try:
            return await work(connection)
        finally:
            await connection.close()

    return asyncio.run(go())


def test_every_host_is_heard_with_pages_refusals_and_batches(tmp_path):
    async def work(m365):
        sites = [one.text("Url") async for one in m365.rows(SPO_SITES)]
        domains = [one.text("DomainName") async for one in m365.rows(ACCEPTED_DOMAINS)]
        await m365.one(SPO_TENANT)
        await m365.txt("aozora.example")
        reads = [one async for one in m365.batch(SKUS, [{}])]
        return sites, domains, reads

    played = demo.player()
    tape = Tape()
    sites, domains, reads = read(work, played, tape)
    assert len(sites) == 3
    assert {one.group for one in tape.exchanges} == {"graph", "exchange", "sharepoint", "dns"}
    assert [one.path for one in tape.exchanges if one.group == "graph"] == [SKUS.path]
    again = written(tape.exchanges, tmp_path / "recorded", tape)
    assert isinstance(again, TenantPlayer)
    lines = Script.from_folder(tmp_path / "recorded").lines
    assert len([line for line in lines if line.startswith(f"POST {SPO_SITES.path}#")]) == 2
    assert reads[0].answer()
    assert domains


def test_an_answer_that_is_no_json_plays_as_one_that_is_none(tmp_path):
    tape = Tape()

    async def work(m365):
        with pytest.raises(Exception, match="JSON"):
            await m365.one(SPO_TENANT)

    played = demo.player(faults=[Fault(SPO_TENANT.path, Reply(200, b"<html>Aozora City</html>"))])
    read(work, played, tape)
    again = written(tape.exchanges, tmp_path / "recorded", tape)
    (reply,) = [one for line, one in again.script.replies.items() if SPO_TENANT.path in line]
    assert (reply.status, reply.body) == (200, None)


def test_words_of_the_made_up_city_are_not_taken_for_anybodys():
    assert not {one for one in vocabulary() if "aozora" in one.casefold() or "joho" in one.casefold()}


def test_a_filter_for_times_is_left_out_of_the_line_that_a_replay_looks_for(tmp_path):
    async def work(m365):
        query = "$filter=activityDateTime%20ge%202026-11-20T00:00:00Z"
        return [row.text("id") async for row in m365.rows(DIRECTORY_AUDITS, query)]

    tape = Tape()
    found = read(work, demo.player(page=100), tape)
    again = written(tape.exchanges, tmp_path / "recorded", tape)
    assert len(found) == 2
    assert f"GET {DIRECTORY_AUDITS.path}" in again.script.lines
