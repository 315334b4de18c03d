"""Load balancers, their listeners, the rules of unencrypted listeners, and the TLS policies."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.loadbalancers import Action, Listener, ListenerRules, LoadBalancer, TlsPolicy
from scanner import collector


@collector("elasticloadbalancing:DescribeLoadBalancers")
def load_balancers(region: Region, aws: AwsConnection) -> Iterator[LoadBalancer]:
    for balancer in aws.items("elbv2.DescribeLoadBalancers", "LoadBalancers", region.name):
        yield LoadBalancer(
            arn=balancer["LoadBalancerArn"],
            name=balancer["LoadBalancerName"],
            region=region.name,
            type=balancer["Type"],
            scheme=balancer.get("Scheme"),  # a gateway load balancer has none
            dns=balancer.get("DNSName"),
            vpc=balancer.get("VpcId"),
            zones=tuple(sorted(zone["ZoneName"] for zone in balancer["AvailabilityZones"])),
        )


@collector("elasticloadbalancing:DescribeListeners")
def listeners(balancer: LoadBalancer, aws: AwsConnection) -> Iterator[Listener]:
    found = aws.items("elbv2.DescribeListeners", "Listeners", balancer.region, LoadBalancerArn=balancer.arn)
    for listener in found:
        yield Listener(
            arn=listener["ListenerArn"],
            region=balancer.region,
            balancer=balancer,
            protocol=listener["Protocol"],
            port=listener.get("Port"),  # a gateway load balancer has none
            policy=listener.get("SslPolicy"),
        )


@collector("elasticloadbalancing:DescribeRules")
def listener_rules(listener: Listener, aws: AwsConnection) -> Iterator[ListenerRules]:
    if listener.protocol != "HTTP":
        return
    rules = aws.items("elbv2.DescribeRules", "Rules", listener.region, ListenerArn=listener.arn)
    actions = (
        Action(type=action["Type"], protocol=action.get("RedirectConfig", {}).get("Protocol"))
        for rule in rules
        for action in rule["Actions"]
    )
    yield ListenerRules(listener=listener, actions=tuple(actions))


@collector("elasticloadbalancing:DescribeSSLPolicies")
def tls_policies(region: Region, aws: AwsConnection) -> Iterator[TlsPolicy]:
    for policy in aws.items("elbv2.DescribeSSLPolicies", "SslPolicies", region.name):
        yield TlsPolicy(
            name=policy["Name"],
            region=region.name,
            protocols=tuple(sorted(policy["SslProtocols"])),
            ciphers=tuple(sorted(cipher["Name"] for cipher in policy["Ciphers"])),
        )
