"""`--stats` and the provenance of a run: how often each operation was called, and how long that took."""

import json
from dataclasses import asdict

import pytest

from plugins import aws, m365
from plugins.aws.demo import OSAKA, TOKYO, city as account
from plugins.m365.demo import city as tenant
from plugins.m365.endpoints import CA_POLICIES


@pytest.fixture
def scanned(tenken, folder):
    """Scan a demo's city with a check; gives the lines of `--stats` and the calls of the JSON document."""

    def scanned(city, provider, check):
        with city() as demo:
            lines = {key: one for key, one in asdict(demo.options).items() if one not in (None, (), {})}
            lines = {key: list(one) if isinstance(one, tuple) else one for key, one in lines.items()}
            target = {"id": "aozora", "provider": provider.name, **lines}
            aozora = {"id": "aozora", "name": "青空市", "case": "i", "targets": [target]}
            (folder / "tenken.yaml").write_text(json.dumps({"organisations": [aozora]}), encoding="utf-8")
            said = tenken("scan", "--stats", "--format", "json", "--check", check)
            tenken("collect", "--out", "evidence.tenken", "--check", check)
            again = tenken("assess", "evidence.tenken", "--stats", "--format", "json")
        assert len(table(again)) == len(table(said))
        return table(said), json.loads(said.out)["targets"][0]["calls"]

    return scanned


def table(said) -> list[list[str]]:
    """The lines of the table without its head; operations of Microsoft 365 hold spaces."""
    whole = said.err.splitlines()
    head, *lines = whole[next(n for n, line in enumerate(whole) if line.startswith("target ")) :]
    assert head.split() == ["target", "operation", "region", "calls", "retries", "seconds"]
    return [[" ".join(one.split()[1:-4]), *one.split()[-4:]] for one in lines[:-1]] + [lines[-1].split()]


def same(lines: list[list[str]], calls: list[dict]) -> None:
    """The table says what the document holds, and the total is their sum."""
    *rows, total = lines
    assert sorted(row[:4] for row in rows) == sorted(
        [one["operation"], one["region"], str(one["count"]), str(one["retries"])] for one in calls
    )
    sums = [str(sum(one[key] for one in calls)) for key in ("count", "retries")]
    assert total[:3] == ["total", *sums]
    assert float(total[3]) == pytest.approx(sum(one["seconds"] for one in calls), abs=0.02)


def test_the_calls_to_an_account_are_told_by_operation_and_region(scanned):
    lines, calls = scanned(account, aws.provider, "aws.ebs.volume-encryption")
    same(lines, calls)
    volumes = {one["region"]: one for one in calls if one["operation"] == "ec2.DescribeVolumes"}
    assert set(volumes) == {TOKYO, OSAKA}
    assert all(one["count"] == 1 and one["seconds"] > 0 for one in volumes.values())
    assert "sts.GetCallerIdentity" in {one["operation"] for one in calls}


def test_the_calls_to_a_tenant_are_told_by_operation_with_what_was_asked_again(scanned):
    """The made-up service is too busy for the first request, and asks for a second of patience."""
    lines, calls = scanned(tenant, m365.provider, "m365.ca.mfa-all")
    same(lines, calls)
    [policies] = [one for one in calls if one["operation"] == CA_POLICIES.operation]
    assert policies["count"] >= 1
    assert policies["retries"] == 1
    assert policies["seconds"] >= 1
    assert policies["first"] <= policies["last"]
