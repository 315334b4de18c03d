"""Answers by hand for what moto lacks, so that the account on tape is asked everything.

Nothing here is recorded. Written from documentation: the API reference page of each operation;
`Tape.answer` holds each against botocore's output shape.
"""

from typing import Any

from tests.plugins.aws.conftest import OSAKA, TOKYO
from tests.plugins.aws.fuller_services import ago, apis, selected, sessions, stacks
from tests.plugins.aws.replay import Tape

ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
BEST = "aws-foundational-security-best-practices"
OPEN_VAULT = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", '
    '"Action": "backup:CopyIntoBackupVault", "Resource": "*"}]}'
)


def answer_by_hand(tape: Tape, account: str, node: str) -> None:
    """Put all answers on the tape; `node` is the id of a server that Systems Manager manages."""
    for answers in (
        _account(),
        _findings(account),
        _vulnerabilities(account),
        _config(),
        _backups(),
        _lines(),
        _names(),
        _firewall(account),
        _nodes(node),
        _ends(),
        stacks(account),
        apis(),
        selected(),
        sessions(),
    ):
        for operation, answer in answers.items():
            tape.answer(operation, answer)


def _account() -> dict[str, dict[str, Any]]:
    regions = [{"RegionName": name, "OptInStatus": "opt-in-not-required"} for name in (TOKYO, OSAKA)]
    enabled = [
        {"RegionName": name, "RegionOptStatus": "ENABLED_BY_DEFAULT"} for name in (TOKYO, OSAKA, "us-east-1")
    ]
    report = {"id": "report-1", "name": "SOC 2 Type II", "series": "SOC", "state": "PUBLISHED"}
    licence = {"LicenseConfigurationArn": "arn:aws:license-manager:::lic-1", "Name": "office"}
    contact = {"EmailAddress": "it@aozora.example", "AlternateContactType": "SECURITY", "Name": "情報政策課"}
    return {
        "ec2.DescribeRegions": {"Regions": regions},
        "account.ListRegions": {"Regions": enabled},
        "account.GetAlternateContact": {"AlternateContact": contact},
        "artifact.ListReports": {"reports": [report | {"periodEnd": ago(90)}]},
        "license-manager.ListLicenseConfigurations": {
            "LicenseConfigurations": [licence | {"LicenseCount": 5, "ConsumedLicenses": 9}]
        },
        "shield.GetSubscriptionState": {"SubscriptionState": "ACTIVE"},
        "shield.ListProtections": {"Protections": []},
    }


def _findings(account: str) -> dict[str, dict[str, Any]]:
    analyzer = {
        "arn": f"arn:aws:access-analyzer:{TOKYO}:{account}:analyzer/aozora",
        "name": "aozora",
        "type": "ACCOUNT",
        "status": "ACTIVE",
        "createdAt": ago(400),
    }
    finding = {
        "id": "finding-1",
        "resource": "arn:aws:s3:::aozora-website",
        "resourceType": "AWS::S3::Bucket",
        "resourceOwnerAccount": account,
        "status": "ACTIVE",
        **dict.fromkeys(("analyzedAt", "createdAt", "updatedAt"), ago(200)),
    }
    standard = {
        "StandardsSubscriptionArn": f"arn:aws:securityhub:{TOKYO}:{account}:subscription/fsbp/v/1.0.0",
        "StandardsArn": f"arn:aws:securityhub:{TOKYO}::standards/{BEST}/v/1.0.0",
        "StandardsInput": {},
        "StandardsStatus": "READY",
    }
    failed = {
        "SchemaVersion": "2018-10-08",
        "ProductArn": f"arn:aws:securityhub:{TOKYO}::product/aws/securityhub",
        "AwsAccountId": account,
        **dict.fromkeys(("Id", "GeneratorId", "Title", "Description"), "security-control/S3.8"),
        **dict.fromkeys(("CreatedAt", "UpdatedAt"), "2025-04-01T00:00:00Z"),
        "Resources": [{"Type": "AwsS3Bucket", "Id": "arn:aws:s3:::aozora-website"}],
        "Compliance": {"Status": "FAILED", "SecurityControlId": "S3.8"},
        "Severity": {"Label": "HIGH"},
        "Workflow": {"Status": "NEW"},
    }
    return {
        "accessanalyzer.ListAnalyzers": {"analyzers": [analyzer]},
        "accessanalyzer.ListFindingsV2": {"findings": [finding]},
        "securityhub.GetEnabledStandards": {"StandardsSubscriptions": [standard]},
        "securityhub.GetFindings": {"Findings": [failed]},
    }


