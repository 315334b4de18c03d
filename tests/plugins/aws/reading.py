"""Run collectors as the engine would: each once, for every item it asks for."""

from typing import Any

from plugins.aws import provider
from plugins.aws.connection import AwsConnection
from scanner.declare import Collector
from scanner.errands import results
from scanner.signature import Quantity


def read(cls: type, aws: AwsConnection) -> list[Any]:
    """Give every setting of a type that the account holds; errors propagate."""
    source = next(one for one in provider.collectors if cls in one.gives)
    return [item for item in run(source, aws) if type(item) is cls]


def run(source: Collector[...], aws: AwsConnection) -> list[Any]:
    """Run a collector for every item that it asks for."""
    each = source.each
    common: dict[str, Any] = {}
    for param in source.params:
        if param.quantity is Quantity.CONNECTION:
            common[param.name] = aws
        elif param.quantity is Quantity.ONE:
            common[param.name] = read(param.type, aws)[0]
        elif param.quantity is Quantity.ALL:
            common[param.name] = tuple(read(param.type, aws))
    if each is None:
        return list(results(source, common))
    return [one for item in read(each.type, aws) for one in results(source, {**common, each.name: item})]
