"""Plays a recording (`tenken record`) as the service that it was made of."""

from typing import Any

from scanner.recording.anonymiser import BASE
from scanner.testing.script import Reply, Request


def rebased(request: Request, reply: Reply, base_url: str) -> Reply:  # noqa: ARG001 - the signature of `Finish`
    """Put this server's address in the place of the service's own, so that links lead here.

    with FixtureServer(Player(Script.from_folder(folder), finish=rebased)) as server: …
    """
    headers = {name: text.replace(BASE, base_url) for name, text in reply.headers.items()}
    return Reply(reply.status, _rebased(reply.body, base_url), headers)


def _rebased(body: Any, base_url: str) -> Any:
    if isinstance(body, dict):
        return {key: _rebased(part, base_url) for key, part in body.items()}
    if isinstance(body, list):
        return [_rebased(part, base_url) for part in body]
    return body.replace(BASE, base_url) if isinstance(body, str) else body
