"""APIs and their names: API Gateway tells of them in two versions of its own API."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.apis import Api, ApiDomain
from scanner import collector

PLAIN = ("BASE_PATH_MAPPING_ONLY", "API_MAPPING_ONLY", None)
"""Routing modes without rules; a domain that tells none is from before there were rules."""


@collector("apigateway:GET")
def apis(region: Region, aws: AwsConnection) -> Iterator[Api]:
    place = f"arn:aws:apigateway:{region.name}::"
    for one in aws.once.items("apigateway.GetRestApis", "items", region.name):
        yield Api(
            arn=f"{place}/restapis/{one['id']}",
            id=one["id"],
            name=one["name"],
            region=region.name,
            kind="REST",
            policy=one.get("securityPolicy"),
            closed=one.get("disableExecuteApiEndpoint", False),  # by default it answers
        )
    for one in aws.items("apigatewayv2.GetApis", "Items", region.name):
        yield Api(
            arn=f"{place}/apis/{one['ApiId']}",
            id=one["ApiId"],
            name=one["Name"],
            region=region.name,
            kind=one["ProtocolType"],
            policy=None,
            closed=one.get("DisableExecuteApiEndpoint", False),
        )


@collector("apigateway:GET")
def api_domains(region: Region, aws: AwsConnection) -> Iterator[ApiDomain]:
    """Both versions list the names: what one of them knows alone is not lost."""
    found: dict[str, list[ApiDomain]] = {}
    for one in aws.items("apigateway.GetDomainNames", "items", region.name):
        found.setdefault(one["domainName"], []).append(_first(one, region.name, aws))
    for one in aws.items("apigatewayv2.GetDomainNames", "Items", region.name):
        found.setdefault(one["DomainName"], []).append(_second(one, region.name, aws))
    for parts in found.values():
        yield ApiDomain(
            arn=parts[0].arn,
            name=parts[0].name,
            region=region.name,
            policies=tuple(sorted({policy for part in parts for policy in part.policies})),
            mutual=any(part.mutual for part in parts),
            ruled=any(part.ruled for part in parts),
            apis=tuple(sorted({api for part in parts for api in part.apis})),
        )


def _first(one: Answer, region: str, aws: AwsConnection) -> ApiDomain:
    name, mutual = one["domainName"], bool(one.get("mutualTlsAuthentication"))
    operation = "apigateway.GetBasePathMappings"
    mapped = aws.items(operation, "items", region, domainName=name) if mutual else ()
    policy = one.get("securityPolicy")
    return ApiDomain(
        arn=f"arn:aws:apigateway:{region}::/domainnames/{name}",
        name=name,
        region=region,
        policies=(policy,) if policy else (),
        mutual=mutual,
        ruled=one.get("routingMode") not in PLAIN,
        apis=tuple(mapping["restApiId"] for mapping in mapped),
    )


def _second(one: Answer, region: str, aws: AwsConnection) -> ApiDomain:
    name, mutual = one["DomainName"], bool(one.get("MutualTlsAuthentication"))
    operation = "apigatewayv2.GetApiMappings"
    mapped = aws.items(operation, "Items", region, DomainName=name) if mutual else ()
    policies = (each.get("SecurityPolicy") for each in one.get("DomainNameConfigurations") or ())
    return ApiDomain(
        arn=f"arn:aws:apigateway:{region}::/domainnames/{name}",
        name=name,
        region=region,
        policies=tuple(policy for policy in policies if policy),
        mutual=mutual,
        ruled=one.get("RoutingMode") not in PLAIN,
        apis=tuple(mapping["ApiId"] for mapping in mapped),
    )
