"""Whether a selection of AWS Backup holds a resource.

Source: AWS Backup Developer Guide, "Assign resources with AWS CLI" (what a service name, a type and the
opt-in mean); API types BackupSelection, Conditions.
"""

from fnmatch import fnmatchcase

from plugins.aws.settings.selections import BackupSelection, TagCondition
from plugins.aws.settings.tags import TaggedResource

YES, NO, MAYBE = "yes", "no", "maybe"
PARTS = 6
"""An ARN with the name of a resource has so many parts."""
KINDS = {
    "dynamodb:table/": ("DynamoDB",),
    "ec2:instance/": ("EC2",),
    "ec2:volume/": ("EBS",),
    "elasticfilesystem:file-system/": ("EFS",),
    "fsx:file-system/": ("FSx",),
    "rds:cluster:": ("Aurora", "DocumentDB", "Neptune"),
    "rds:db:": ("RDS",),
    "s3:": ("S3",),
}
"""How the ARN of each kind goes on after its service; clusters of three kinds look alike."""
SHARED = ("rds:cluster:", "fsx:file-system/", "s3:")
"""Of these the opt-in counts also where the selection names the type, or the type is the service."""


def kind_of(arn: str) -> tuple[str, ...]:
    """The kinds that a resource may be, in the words of the opt-in; none that AWS Backup can't back up."""
    return KINDS.get(_shape(arn), ())


def _shape(arn: str) -> str:
    parts = arn.split(":", PARTS - 1)
    named = f"{parts[2]}:{parts[-1]}" if len(parts) == PARTS else ""
    if named.startswith("s3:"):
        return "s3:"
    return next((shape for shape in KINDS if shape != "s3:" and named.startswith(shape)), "")


def selects(one: BackupSelection, resource: TaggedResource, on: str) -> str:
    """Whether a selection holds a resource; `on` says whether AWS Backup takes care of its kind."""
    if any(fnmatchcase(resource.arn, pattern) for pattern in one.excluded):
        return NO
    tags = {tag.key: tag.value for tag in resource.tags}
    named = [pattern for pattern in one.resources if fnmatchcase(resource.arn, pattern)]
    chosen = named or any(tags.get(tag.key) == tag.value for tag in one.tags)
    if not chosen and (one.resources or one.tags):
        return NO
    explicit = any(_names_type(pattern) for pattern in named) and _shape(resource.arn) not in SHARED
    return _worst([YES if explicit else on, *(_holds(condition, tags) for condition in one.conditions)])


def _names_type(pattern: str) -> bool:
    parts = pattern.split(":", PARTS - 1)
    return len(parts) == PARTS and not parts[-1].startswith("*")


def _holds(condition: TagCondition, tags: dict[str, str]) -> str:
    """Whether a condition is met; of a tag that isn't there no page says what "not" means."""
    found = tags.get(condition.key)
    negated = "Not" in condition.operator
    if found is None:
        return MAYBE if negated else NO
    like = condition.operator.endswith("Like")
    same = fnmatchcase(found, condition.value) if like else found == condition.value
    return YES if same != negated else NO


def _worst(answers: list[str]) -> str:
    return next((answer for answer in (NO, MAYBE) if answer in answers), YES)
