"""Licences: what the tenant has bought."""

from scanner import setting, value


@value
class Plan:
    """One service plan of a licence (`servicePlanInfo`): its name, and whether it is provisioned."""

    name: str
    status: str


@setting("microsoft.graph.subscribedSku", key="id", name="name", passing="consumed")
class Sku:
    """A licence (learn.microsoft.com/graph/api/resources/subscribedsku) and its units by state.

    `status` is capabilityStatus: Enabled, Warning, Suspended, Deleted or LockedOut.
    """

    id: str
    name: str
    status: str
    consumed: int
    enabled: int
    warning: int
    suspended: int
    plans: tuple[Plan, ...]
