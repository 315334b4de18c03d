"""What SPF and DMARC records say."""


def spf_all(record: str) -> str:
    """The sign of the ``all`` mechanism (``-``, ``~``, ``?``, ``+``); ``redirect`` or empty without one.

    Source: RFC 7208, sections 4.6.2 and 5.1. Terms after ``all`` are ignored, also a redirect.
    """
    terms = record.lower().split()[1:]
    for term in terms:
        if term.lstrip("+-~?") == "all":
            return term[0] if term[0] in "+-~?" else "+"
    return "redirect" if any(term.startswith("redirect=") for term in terms) else ""


def dmarc_tags(record: str) -> dict[str, str]:
    """The tags of a DMARC record, names in lower case. Source: RFC 7489, section 6.3."""
    pairs = (one.partition("=") for one in record.split(";"))
    return {name.strip().lower(): text.strip().lower() for name, sign, text in pairs if sign}
