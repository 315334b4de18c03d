"""What a receiver's answer means for the events of a batch."""

from collections.abc import Callable, Sequence

from scanner.sink import DELIVERED, Outgoing, Receipt, Result
from scanner.text import Message

SHOWN = 200
"""How much of what a receiver said is kept, in characters."""
Send = Callable[[Sequence[Outgoing]], Receipt | list[Receipt]]
"""Sends a batch; what comes back holds for all of it, or is one receipt for each."""


def later(template: str, /, after: float | None = None, **params: str | int) -> Receipt:
    """Not now: nothing is wrong with the event."""
    return Receipt(Result.LATER, Message.of(template, **params), after)


def refused(template: str, /, **params: str | int) -> Receipt:
    """The receiver refuses this event for what it is."""
    return Receipt(Result.REFUSED, Message.of(template, **params))


def parted(batch: Sequence[Outgoing], send: Send) -> list[Receipt]:
    """Send a batch; where it is refused as a whole, send its halves, until it is known which events are.

    Nothing after an event that has to wait is sent: the receiver is busy.
    """
    receipt = send(batch)
    if isinstance(receipt, list):
        return receipt
    if receipt.result is not Result.REFUSED or len(batch) == 1:
        return [receipt] * len(batch)
    middle = len(batch) // 2
    first = parted(batch[:middle], send)
    if waiting := next((one for one in first if one.result is Result.LATER), None):
        return first + [waiting] * (len(batch) - middle)
    return first + parted(batch[middle:], send)


def shown(said: bytes | str, *secrets: str) -> str:
    """What a receiver said, fit to be shown: short, printable, without our secrets."""
    text = said if isinstance(said, str) else said[: SHOWN * 8].decode("utf-8", "replace")
    for secret in secrets:
        if secret:
            text = text.replace(secret, "***")
    return "".join(one if one.isprintable() else " " for one in text)[:SHOWN].strip()


__all__ = ["DELIVERED", "later", "parted", "refused", "shown"]
