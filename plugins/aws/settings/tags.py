"""Tags of resources."""

from scanner import setting, value


@value
class Tag:
    """A tag. Source: Resource Groups Tagging API, type Tag."""

    key: str
    value: str


@setting("AWS::ResourceGroups::TaggedResource", key="arn", region="region")
class TaggedResource:
    """A resource that bears tags, or bore some once; what never had one is not listed.

    Source: Resource Groups Tagging API GetResources ("returns all the tagged or previously tagged
    resources").
    """

    arn: str
    region: str
    tags: tuple[Tag, ...]
