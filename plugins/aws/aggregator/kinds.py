"""Which lists of the APIs an aggregator can stand in for, and which of their fields it holds.

Source: github.com/awslabs/aws-config-resource-schema, the file of each type under
config/properties/resource-types, such as AWS::EC2::VPC.properties.json. It names the properties that AWS
Config records; what it doesn't name is not held here, and never taken for absent.
"""

from dataclasses import dataclass
from typing import Any

Fields = dict[str, tuple[str, Any]]
"""By the API's name in small letters: Config's name in small letters, and the fields below."""


@dataclass(frozen=True)
class Kind:
    """One list of an API: the resource type behind it, the key of the list, the fields that are held.

    A field is written in Config's words, as the path stands in the schema; ``here>There`` is called
    *There* in the API. `inner` is the list inside each item of the list, if the resources stand in that.
    """

    operation: str
    type: str
    key: str
    fields: str
    inner: str = ""

    @property
    def held(self) -> Fields:
        """The fields as a tree."""
        tree: Fields = {}
        for path in self.fields.split():
            branch = tree
            for part in path.split("."):
                theirs, _, api = part.lower().partition(">")
                branch = branch.setdefault(api or theirs, (theirs, {}))[1]
        return tree


KINDS = {
    kind.operation: kind
    for kind in (Kind("ec2.DescribeVpcs", "AWS::EC2::VPC", "Vpcs", "dhcpOptionsId ownerId vpcId"),)
}
"""By operation; what isn't here is not held."""
