"""Reasons of a verdict as people read them: evidence by what it is, not by its key."""

from scanner.assessment import ControlVerdict
from scanner.framework_model import Control
from scanner.language import Translator
from scanner.text import Message

EVIDENCE = "evidence"
"""The parameter of a reason that lists keys of the control's evidence."""


def reasons_text(verdict: ControlVerdict, control: Control, t: Translator) -> tuple[str, ...]:
    """The reasons in the translator's language."""
    return tuple(t.message(_with_items(reason, control, t)) for reason in verdict.reasons)


def _with_items(reason: Message, control: Control, t: Translator) -> Message:
    """The reason with the names of evidence in the place of keys; other keys (of signals) stay."""
    values = dict(reason.values)
    if not isinstance(values.get(EVIDENCE), str):
        return reason
    items = {one.key: one.item[t.language] for one in control.evidence}
    keys = str(values[EVIDENCE]).split(", ")
    return Message.of(
        reason.template, **{**values, EVIDENCE: t(", ").join(items.get(key, key) for key in keys)}
    )
