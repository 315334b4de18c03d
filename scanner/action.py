"""Who did what: an entry of a cloud's audit log, by which a changed setting is traced back."""

from scanner.settings import ALL, Instant, setting


@setting("action", key="id", name="operation", passing=ALL)
class Action:
    """An operation that may have changed something, as the audit log has it.

    `actor` is the id or name of the role, user or service as the log gives it; `resources` are ids, names and
    ARNs of what it was done to. Operations that failed are not among them.
    """

    id: str
    time: Instant
    service: str
    operation: str
    actor: str
    resources: tuple[str, ...]


@setting("window", singleton=True, passing=ALL)
class Window:
    """The time that actions are asked for: the host gives it when it asks for them."""

    start: Instant
    end: Instant
