"""A scan that can stop the release, and images that are scanned."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.pipelines import images, scan
from plugins.aws.settings.account import Region
from plugins.aws.settings.pipelines import ImageRepository, Pipeline, RegistryScanning, ScanRule, Step
from scanner import Fail, Gap, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.reading import read

SOURCE = Step(
    name="source", stage=0, order=1, category="Source", provider="S3", thresholds=False, skipped=False
)
SCAN = replace(SOURCE, name="scan", stage=1, category="Invoke", provider="InspectorScan", thresholds=True)
DEPLOY = replace(SOURCE, name="release", stage=2, category="Deploy", provider="CodeDeploy")
TEST = replace(SOURCE, name="test", stage=1, category="Test", provider="CodeBuild")


def judged(*steps):
    [verdict] = scan(Pipeline(name="web", region=TOKYO, steps=steps))
    return type(verdict)


def test_a_scan_with_a_threshold_before_the_release_passes():
    assert judged(SOURCE, SCAN, DEPLOY) is Pass
    assert judged(SOURCE, replace(SCAN, stage=2, order=1), replace(DEPLOY, order=2)) is Pass


@pytest.mark.parametrize(
    "late",
    [
        {"thresholds": False},
        {"skipped": True},
        {"stage": 3},
        {"stage": 2, "order": 1},  # beside the release, not before it
    ],
)
def test_a_scan_that_stops_nothing_fails(late):
    assert judged(SOURCE, replace(SCAN, **late), DEPLOY) is Fail


def test_a_release_without_any_scan_fails():
    assert judged(SOURCE, DEPLOY) is Fail


def test_what_a_build_runs_can_not_be_told():
    assert judged(SOURCE, TEST, DEPLOY) is Unknown
    assert judged(SOURCE, TEST) is Unknown
    assert judged(SOURCE, TEST, SCAN, DEPLOY) is Pass


def test_a_pipeline_that_releases_nothing_is_no_question():
    assert judged(SOURCE) is NotApplicable


REPOSITORY = ImageRepository(arn="arn:r", name="city/web", region=TOKYO, on_push=False)
EVERY = ScanRule(frequency="SCAN_ON_PUSH", filters=("*",))
SCANNING = RegistryScanning(region=Region(name=TOKYO), kind="ENHANCED", rules=(EVERY,))
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"), "ecr:X")


def scanned(scanning=SCANNING, repository=REPOSITORY, gaps=()):
    found = Reading(() if scanning is None else (scanning,), gaps)
    [verdict] = images(repository, found)
    return type(verdict)


def ruled(frequency, *filters, kind="ENHANCED"):
    return replace(SCANNING, kind=kind, rules=(ScanRule(frequency=frequency, filters=filters),))


def test_a_rule_that_covers_the_repository_passes():
    assert scanned() is Pass
    assert scanned(ruled("CONTINUOUS_SCAN", "city/*")) is Pass


@pytest.mark.parametrize(
    "scanning",
    [ruled("MANUAL", "*"), ruled("SCAN_ON_PUSH", "other/*"), replace(SCANNING, rules=())],
)
def test_a_repository_that_no_rule_covers_fails(scanning):
    assert scanned(scanning) is Fail


def test_its_own_setting_counts_for_basic_scanning_only():
    own = replace(REPOSITORY, on_push=True)
    assert scanned(replace(SCANNING, kind="BASIC", rules=()), own) is Pass
    assert scanned(replace(SCANNING, rules=()), own) is Fail


def test_what_nobody_documented_or_read_is_unknown():
    assert scanned(replace(SCANNING, kind="DEEP")) is Unknown
    assert scanned(ruled("SOMETIMES", "*")) is Unknown
    assert scanned(None, gaps=(GAP,)) is Unknown
    assert scanned(replace(SCANNING, region=Region(name=OSAKA))) is Unknown


def test_registries_are_read(aws):
    boto3.client("ecr", TOKYO).create_repository(
        repositoryName="city/web", imageScanningConfiguration={"scanOnPush": True}
    )
    every = [{"filter": "*", "filterType": "WILDCARD"}]
    boto3.client("ecr", TOKYO).put_registry_scanning_configuration(
        scanType="ENHANCED",
        rules=[{"scanFrequency": "CONTINUOUS_SCAN", "repositoryFilters": every}],
    )
    assert [(one.name, one.on_push) for one in read(ImageRepository, aws)] == [("city/web", True)]
    assert read(RegistryScanning, aws) == [ruled("CONTINUOUS_SCAN", "*")]


# Written from documentation: CodePipeline API reference, ListPipelines, GetPipeline; CodePipeline
# guide, "Amazon Inspector InspectorScan invoke action reference".
def test_pipelines_are_read_in_the_order_of_their_steps(tape, sign_in):
    def action(name, category, provider, **more):
        kind = {"category": category, "owner": "AWS", "provider": provider, "version": "1"}
        return {"name": name, "actionTypeId": kind, **more}

    chosen = {"InspectorRunMode": "SourceCodeScan", "CriticalThreshold": "0"}
    stages = [
        {"name": "Source", "actions": [action("source", "Source", "S3")]},
        {
            "name": "Scan",
            "actions": [action("scan", "Invoke", "InspectorScan", runOrder=2, configuration=chosen)],
            "onFailure": {"result": "SKIP"},
        },
    ]
    pipeline = {"name": "web", "roleArn": "arn:aws:iam::111122223333:role/release", "stages": stages}
    aws = answered(
        tape,
        sign_in,
        {
            "codepipeline.ListPipelines": {"pipelines": [{"name": "web"}]},
            "codepipeline.GetPipeline": {"pipeline": pipeline},
        },
    )
    [found] = read(Pipeline, aws)
    assert found.steps == (SOURCE, replace(SCAN, order=2, skipped=True))
