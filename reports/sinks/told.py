"""The summary that people get in a chat or by mail: how many events of which kind, the gravest of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from scanner.language import Translator
from scanner.sink import Outgoing

MOST = 10


class Told:
    """A summary in one language."""

    def __init__(self, batch: Sequence[Outgoing], translator: Translator) -> None:
        self._events = [one.payload for one in batch]
        self._t = translator

    @property
    def title(self) -> str:
        """The first line."""
        t = self._t
        return t("Tenken: {count} changes").format(count=len(self._events))

    def lines(self) -> Iterator[str]:
        """The rest, a line each."""
        t = self._t
        counts = Counter(one["compliance"]["status"] for one in self._events)
        names = {
            "Fail": t("not as it should be"),
            "Unknown": t("could not be told"),
            "Pass": t("as it should be"),
        }
        for status, name in names.items():
            if counts[status]:
                yield f"{name}: {counts[status]}"
        for one in self._gravest():
            yield f"- [{one['severity']}] {one['finding_info']['title']}: {one['message']}"
        yield t("Details are in the SIEM and in the reports; this message holds no evidence.")

    def _gravest(self) -> list[Any]:
        bad = [
            one
            for one in self._events
            if one["compliance"]["status_id"] in (0, 2, 3) and one["activity_id"] != 3
        ]
        ranked = sorted(bad, key=lambda one: (-(one["compliance"]["status_id"] == 3), -one["severity_id"]))
        return ranked[:MOST]
