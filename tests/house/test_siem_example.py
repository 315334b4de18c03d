"""The example in docs/siem.md works: events arrive in a real rsyslog over TLS."""

import os
import subprocess
import sys

import pytest

from scanner.assessment import Organisation, Run
from scanner.evidence import Evidence
from scanner.evidence_store import write
from scanner.host import Host
from tests.house.project import ROOT

SCRIPT = ROOT / "docs/examples/siem/rsyslog.sh"
CITY = Organisation(id="aozora", name="青空市", case="i", facts=())


@pytest.mark.needs_system("rsyslog", "rsyslog-openssl", "openssl")
def test_events_arrive_in_rsyslog(tmp_path):
    time = "2026-11-20T00:00:00.000Z"
    run = Run(id="r", started_at=time, finished_at=time, version="1", plugins=(), checks=None)
    with (tmp_path / "evidence.tenken").open("wb") as out:
        write(Evidence(run=run, organisations=(CITY,), frameworks=("alpha-prime",)), out)
    program = tmp_path / "tenken"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m scanner.cli "$@"\n')
    program.chmod(0o755)
    environment = {**os.environ, "TENKEN": str(program), "PYTHONPATH": str(ROOT)}
    environment.pop("TENKEN_STORE", None)
    done = subprocess.run(
        ["bash", str(SCRIPT), str(tmp_path / "evidence.tenken")],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "events of the city: 66, received over TLS: 66" in done.stdout


def test_the_sinks_of_the_page_are_those_that_there_are():
    text = (ROOT / "docs/siem.md").read_text("utf-8")
    sinks = set(Host.load().sinks)
    named = {name for name in sinks if f"type: {name}" in text or f"`{name}`" in text}
    assert named == sinks
