"""What a provider announces: a post of the Microsoft 365 message center, an event of AWS Health."""

from scanner.settings import ALL, Instant, setting


@setting("notice", key="id", name="title", passing=ALL)
class Notice:
    """One announcement as it stands now; a revised one has the same id and a later `modified`.

    `services` are those it speaks of, in the provider's words; `major` says that it announces a major change;
    `act_by` is by when something has to be done, None if nothing has; `starts` and `ends` are when it begins
    and ends to hold. `text` is plain: no markup.
    """

    id: str
    title: str
    services: tuple[str, ...]
    category: str
    major: bool
    act_by: Instant | None
    starts: Instant | None
    ends: Instant | None
    modified: Instant
    text: str

    @property
    def asks(self) -> bool:
        """True if the settings have to be looked at: a major change, or something to do."""
        return self.major or self.act_by is not None
