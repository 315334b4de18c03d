"""Reasons of a verdict as people read them: evidence and signals by what they are, not by their keys."""

from scanner.assessment import ControlVerdict
from scanner.framework_model import Control
from scanner.frameworks import load_signals
from scanner.language import Translator
from scanner.text import Message, Scalar

EVIDENCE, SIGNAL = "evidence", "signal"
"""The parameters of a reason that name keys: of the control's evidence, and of a signal."""


def reasons_text(verdict: ControlVerdict, control: Control, t: Translator) -> tuple[str, ...]:
    """The reasons in the translator's language."""
    return tuple(t.message(_named(reason, control, t)) for reason in verdict.reasons)


def _named(reason: Message, control: Control, t: Translator) -> Message:
    """The reason with names in the place of keys; what has no name stays."""
    values: dict[str, Scalar] = dict(reason.values)
    if isinstance(keys := values.get(EVIDENCE), str):
        items = {one.key: one.item[t.language] for one in control.evidence}
        values[EVIDENCE] = t(", ").join(items.get(key, key) for key in keys.split(", "))
    if isinstance(key := values.get(SIGNAL), str) and (signal := load_signals().get(key)):
        values[SIGNAL] = t.fill('"{line}" ({key})', line=signal.line[t.language].rstrip("。."), key=key)
    return Message.of(reason.template, **values)
