"""Web services that face the internet, and what protects them."""

from collections.abc import Iterator
from typing import Any

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.firewalls import (
    ApiStage,
    BalancerFirewall,
    Distribution,
    DistributionFirewall,
    DistributionTls,
    Origin,
    Shield,
)
from plugins.aws.settings.loadbalancers import LoadBalancer
from plugins.aws.webacl import acl_of, acl_of_distribution
from scanner import collector


@collector("wafv2:GetWebACLForResource", "wafv2:DescribeManagedRuleGroup")
def balancer_firewall(balancer: LoadBalancer, aws: AwsConnection) -> Iterator[BalancerFirewall]:
    if (balancer.type, balancer.scheme) == ("application", "internet-facing"):
        yield BalancerFirewall(balancer=balancer, acl=acl_of(aws, balancer.region, balancer.arn))


@collector("apigateway:GET", "wafv2:GetWebACLForResource", "wafv2:DescribeManagedRuleGroup")
def api_stages(region: Region, aws: AwsConnection) -> Iterator[ApiStage]:
    for api in aws.once.items("apigateway.GetRestApis", "items", region.name):
        if "PRIVATE" in api["endpointConfiguration"]["types"]:
            continue
        for stage in aws.ask("apigateway.GetStages", region.name, restApiId=api["id"])["item"]:
            name = f"{api['id']}/stages/{stage['stageName']}"
            arn = f"arn:aws:apigateway:{region.name}::/restapis/{name}"
            acl = acl_of(aws, region.name, arn)
            yield ApiStage(arn=arn, name=f"{api['name']}/{stage['stageName']}", region=region.name, acl=acl)


@collector("cloudfront:ListDistributions")
def distributions(aws: AwsConnection) -> Iterator[Distribution | DistributionTls]:
    marker: dict[str, Any] = {}
    while True:
        found = aws.ask("cloudfront.ListDistributions", **marker)["DistributionList"]
        for one in found.get("Items") or ():  # an empty list has no Items (API type DistributionList)
            made = _distribution(one)
            yield made
            yield _tls(made, one)
        if not found["IsTruncated"]:
            return
        marker = {"Marker": found["NextMarker"]}


def _distribution(one: Answer) -> Distribution:
    return Distribution(
        arn=one["ARN"],
        domain=one["DomainName"],
        enabled=one["Enabled"],
        web_acl=one["WebACLId"],
        origins=tuple(_origin(origin) for origin in one["Origins"]["Items"]),
    )


def _tls(distribution: Distribution, one: Answer) -> DistributionTls:
    certificate = one["ViewerCertificate"]
    others = one["CacheBehaviors"].get("Items") or ()  # an empty list has no Items
    return DistributionTls(
        distribution=distribution,
        default_certificate=certificate.get("CloudFrontDefaultCertificate", False),
        certificate=certificate.get("ACMCertificateArn") or certificate.get("IAMCertificateId"),
        minimum=certificate.get("MinimumProtocolVersion"),
        viewers=tuple(
            sorted(
                {behaviour["ViewerProtocolPolicy"] for behaviour in (one["DefaultCacheBehavior"], *others)}
            )
        ),
    )


def _origin(origin: Answer) -> Origin:
    bucket = origin.get("S3OriginConfig")
    identity = (bucket or {}).get("OriginAccessIdentity")
    return Origin(
        id=origin["Id"],
        domain=origin["DomainName"],
        kind="s3" if bucket is not None else "vpc" if "VpcOriginConfig" in origin else "custom",
        signed=bool(identity or origin.get("OriginAccessControlId")),
    )


@collector("wafv2:GetWebACL", "wafv2:DescribeManagedRuleGroup")
def distribution_firewall(distribution: Distribution, aws: AwsConnection) -> DistributionFirewall:
    return DistributionFirewall(distribution=distribution, acl=acl_of_distribution(aws, distribution.web_acl))


@collector("shield:GetSubscriptionState", "shield:ListProtections")
def shield(account: Account, aws: AwsConnection) -> Shield:
    state = aws.ask("shield.GetSubscriptionState")["SubscriptionState"]
    found = aws.items("shield.ListProtections", "Protections") if state == "ACTIVE" else ()
    return Shield(account=account, state=state, protected=tuple(sorted(one["ResourceArn"] for one in found)))
