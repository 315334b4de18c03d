"""`tenken record`: a folder that can be played, or nothing at all."""

import json
import re
import stat

import pytest

from plugins.m365 import demo
from plugins.m365.hosts import OFFICIAL
from plugins.m365.played_names import NameServer
from plugins.m365.tenant_player import recorded
from scanner.evidence_store import read
from scanner.host import Host
from scanner.recording import Anonymiser
from scanner.testing import FixtureServer

CITY = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets:
      - id: line-0
        provider: lines
        state: good
      - id: aozora-m365
        provider: m365
        tenant_id: {tenant}
        auth: token
        token_env: {token}
        resolver: "{resolver}"
        hosts: {hosts}
frameworks: [lines]
"""


@pytest.fixture
def tenant(folder):
    """The made-up city's tenant on this machine, in the configuration."""
    with demo.city() as city:
        held = city.options
        text = CITY.format(
            tenant=held.tenant_id,
            token=held.token_env,
            resolver=held.resolver,
            hosts=json.dumps(dict(held.hosts)),
        )
        (folder / "tenken.yaml").write_text(text, "utf-8")
        yield


def record(tenken, target="aozora-m365", out="recorded", *more):
    return tenken("record", target, "--anonymise", "--out", out, *more)


def test_a_tenant_is_recorded_into_a_folder_for_its_owner_alone(tenken, tenant, folder):
    said = record(tenken)
    assert said.code in {0, 4}, said.err
    made = folder / "recorded"
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert {stat.S_IMODE(one.stat().st_mode) for one in made.iterdir()} == {0o600}
    assert {"graph.json", "exchange.json"} <= {one.name for one in made.iterdir()}
    whole = "".join(one.read_text("utf-8") for one in made.iterdir()).casefold()
    assert "aozora" not in whole
    assert "127.0.0.1" not in whole
    assert "{base}/v1.0/" in whole
    assert "written: recorded" in said.err
    assert sorted(one.name for one in folder.iterdir()) == ["recorded", "tenken.yaml"]


def test_a_recording_is_scanned_again_over_http(tenken, tenant, folder, monkeypatch):
    before = tenken("collect", "--out", "before.tenken")
    assert record(tenken).code == before.code
    [file] = (folder / "recorded").glob("exchange.json")
    [name] = set(re.findall(r"/adminapi/beta/([0-9a-f-]{36})/", file.read_text("utf-8")))
    for host in OFFICIAL:
        monkeypatch.setenv(f"REPLAYED_{host.name.upper()}", "made-up")
    played = recorded(folder / "recorded")
    with FixtureServer(played) as server, NameServer(played) as names:
        hosts = json.dumps({host.name: server.url for host in OFFICIAL})
        text = CITY.format(tenant=name, token="REPLAYED", resolver=names.address, hosts=hosts)
        (folder / "tenken.yaml").write_text(text, "utf-8")
        after = tenken("collect", "--out", "after.tenken")
    assert after.code == before.code
    assert read_kinds(folder / "after.tenken") == read_kinds(folder / "before.tenken")
    assert [one for one in played.log if one.query.get("$skiptoken")]


def read_kinds(path):
    """How many there are of each setting, and why what is missing is."""
    with path.open("rb") as source:
        evidence = read(source, Host.load().providers)
    return [
        (cls.__name__, len(reading.items), sorted(gap.reason for gap in reading.gaps))
        for target in evidence.targets
        for cls, reading in target.readings.items()
    ]


def test_two_recordings_have_no_replacement_in_common(tenken, tenant, folder):
    record(tenken, out="one")
    record(tenken, out="two")
    first, second = (
        set(re.findall(r"x[a-z]{11}", (folder / name / "dns.json").read_text("utf-8")))
        for name in ("one", "two")
    )
    assert first
    assert not first & second


def test_nothing_is_written_if_something_is_left(tenken, tenant, folder, monkeypatch):
    monkeypatch.setattr(Anonymiser, "path", lambda self, path: path)
    said = record(tenken)
    assert said.code != 0
    assert "nothing was written" in said.err
    assert demo.TENANT not in said.err
    assert [one.name for one in folder.iterdir()] == ["tenken.yaml"]


def test_what_is_there_is_not_overwritten(tenken, tenant, folder):
    (folder / "recorded").mkdir()
    said = record(tenken)
    assert said.code == 2
    assert "recorded is there already" in said.err
    assert list((folder / "recorded").iterdir()) == []


def test_a_target_whose_plugin_cannot_record_is_told_which_can(tenken, tenant):
    said = record(tenken, "line-0")
    assert said.code == 2
    assert "'lines' can't be recorded" in said.err
    assert "Microsoft 365" in said.err


def test_a_target_that_is_not_configured_is_told_with_those_that_are(tenken, tenant):
    said = record(tenken, "nowhere")
    assert said.code == 2
    assert "line-0, aozora-m365" in said.err


def test_nothing_is_recorded_without_replacing_names(tenken, tenant, folder):
    said = tenken("record", "aozora-m365", "--out", "recorded")
    assert said.code == 2
    assert "--anonymise" in said.err
    assert not (folder / "recorded").exists()
