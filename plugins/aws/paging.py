"""Lists that botocore has no paginator for: ask again with the token until there is none."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import MalformedAnswer
from plugins.aws.connection import AwsConnection


def pages(
    aws: AwsConnection, operation: str, key: str, region: str, /, after: str = "NextToken", **params: Any
) -> Iterator[Any]:
    """Give the items of the list `key` of every page; `after` is the token's field, in and out.

    Raises the SDK's errors, and `MalformedAnswer` if the same token comes twice: that list would
    never end.
    """
    seen: set[str] = set()
    while True:
        page = aws.ask(operation, region, **params)
        yield from page[key]
        token = page.get(after)
        if not token:
            return
        if token in seen:
            raise MalformedAnswer(f"{after} of {operation} comes twice")
        seen.add(token)
        params[after] = token