def _vulnerabilities(account: str) -> dict[str, dict[str, Any]]:
    state = {"status": "ENABLED", "errorCode": "ALREADY_ENABLED", "errorMessage": "already enabled"}
    kinds = {"ec2": state, "ecr": state, "lambda": state}
    critical = {
        "findingArn": f"arn:aws:inspector2:{TOKYO}:{account}:finding/1",
        "awsAccountId": account,
        "type": "PACKAGE_VULNERABILITY",
        "description": "an old package",
        "remediation": {},
        "severity": "CRITICAL",
        "firstObservedAt": ago(60),
        "lastObservedAt": ago(1),
        "status": "ACTIVE",
        "resources": [{"type": "AWS_EC2_INSTANCE", "id": "i-1234567890abcdef0"}],
    }
    destination = {"DestinationId": "1", "DestinationType": "S3", "Status": "PUBLISHING"}
    return {
        "inspector2.BatchGetAccountStatus": {
            "accounts": [{"accountId": account, "state": state, "resourceState": kinds}]
        },
        "inspector2.ListFindings": {"findings": [critical]},
        "macie2.GetAutomatedDiscoveryConfiguration": {"status": "ENABLED"},
        "macie2.ListFindings": {"findingIds": ["1"]},
        "guardduty.ListPublishingDestinations": {"Destinations": [destination]},
        "guardduty.GetAdministratorAccount": {"Administrator": {}},
        "guardduty.ListMalwareProtectionPlans": {
            "MalwareProtectionPlans": [{"MalwareProtectionPlanId": "1"}]
        },
        "guardduty.GetMalwareProtectionPlan": {
            "ProtectedResource": {"S3Bucket": {"BucketName": "aozora-website"}},
            "Status": "ACTIVE",
        },
    }


def _config() -> dict[str, dict[str, Any]]:
    kinds = ("configHistoryDeliveryInfo", "configSnapshotDeliveryInfo", "configStreamDeliveryInfo")
    channel = {"name": "default", **{kind: {"lastStatus": "Success"} for kind in kinds}}
    return {
        "config.DescribeDeliveryChannelStatus": {"DeliveryChannelsStatus": [channel]},
        "config.GetDiscoveredResourceCounts": {
            "resourceCounts": [{"resourceType": "AWS::EC2::Instance", "count": 2}]
        },
    }


def _backups() -> dict[str, dict[str, Any]]:
    database = f"arn:aws:rds:{TOKYO}:123456789012:db:aozora"
    protected = [
        {"ResourceArn": f"{database}-{name}", "ResourceType": "RDS", "LastBackupTime": ago(days)}
        for name, days in (("residents", 0), ("events", 40))
    ]
    job = {"RestoreJobId": "1", "SourceResourceArn": f"{database}-residents", "Status": "COMPLETED"}
    open_to_plain = {"Parameters": [{"ParameterName": "rds.force_ssl", "ParameterValue": "0"}]}
    encrypted_only = {"Parameters": [{"ParameterName": "rds.force_ssl", "ParameterValue": "1"}]}
    return {
        "backup.ListBackupSelections": {
            "BackupSelectionsList": [{"SelectionId": "1", "SelectionName": "important"}]
        },
        "backup.GetBackupVaultAccessPolicy": {"Policy": OPEN_VAULT},
        "backup.ListProtectedResources": {"Results": protected},
        "backup.ListRestoreJobs": {"RestoreJobs": [job | {"CompletionDate": ago(500)}]},
        "rds.DescribeDBClusterParameters": open_to_plain,
        "rds.DescribeDBParameters": encrypted_only,
    }


def _lines() -> dict[str, dict[str, Any]]:
    endpoint = {
        "ClientVpnEndpointId": "cvpn-endpoint-1",
        "AuthenticationOptions": [{"Type": "certificate-authentication"}],
        "ConnectionLogOptions": {"Enabled": False},
    }
    rule = {"ClientVpnEndpointId": "cvpn-endpoint-1", "AccessAll": True, "DestinationCidr": "10.0.0.0/8"}
    interface = {
        "virtualInterfaceId": "dxvif-1",
        "virtualInterfaceName": "aozora",
        "virtualInterfaceState": "available",
        "virtualInterfaceType": "public",
    }
    return {
        "ec2.DescribeClientVpnEndpoints": {"ClientVpnEndpoints": [endpoint]},
        "ec2.DescribeClientVpnAuthorizationRules": {"AuthorizationRules": [rule]},
        "directconnect.DescribeVirtualInterfaces": {"virtualInterfaces": [interface]},
    }


