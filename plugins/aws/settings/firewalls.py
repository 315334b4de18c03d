"""What stands between the internet and a web service: web ACLs and Shield."""

from plugins.aws.settings.account import Account
from plugins.aws.settings.loadbalancers import LoadBalancer
from scanner import setting, value


@value
class WafRule:
    """A rule of a web ACL.

    `kind` is managed (a managed rule group), rate (a rate-based rule) or other. `stops`: what
    matches is blocked or challenged; false if it is only counted or allowed. `narrowed`: only some
    requests are looked at. `overridden` names the rules of a managed group that are only counted
    or allowed, `total` counts the group's rules (None if nothing is overridden: not asked for).
    Source: WAFV2 API types Rule, ManagedRuleGroupStatement, RateBasedStatement; DescribeManagedRuleGroup.
    """

    name: str
    kind: str
    stops: bool
    narrowed: bool
    overridden: int
    total: int | None


@value
class WebAcl:
    """A web ACL; one of WAF Classic has no rules here (`classic`)."""

    arn: str
    classic: bool
    rules: tuple[WafRule, ...]


@setting("AWS::WAFv2::WebACLAssociation/load-balancer", of="balancer")
class BalancerFirewall:
    """The web ACL of an application load balancer that faces the internet; None if there is none.

    Source: WAFV2 GetWebACLForResource.
    """

    balancer: LoadBalancer
    acl: WebAcl | None


@setting("AWS::ApiGateway::Stage", key="arn", name="name", region="region")
class ApiStage:
    """A stage of a REST API that can be reached from the internet, with its web ACL.

    Source: API Gateway GetRestApis (``endpointConfiguration.types`` without PRIVATE), GetStages,
    WAFV2 GetWebACLForResource.
    """

    arn: str
    name: str
    region: str
    acl: WebAcl | None


@value
class Origin:
    """Where a distribution fetches from.

    `kind` is s3, vpc or custom. `signed`: CloudFront identifies itself to the bucket (origin access
    control or identity). Source: CloudFront API type Origin.
    """

    id: str
    domain: str
    kind: str
    signed: bool


@setting("AWS::CloudFront::Distribution", key="arn", name="domain")
class Distribution:
    """A CloudFront distribution; `web_acl` is the ARN of a web ACL, an id of WAF Classic, or empty.

    Source: CloudFront ListDistributions, API type DistributionSummary.
    """

    arn: str
    domain: str
    enabled: bool
    web_acl: str
    origins: tuple[Origin, ...]


@setting("AWS::CloudFront::Distribution/web-acl", of="distribution")
class DistributionFirewall:
    """The web ACL of a distribution; None if there is none. Source: WAFV2 GetWebACL."""

    distribution: Distribution
    acl: WebAcl | None


@setting("AWS::Shield::Subscription", of="account", singleton=True)
class Shield:
    """Whether Shield Advanced is subscribed to, and the ARNs that it protects.

    Source: Shield GetSubscriptionState (ACTIVE or INACTIVE), ListProtections (``ResourceArn``).
    """

    account: Account
    state: str
    protected: tuple[str, ...]


@setting("AWS::CloudFront::Distribution/tls", of="distribution")
class DistributionTls:
    """How a distribution encrypts: the oldest protocol of its policy, and what it does with plain HTTP.

    `certificate` is the ARN of an own certificate of ACM, or the id of one of IAM; None without one.
    `minimum` is None where the answer names none. `viewers` are the policies of all behaviours:
    allow-all, https-only or redirect-to-https. Source: CloudFront ListDistributions, API types
    ViewerCertificate (``MinimumProtocolVersion``; with the certificate of CloudFront "CloudFront
    automatically sets the security policy to TLSv1"), CacheBehavior (``ViewerProtocolPolicy``).
    """

    distribution: Distribution
    default_certificate: bool
    certificate: str | None
    minimum: str | None
    viewers: tuple[str, ...]
