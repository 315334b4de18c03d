"""Which resources are important: the municipality says by which tag."""

from plugins.aws.settings.tags import TaggedResource
from scanner import DeclaredImportance, Fail, NotApplicable, Reading, Reason, Unknown, Verdict

UNDECLARED = "{missing} is missing; whether it is important nobody declared: add its tag under important_tags"
UNREAD = "{missing} is missing; whether it is important could not be read; needed: {permission}"
OTHER = "it bears no tag of what is important"


def tags_of(arn: str, tagged: Reading[TaggedResource]) -> dict[str, str]:
    """Give the tags of a resource; none if it never had one, or they could not be read."""
    return {tag.key: tag.value for one in tagged.items if one.arn == arn for tag in one.tags}


def if_important(
    verdict: Verdict,
    missing: str,
    arn: str,
    tagged: Reading[TaggedResource],
    important: Reading[DeclaredImportance],
) -> Verdict:
    """Give a Fail only of what is important; else say that it is none, or can't be told.

    An empty list says that no tag marks what is important: then everything is.
    """
    if not isinstance(verdict, Fail):
        return verdict
    if important.gaps:
        return Unknown(verdict.subject, Reason.UNDECLARED, UNDECLARED, part=verdict.part, missing=missing)
    tags = tags_of(arn, tagged)
    if not important.items or any(tags.get(one.tag) == one.value for one in important.items):
        return verdict
    region = arn.split(":")[3]  # the ARN of a bucket names none: its tags may be in any
    for gap in tagged.gaps:
        if not region or gap.scope.region in (region, "global"):
            named = {"missing": missing, "permission": gap.permission}
            return Unknown(verdict.subject, gap.reason, UNREAD, part=verdict.part, **named)
    return NotApplicable(verdict.subject, OTHER, part=verdict.part)
