"""The record within an event of CloudTrail: JSON within JSON."""

import json

from plugins.aws.answers import Answer, MalformedAnswer, answer


def record_of(event: Answer) -> Answer:
    """The record of an event of LookupEvents. Raises MalformedAnswer."""
    try:
        found = answer(json.loads(event["CloudTrailEvent"]))
    except ValueError as error:
        raise MalformedAnswer("CloudTrailEvent") from error
    if not isinstance(found, Answer):
        raise MalformedAnswer("CloudTrailEvent")
    return found
