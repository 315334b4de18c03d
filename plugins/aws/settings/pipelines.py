"""How programs are released: pipelines, and registries of container images."""

from plugins.aws.settings.account import Region
from scanner import setting, value


@value
class Step:
    """An action of a pipeline, in the order in which they run.

    `stage` and `order` say when it runs: steps of the same both run side by side. `thresholds` is
    true where a scan by Inspector stops at a number of findings. Source: CodePipeline API types
    ActionDeclaration (``runOrder``), ActionTypeId; CodePipeline guide, "Amazon Inspector InspectorScan
    invoke action reference" (``CriticalThreshold`` …).
    """

    name: str
    stage: int
    order: int
    category: str
    provider: str
    thresholds: bool
    skipped: bool


@setting("AWS::CodePipeline::Pipeline", key="name", name="name", region="region")
class Pipeline:
    """A pipeline and its steps.

    A step is `skipped` if its stage goes on when it fails. Source: CodePipeline GetPipeline, API type
    FailureConditions (``result``: SKIP).
    """

    name: str
    region: str
    steps: tuple[Step, ...]


@setting("AWS::ECR::Repository", key="arn", name="name", region="region")
class ImageRepository:
    """A registry of container images; `on_push` is its own setting, which basic scanning heeds.

    Source: ECR DescribeRepositories (``imageScanningConfiguration``).
    """

    arn: str
    name: str
    region: str
    on_push: bool


@value
class ScanRule:
    """Which repositories a rule scans, and when: SCAN_ON_PUSH, CONTINUOUS_SCAN or MANUAL."""

    frequency: str
    filters: tuple[str, ...]


@setting("AWS::ECR::RegistryScanning", of="region")
class RegistryScanning:
    """How a region's images are scanned: BASIC or ENHANCED (Inspector), and by which rules.

    Source: ECR GetRegistryScanningConfiguration.
    """

    region: Region
    kind: str
    rules: tuple[ScanRule, ...]
