"""The demo's city with more in it: something of every kind, so that a scan calls every operation.

It exists in moto alone; what moto lacks is answered by hand in `fuller_answers`.
"""

from typing import Any

from plugins.aws.demo.clients import Clients
from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.fuller_answers import answer_by_hand
from tests.plugins.aws.replay import Tape

VIRGINIA = "us-east-1"
GROUP = {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet"}


def fill_more(aws: Clients, tape: Tape) -> None:
    """Add to the city; `tape` gets the answers that moto lacks."""
    account = aws("sts").get_caller_identity()["Account"]
    node = _server(aws("ec2"))
    _vpn(aws("ec2"))
    publish(aws)
    _distribution(aws)
    _telling(aws)
    _log_group(aws, account)
    _recorders(aws, account)
    _shares(aws("rds"))
    _switched_on(aws)
    _releases(aws, account)
    tagged = {"TagSet": [{"Key": "importance", "Value": "high"}]}
    aws("s3").put_bucket_tagging(Bucket="aozora-residents", Tagging=tagged)
    answer_by_hand(tape, account, node)


def _server(ec2: Any) -> str:
    """Run a server, of which there is an image and a log of its network."""
    image = ec2.register_image(Name="base", RootDeviceName="/dev/sda1")["ImageId"]
    [server] = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"]
    ec2.create_image(InstanceId=server["InstanceId"], Name="aozora-server")
    return str(server["InstanceId"])


def _vpn(ec2: Any) -> None:
    gateway = ec2.create_customer_gateway(Type="ipsec.1", BgpAsn=65000, PublicIp="192.0.2.1")
    ec2.create_vpn_connection(
        Type="ipsec.1",
        CustomerGatewayId=gateway["CustomerGateway"]["CustomerGatewayId"],
        VpnGatewayId=ec2.create_vpn_gateway(Type="ipsec.1")["VpnGateway"]["VpnGatewayId"],
    )


def publish(aws: Clients) -> None:
    """Publish a load balancer with TLS and without, and an API, both behind a softened web ACL."""
    subnets = [one["SubnetId"] for one in aws("ec2").describe_subnets()["Subnets"]][:2]
    balancer = aws("elbv2").create_load_balancer(Name="aozora", Subnets=subnets, Scheme="internet-facing")[
        "LoadBalancers"
    ][0]
    answer = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "200"}}
    arn = balancer["LoadBalancerArn"]
    aws("elbv2").create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=80, DefaultActions=[answer])
    certificate = aws("acm").request_certificate(DomainName="aozora.example")["CertificateArn"]
    secured = {"SslPolicy": "ELBSecurityPolicy-2016-08", "Certificates": [{"CertificateArn": certificate}]}
    aws("elbv2").create_listener(
        LoadBalancerArn=arn, Protocol="HTTPS", Port=443, DefaultActions=[answer], **secured
    )
    acl = _acl(aws("wafv2"), "REGIONAL")
    aws("wafv2").associate_web_acl(WebACLArn=acl, ResourceArn=arn)
    aws("wafv2").associate_web_acl(WebACLArn=acl, ResourceArn=_api(aws("apigateway")))


def _acl(waf: Any, scope: str) -> str:
    seen = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "aozora"}
    softened = [{"Name": "SizeRestrictions_BODY", "ActionToUse": {"Count": {}}}]
    rule = {
        "Name": "common",
        "Priority": 1,
        "Statement": {"ManagedRuleGroupStatement": GROUP | {"RuleActionOverrides": softened}},
        "OverrideAction": {"None": {}},
        "VisibilityConfig": seen,
    }
    made = waf.create_web_acl(
        Name="aozora", Scope=scope, DefaultAction={"Allow": {}}, VisibilityConfig=seen, Rules=[rule]
    )
    return str(made["Summary"]["ARN"])


def _api(gateway: Any) -> str:
    api = gateway.create_rest_api(name="aozora", endpointConfiguration={"types": ["REGIONAL"]})
    root = gateway.get_resources(restApiId=api["id"])["items"][0]["id"]
    method = {"restApiId": api["id"], "resourceId": root, "httpMethod": "GET"}
    gateway.put_method(**method, authorizationType="NONE")
    gateway.put_integration(**method, type="MOCK")
    gateway.create_deployment(restApiId=api["id"], stageName="open")
    return f"arn:aws:apigateway:{TOKYO}::/restapis/{api['id']}/stages/open"


