"""Named locations, which Conditional Access policies refer to by id."""

from scanner import setting


@setting("microsoft.graph.namedLocation", key="id", name="name")
class NamedLocation:
    """A named location: by address ranges (CIDR), or by countries.

    Source: learn.microsoft.com/graph/api/resources/ipnamedlocation and …/countrynamedlocation.
    `kind` is the last part of @odata.type. `trusted` is None for countries.
    """

    id: str
    name: str
    kind: str
    trusted: bool | None
    ranges: tuple[str, ...]
    countries: tuple[str, ...]
    unknown_countries: bool | None
    lookup: str | None
