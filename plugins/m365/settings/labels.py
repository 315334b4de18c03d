"""Sensitivity labels."""

from scanner import setting


@setting("microsoft.graph.sensitivityLabel", key="id", name="name")
class Label:
    """A sensitivity label of the tenant (learn.microsoft.com/graph/api/resources/sensitivitylabel).

    `protected`: the label encrypts, or limits what can be done with the content (hasProtection).
    """

    id: str
    name: str
    protected: bool