def _names() -> dict[str, dict[str, Any]]:
    link = {"FirewallRuleGroupId": "rslvr-frg-1", "VpcId": "vpc-1234567890abcdef0", "Priority": 101}
    rule = {"Name": "only-ours", "FirewallDomainListId": "rslvr-fdl-1", "Priority": 1, "Action": "ALLOW"}
    return {
        "route53resolver.ListFirewallRuleGroupAssociations": {"FirewallRuleGroupAssociations": [link]},
        "route53resolver.ListFirewallRules": {"FirewallRules": [rule]},
        "route53resolver.ListFirewallDomainLists": {"FirewallDomainLists": [{"Id": "rslvr-fdl-1"}]},
        "route53resolver.ListFirewallDomains": {"Domains": ["*.aozora.example."]},
    }


def _firewall(account: str) -> dict[str, dict[str, Any]]:
    def arn(kind: str) -> str:
        return f"arn:aws:network-firewall:{TOKYO}:{account}:{kind}/aozora"

    firewall = {
        "FirewallPolicyArn": arn("firewall-policy"),
        "VpcId": "vpc-1234567890abcdef0",
        "SubnetMappings": [{"SubnetId": "subnet-1234567890abcdef0"}],
        "FirewallId": ID,
    }
    attachment = {"EndpointId": "vpce-1234567890abcdef0", "Status": "READY"}
    status = {
        "Status": "READY",
        "ConfigurationSyncStateSummary": "IN_SYNC",
        "SyncStates": {f"{TOKYO}a": {"Attachment": attachment}},
    }
    policy = {
        "StatelessDefaultActions": ["aws:forward_to_sfe"],
        "StatelessFragmentDefaultActions": ["aws:forward_to_sfe"],
        "StatefulRuleGroupReferences": [{"ResourceArn": arn("stateful-rulegroup")}],
    }
    named = {
        "FirewallPolicyName": "aozora",
        "FirewallPolicyArn": arn("firewall-policy"),
        "FirewallPolicyId": ID,
    }
    group = {"RuleGroupArn": arn("stateful-rulegroup"), "RuleGroupName": "aozora", "RuleGroupId": ID}
    domains = {
        "Targets": [".aozora.example"],
        "TargetTypes": ["TLS_SNI"],
        "GeneratedRulesType": "ALLOWLIST",
    }
    return {
        "network-firewall.ListFirewalls": {
            "Firewalls": [{"FirewallName": "aozora", "FirewallArn": arn("firewall")}]
        },
        "network-firewall.DescribeFirewall": {"Firewall": firewall, "FirewallStatus": status},
        "network-firewall.DescribeFirewallPolicy": {
            "UpdateToken": ID,
            "FirewallPolicyResponse": named,
            "FirewallPolicy": policy,
        },
        "network-firewall.DescribeRuleGroup": {
            "UpdateToken": ID,
            "RuleGroup": {"RulesSource": {"RulesSourceList": domains}},
            "RuleGroupResponse": group,
        },
        "wafv2.DescribeManagedRuleGroup": {
            "Rules": [{"Name": "SizeRestrictions_BODY"}, {"Name": "NoUserAgent_HEADER"}]
        },
    }


def _nodes(node: str) -> dict[str, dict[str, Any]]:
    state = {
        "InstanceId": node,
        "PatchGroup": "aozora",
        "BaselineId": "pb-1234567890abcdef0",
        "OperationStartTime": ago(2),
        "OperationEndTime": ago(2),
        "Operation": "Scan",
        "MissingCount": 3,
        "FailedCount": 0,
        "InstalledPendingRebootCount": 0,
    }
    return {
        "ssm.DescribeInstanceInformation": {
            "InstanceInformationList": [{"InstanceId": node, "PingStatus": "Online"}]
        },
        "ssm.DescribeInstancePatchStates": {"InstancePatchStates": [state]},
    }


def _ends() -> dict[str, dict[str, Any]]:
    backup = {
        "BackupId": "backup-1",
        "BackupArn": "arn:aws:cloudhsm:::backup/backup-1",
        "BackupState": "READY",
    }
    return {
        "cloudtrail.LookupEvents": {"Events": []},
        "ec2.GetImageBlockPublicAccessState": {"ImageBlockPublicAccessState": "block-new-sharing"},
        "ec2.GetSnapshotBlockPublicAccessState": {"State": "unblocked"},
        "efs.DescribeBackupPolicy": {"BackupPolicy": {"Status": "DISABLED"}},
        "wafv2.ListWebACLs": {"WebACLs": [{"Name": "aozora", "ARN": "arn:aws:wafv2:::webacl/aozora"}]},
        "cloudhsmv2.DescribeBackups": {"Backups": [backup]},
        "kms.GetKeyLastUsage": {"TrackingStartDate": ago(300), "KeyCreationDate": ago(200)},
    }
