"""Text that people read: a template and its parameters, translated only when it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass

Scalar = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Message:
    """An English template (the gettext key) and the values of its ``{placeholders}``."""

    template: str
    params: tuple[tuple[str, Scalar], ...] = ()

    @classmethod
    def of(cls, template: str, /, **params: Scalar) -> "Message":
        """Build a message; parameters stand in name order, so that equal messages are equal."""
        return cls(template, tuple(sorted(params.items())))

    @property
    def values(self) -> Mapping[str, Scalar]:
        """The parameters by name."""
        return dict(self.params)

    def __str__(self) -> str:
        """Return the English text."""
        return self.template.format_map(self.values)
