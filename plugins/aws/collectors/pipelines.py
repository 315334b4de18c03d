"""Pipelines one by one; registries of images by one list and one setting a region."""

from collections.abc import Iterator
from functools import partial

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.pipelines import ImageRepository, Pipeline, RegistryScanning, ScanRule, Step
from scanner import collector

THRESHOLDS = ("CriticalThreshold", "HighThreshold", "MediumThreshold", "LowThreshold")


@collector("codepipeline:ListPipelines", "codepipeline:GetPipeline")
def pipelines(region: Region, aws: AwsConnection) -> Iterator[Pipeline]:
    for one in aws.items("codepipeline.ListPipelines", "pipelines", region.name):
        found = aws.ask("codepipeline.GetPipeline", region.name, name=one["name"])["pipeline"]
        steps = (_step(action, number, stage) for number, stage, action in _actions(found))
        yield Pipeline(
            name=found["name"],
            region=region.name,
            steps=tuple(sorted(steps, key=lambda step: (step.stage, step.order, step.name))),
        )


def _actions(pipeline: Answer) -> Iterator[tuple[int, Answer, Answer]]:
    for number, stage in enumerate(pipeline["stages"]):
        for action in stage["actions"]:
            yield number, stage, action


def _step(action: Answer, number: int, stage: Answer) -> Step:
    kind, chosen = action["actionTypeId"], action.get("configuration") or {}
    return Step(
        name=action["name"],
        stage=number,
        order=action.get("runOrder", 1),  # "The default runOrder for the first action is 1"
        category=kind["category"],
        provider=kind["provider"],
        thresholds=any(chosen.get(name) for name in THRESHOLDS),
        skipped=(stage.get("onFailure") or {}).get("result") == "SKIP",
    )


@collector("ecr:DescribeRepositories")
def image_repositories(region: Region, aws: AwsConnection) -> Iterator[ImageRepository]:
    found = aws.items("ecr.DescribeRepositories", "repositories", region.name, size=1000)
    return map(partial(_repository, region.name), found)


def _repository(region: str, one: Answer) -> ImageRepository:
    # The setting of a repository is left out where nobody made one: off (API type Repository).
    scanning = one.get("imageScanningConfiguration") or {}
    return ImageRepository(
        arn=one["repositoryArn"],
        name=one["repositoryName"],
        region=region,
        on_push=scanning.get("scanOnPush", False),
    )


@collector("ecr:GetRegistryScanningConfiguration")
def registry_scanning(region: Region, aws: AwsConnection) -> RegistryScanning:
    found = aws.ask("ecr.GetRegistryScanningConfiguration", region.name)["scanningConfiguration"]
    rules = (
        ScanRule(
            frequency=rule["scanFrequency"],
            filters=tuple(one["filter"] for one in rule["repositoryFilters"]),
        )
        for rule in found.get("rules") or ()
    )
    return RegistryScanning(region=region, kind=found["scanType"], rules=tuple(rules))
