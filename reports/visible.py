"""Text from the cloud as it may be shown: what can't be seen, or would steer what shows it, is spelt out."""

import re

UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, but for tab and line feed
    "\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"  # unseen, or turning
    "\U000e0000-\U000e007f\ud800-\udfff]"  # tags, half a surrogate pair
)


def visible(text: str) -> str:
    r"""The text with such characters written as `\u202e`; all that is left is text in XML and HTML too."""
    return UNSEEN.sub(_spelt, text)


def _spelt(found: re.Match[str]) -> str:
    return ascii(found[0])[1:-1]
