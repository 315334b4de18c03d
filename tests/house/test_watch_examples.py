"""The examples of running `tenken watch` are well formed, and their command lines are ours."""

import configparser
import json
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from scanner.cli.watch import watch

FOLDER = Path(__file__).parents[2] / "docs/examples/watch"


class Loader(yaml.SafeLoader):
    """Knows the short forms of CloudFormation."""


Loader.add_constructor("!Ref", lambda loader, node: loader.construct_scalar(node))


def text(name):
    return (FOLDER / name).read_text("utf-8")


def unit(name):
    found = configparser.ConfigParser(interpolation=None)
    found.optionxform = str
    found.read_string(text(name))
    return found


def container():
    return yaml.safe_load(text("cronjob.yaml"))["spec"]["jobTemplate"]["spec"]["template"]["spec"][
        "containers"
    ][0]


def eventbridge():
    return yaml.load(text("eventbridge.yaml"), Loader)["Resources"]


def commands():
    """Every command line of the examples, as words after `tenken`."""
    for name in ("tenken.service", "tenken-once.service"):
        yield shlex.split(unit(name)["Service"]["ExecStart"])[1:]
    (line,) = (line for line in text("crontab").splitlines() if "bin/tenken" in line)
    yield shlex.split(line.partition("/bin/tenken ")[2].partition(" 2>>")[0])
    yield json.loads(re.search(r"^CMD (.*)$", text("Dockerfile"), re.MULTILINE)[1])
    yield container()["args"]
    for rule in eventbridge().values():
        for target in rule["Properties"]["Targets"]:
            yield json.loads(target["Input"])["containerOverrides"][0]["command"]


@pytest.mark.parametrize("words", list(commands()), ids=" ".join)
def test_a_command_line_is_one_of_ours(words):
    assert words[0] == "watch"
    with watch.make_context("watch", words[1:]) as context:
        assert context.params["cron"]


def test_the_timer_starts_the_unit_of_its_name():
    assert unit("tenken-once.timer")["Timer"]["OnCalendar"] == "hourly"
    assert unit("tenken-once.service")["Service"]["Type"] == "oneshot"


def test_no_two_pods_work_at_once_and_none_may_write_to_its_image():
    spec = yaml.safe_load(text("cronjob.yaml"))["spec"]
    assert (spec["concurrencyPolicy"], spec["timeZone"]) == ("Forbid", "Asia/Tokyo")
    assert container()["securityContext"]["readOnlyRootFilesystem"] is True


def test_eventbridge_starts_it_by_the_hour_and_after_an_event_of_health():
    rules = eventbridge()
    assert rules["Hourly"]["Properties"]["ScheduleExpression"] == "rate(1 hour)"
    assert rules["Announced"]["Properties"]["EventPattern"] == {"source": ["aws.health"]}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not here")
@pytest.mark.parametrize("name", ["tenken.service", "tenken-once.service", "tenken-once.timer"])
def test_systemd_finds_no_fault(name, tmp_path):
    here = tmp_path / name
    here.write_text(text(name).replace("/opt/tenken/bin/tenken", "/bin/true"), "utf-8")
    (tmp_path / "tenken-once.service").touch(exist_ok=True)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(here)], capture_output=True, text=True, check=False
    )
    assert name not in done.stderr
