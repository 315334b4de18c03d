"""A summary to a chat: Microsoft Teams (workflow webhook, Adaptive Card) or Slack (incoming webhook)."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from reports.sinks.batch import later
from reports.sinks.http import Http
from reports.sinks.told import Told
from scanner.config_secret import reveal
from scanner.language import Language, Translator
from scanner.sink import Outgoing, Receipt, Result, Sink

Body = Callable[[Told], dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatOptions:
    """`url` is the webhook's address, a secret itself: whoever knows it can post there."""

    url: str = field(metadata={"example": "env:TENKEN_CHAT_URL", "secret": True})
    language: Language = "ja"
    ca: str | None = None


class Chat:
    """Posts one message per batch."""

    def __init__(self, options: ChatOptions, body: Body) -> None:
        self._url, self._body = reveal(options.url), body
        self._translator = Translator(options.language)
        self._http = Http({"Content-Type": "application/json"}, options.ca, self._url)

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Tell of the batch."""
        body = json.dumps(self._body(Told(batch, self._translator)), ensure_ascii=False).encode()
        receipt = self._http.send(self._url, body)
        if receipt.result is Result.REFUSED:  # the fault is the message's, not that of an event
            receipt = later("the chat refuses the message; check url and kind of the webhook")
        return [receipt] * len(batch)

    def close(self) -> None:
        """Close the connections."""
        self._http.close()


def teams(told: Told) -> dict[str, Any]:
    """An Adaptive Card in a message."""
    lines = [told.title, *told.lines()]
    card = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": [_block(line, bold=not place) for place, line in enumerate(lines)],
    }
    return {
        "type": "message",
        "attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": card}],
    }


def _block(line: str, *, bold: bool) -> dict[str, Any]:
    return {"type": "TextBlock", "wrap": True, "weight": "Bolder" if bold else "Default"} | {"text": line}


def slack(told: Told) -> dict[str, Any]:
    """Plain text; what Slack would take for marks is escaped."""
    text = "\n".join([told.title, *told.lines()])
    return {"text": text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")}


SINKS = (
    Sink(
        "teams",
        "Summary to Microsoft Teams",
        ChatOptions,
        lambda one: Chat(one, teams),
        summary=True,
        requires="siem",
    ),
    Sink(
        "slack", "Summary to Slack", ChatOptions, lambda one: Chat(one, slack), summary=True, requires="siem"
    ),
)
