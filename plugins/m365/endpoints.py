"""Every path that Tenken reads, with the least application permission that opens it.

Nothing that isn't listed here leaves the process. Permissions are those of the API page of each
path (learn.microsoft.com/graph/api); where two stand, both are needed.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote

SEGMENT = r"(?!\.{1,2}(?:/|$))[^/?#]+"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A path of one host that is read with GET, written with ``{placeholders}``."""

    host: str
    path: str
    permissions: tuple[str, ...]

    @property
    def operation(self) -> str:
        """How the call is named in counts and messages."""
        return f"{self.host} GET {self.path}"

    @property
    def permission(self) -> str:
        """What must be granted, in words."""
        return " + ".join(self.permissions)

    def target(self, **ids: str) -> str:
        """The path with its placeholders filled; ids are quoted, so that they can't leave their segment."""
        return self.path.format_map({name: quote(value, safe="@") for name, value in ids.items()})

    def matches(self, path: str) -> bool:
        """True if this path, without query, is one of this endpoint's."""
        parts = re.split(r"\{\w+\}", self.path)
        return re.fullmatch(SEGMENT.join(re.escape(part) for part in parts), path) is not None


def graph(path: str, *permissions: str) -> Endpoint:
    """Name a path of Microsoft Graph."""
    return Endpoint("graph", path, permissions)


POLICY = "Policy.Read.All"
CA_POLICIES = graph("/v1.0/identity/conditionalAccess/policies", POLICY)
SECURITY_DEFAULTS = graph("/v1.0/policies/identitySecurityDefaultsEnforcementPolicy", POLICY)
USER = graph("/v1.0/users/{id}", "User.Read.All")
GROUP_MEMBERS = graph("/v1.0/groups/{id}/transitiveMembers", "GroupMember.Read.All", "User.Read.All")

ENDPOINTS: tuple[Endpoint, ...] = tuple(one for one in vars().values() if isinstance(one, Endpoint))
