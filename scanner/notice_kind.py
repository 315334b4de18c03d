"""The eight kinds of change that a provider makes, told by the words of its notice and by what changed.

The words are those that providers use in the notices of the cases in `tests/scenarios`.
"""

import re
from collections.abc import Sequence
from enum import StrEnum

from scanner.drift import Kind, SettingChange
from scanner.notice import Notice


class NoticeKind(StrEnum):
    """What the provider does."""

    NEW_ONLY = "new-resources-only"
    EXISTING = "existing-resources"
    NEVER_SAVED = "never-saved-only"
    MEANING = "meaning-changed"
    DATE_MOVED = "date-moved"
    NEW_SWITCH = "new-switch"
    HARDENING = "hardening-offered"
    RENAMED = "renamed"


WORDS: Sequence[tuple[NoticeKind, re.Pattern[str]]] = (
    (NoticeKind.RENAMED, re.compile(r"\b(renam|rebrand)\w*|名称.{0,6}変更", re.IGNORECASE)),
    (
        NoticeKind.NEVER_SAVED,
        re.compile(
            r"\b(not|never|n['’]t)\b[^.]{0,40}\b(saved|modified|customi[sz]ed|configured|changed)\b|未(保存|変更|設定)",
            re.IGNORECASE,
        ),
    ),
    (
        NoticeKind.HARDENING,
        re.compile(r"\bopt[- ]?in\b|\b(off|disabled) by default\b|既定で(は)?(オフ|無効)", re.IGNORECASE),
    ),
    (
        NoticeKind.NEW_SWITCH,
        re.compile(r"\b(on|enabled) by default\b|既定で(は)?(オン|有効)", re.IGNORECASE),
    ),
    (
        NoticeKind.NEW_ONLY,
        re.compile(r"\b(newly created|(all|for) new)\b|新規(に作成|作成)", re.IGNORECASE),
    ),
)
"""Words of notices, the most telling first; a notice that has none of them is read by what changed."""


def kind_of_notice(notice: Notice, change: SettingChange | None, *, moved: bool = False) -> NoticeKind:
    """What a notice announces; `change` is a setting that it explains, None where none has changed.

    `moved` says that its dates are not those it was first read with. A setting of an existing resource that
    changed can't be a default for new ones, nor one that is only offered: what was seen counts before words.
    """
    if change is None and moved:
        return NoticeKind.DATE_MOVED
    for kind in _told(notice):
        if not _contradicts(kind, change):
            return kind
    return NoticeKind.MEANING if change is None else NoticeKind.EXISTING


def _told(notice: Notice) -> Sequence[NoticeKind]:
    text = f"{notice.title}\n{notice.text}"
    return [kind for kind, words in WORDS if words.search(text)]


def _contradicts(kind: NoticeKind, change: SettingChange | None) -> bool:
    existing = change is not None and change.kind is Kind.CHANGED
    return existing and kind in (NoticeKind.NEW_ONLY, NoticeKind.HARDENING)