def _distribution(aws: Clients) -> None:
    origin = {
        "Id": "website",
        "DomainName": "aozora-website.s3.amazonaws.com",
        "S3OriginConfig": {"OriginAccessIdentity": ""},
    }
    cached = {
        "TargetOriginId": "website",
        "ViewerProtocolPolicy": "allow-all",
        "MinTTL": 0,
        "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
    }
    aws("cloudfront").create_distribution(
        DistributionConfig={
            "CallerReference": "1",
            "Comment": "",
            "Enabled": True,
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": cached,
            "WebACLId": _acl(aws("wafv2", VIRGINIA), "CLOUDFRONT"),
        }
    )


def _telling(aws: Clients) -> None:
    """Tell a topic, that nobody has confirmed to listen to, of what GuardDuty finds."""
    topic = aws("sns").create_topic(Name="aozora")["TopicArn"]
    aws("sns").subscribe(TopicArn=topic, Protocol="email", Endpoint="it@aozora.example")
    aws("events").put_rule(Name="aozora", EventPattern='{"source": ["aws.guardduty"]}')
    aws("events").put_targets(Rule="aozora", Targets=[{"Id": "1", "Arn": topic}])


def _log_group(aws: Clients, account: str) -> None:
    """Let the trail write to a log group as well, which keeps everything."""
    aws("logs").create_log_group(logGroupName="aozora")
    group = aws("logs").describe_log_groups()["logGroups"][0]["arn"]
    role = f"arn:aws:iam::{account}:role/aozora-trail"
    aws("cloudtrail").update_trail(Name="aozora", CloudWatchLogsLogGroupArn=group, CloudWatchLogsRoleArn=role)


def _recorders(aws: Clients, account: str) -> None:
    role = f"arn:aws:iam::{account}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    for region in (TOKYO, OSAKA, VIRGINIA):
        config = aws("config", region)
        everything = {"allSupported": True, "includeGlobalResourceTypes": True}
        recorder = {"name": "default", "roleARN": role, "recordingGroup": everything}
        config.put_configuration_recorder(ConfigurationRecorder=recorder)
        config.put_delivery_channel(DeliveryChannel={"name": "default", "s3BucketName": "aozora-trail"})
        config.start_configuration_recorder(ConfigurationRecorderName="default")


def _shares(rds: Any) -> None:
    rds.create_db_snapshot(DBSnapshotIdentifier="kept", DBInstanceIdentifier="aozora-residents")
    shared = {"AttributeName": "restore", "ValuesToAdd": ["all"]}
    rds.modify_db_snapshot_attribute(DBSnapshotIdentifier="kept", **shared)
    rds.create_db_cluster_snapshot(DBClusterSnapshotIdentifier="kept-too", DBClusterIdentifier="aozora-tax")


def _switched_on(aws: Clients) -> None:
    """Switch on what watches, and join an organization with its policies."""
    aws("organizations").create_organization(FeatureSet="ALL")
    for region in (TOKYO, OSAKA):
        aws("guardduty", region).create_detector(Enable=True)
        aws("macie2", region).enable_macie()
        aws("securityhub", region).enable_security_hub()


def _releases(aws: Clients, account: str) -> None:
    """Release a program without a scan, from an image that nobody scans, with a table and files."""
    aws("efs").create_file_system(CreationToken="1", Encrypted=False)
    aws("dynamodb").create_table(
        TableName="aozora",
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        BillingMode="PAY_PER_REQUEST",
    )
    aws("ecr").create_repository(repositoryName="aozora")
    trusted = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", '
        '"Principal": {"Service": "codepipeline.amazonaws.com"}}]}'
    )
    aws("iam").create_role(RoleName="release", AssumeRolePolicyDocument=trusted)
    source = {"category": "Source", "owner": "AWS", "provider": "S3", "version": "1"}
    release = {"category": "Deploy", "owner": "AWS", "provider": "S3", "version": "1"}
    stages = [
        {"name": name, "actions": [{"name": name, "actionTypeId": kind}]}
        for name, kind in (("Source", source), ("Release", release))
    ]
    aws("codepipeline").create_pipeline(
        pipeline={
            "name": "aozora",
            "roleArn": f"arn:aws:iam::{account}:role/release",
            "artifactStore": {"type": "S3", "location": "aozora-trail"},
            "stages": stages,
        }
    )
