"""Which API operations Tenken may call, and the IAM action behind each.

An operation that is not listed here never leaves the process, whatever the credentials allow.
Actions: AWS Service Authorization Reference, one page per service
(https://docs.aws.amazon.com/service-authorization/latest/reference/).
"""

_READS = {
    "accessanalyzer": "ListAnalyzers ListFindingsV2",
    "account": "GetAlternateContact ListRegions",
    "acm": "DescribeCertificate ListCertificates",
    "apigateway": "GetBasePathMappings GetDomainNames GetRestApis GetStages",
    "apigatewayv2": "GetApiMappings GetApis GetDomainNames",
    "artifact": "ListReports",
    "autoscaling": "DescribeAutoScalingGroups",
    "backup": (
        "DescribeRegionSettings GetBackupPlan GetBackupSelection GetBackupVaultAccessPolicy ListBackupJobs "
        "ListBackupPlans ListBackupSelections ListBackupVaults ListProtectedResources ListRestoreJobs"
    ),
    "cloudformation": "ListStacks",
    "cloudfront": "ListDistributions",
    "cloudhsmv2": "DescribeBackups",
    "cloudtrail": "DescribeTrails GetEventSelectors GetTrailStatus LookupEvents",
    "cloudwatch": "DescribeAlarms",
    "codepipeline": "GetPipeline ListPipelines",
    "config": (
        "DescribeConfigurationRecorderStatus DescribeConfigurationRecorders DescribeDeliveryChannelStatus "
        "DescribeRetentionConfigurations GetDiscoveredResourceCounts"
    ),
    "directconnect": "DescribeConnections DescribeVirtualInterfaces",
    "ec2": (
        "DescribeClientVpnAuthorizationRules DescribeClientVpnEndpoints DescribeCustomerGateways "
        "DescribeDhcpOptions DescribeEgressOnlyInternetGateways DescribeFlowLogs DescribeImageAttribute "
        "DescribeImages DescribeInstances DescribeInternetGateways DescribeNatGateways "
        "DescribeNetworkInterfaces DescribeRegions DescribeRouteTables DescribeSecurityGroups "
        "DescribeSnapshotAttribute DescribeSnapshots DescribeSubnets DescribeVolumes DescribeVpcs "
        "DescribeVpnConnections GetEbsEncryptionByDefault "
        "GetImageBlockPublicAccessState GetSnapshotBlockPublicAccessState"
    ),
    "dynamodb": "DescribeContinuousBackups DescribeTable ListTables",
    "ecr": "DescribeRepositories GetRegistryScanningConfiguration",
    "efs": "DescribeBackupPolicy DescribeFileSystems",
    "elbv2": (
        "DescribeListeners DescribeLoadBalancerAttributes DescribeLoadBalancers DescribeRules "
        "DescribeSSLPolicies"
    ),
    "events": "ListRules ListTargetsByRule",
    "guardduty": (
        "GetAdministratorAccount GetDetector GetMalwareProtectionPlan ListDetectors "
        "ListMalwareProtectionPlans ListPublishingDestinations"
    ),
    "health": "DescribeEventDetails DescribeEvents",
    # GenerateCredentialReport makes the report that GetCredentialReport reads; it changes no setting.
    "iam": (
        "GenerateCredentialReport GetAccountAuthorizationDetails GetAccountPasswordPolicy GetAccountSummary "
        "GetCredentialReport ListRoles ListSAMLProviders"
    ),
    "inspector2": "BatchGetAccountStatus ListFindings",
    "kms": "DescribeKey GetKeyLastUsage GetKeyRotationStatus ListAliases ListGrants ListKeys",
    "license-manager": "ListLicenseConfigurations",
    "macie2": "GetAutomatedDiscoveryConfiguration GetMacieSession ListFindings",
    "network-firewall": "DescribeFirewall DescribeFirewallPolicy DescribeRuleGroup ListFirewalls",
    "organizations": "DescribeOrganization DescribePolicy ListParents ListPoliciesForTarget",
    "logs": "DescribeLogGroups DescribeLogStreams DescribeMetricFilters",
    "rds": (
        "DescribeDBClusterParameters DescribeDBClusterSnapshotAttributes DescribeDBClusterSnapshots "
        "DescribeDBClusters DescribeDBInstanceAutomatedBackups DescribeDBInstances DescribeDBParameters "
        "DescribeDBSnapshotAttributes DescribeDBSnapshots DescribeGlobalClusters"
    ),
    "resourcegroupstaggingapi": "GetResources",
    "route53resolver": (
        "ListFirewallDomainLists ListFirewallDomains ListFirewallRuleGroupAssociations ListFirewallRules"
    ),
    "s3": (
        "GetBucketEncryption GetBucketLifecycleConfiguration GetBucketLocation GetBucketPolicy "
        "GetBucketPolicyStatus GetBucketReplication GetBucketVersioning GetObjectLockConfiguration "
        "GetPublicAccessBlock ListBuckets"
    ),
    "s3control": "GetPublicAccessBlock",
    "securityhub": "DescribeHub GetEnabledStandards GetFindings",
    "shield": "GetSubscriptionState ListProtections",
    "sns": "ListSubscriptionsByTopic ListTopics",
    "ssm": "DescribeInstanceInformation DescribeInstancePatchStates GetDocument",
    "wafv2": (
        "DescribeManagedRuleGroup GetWebACL GetWebACLForResource ListLoggingConfigurations ListWebACLs"
    ),
}
READS = frozenset(f"{service}.{name}" for service, names in _READS.items() for name in names.split())
"""Every operation that Tenken may call: ``service.Operation``, in botocore's words."""

ANNOUNCING = frozenset({"health.DescribeEventDetails", "health.DescribeEvents"})
"""What is called where notices are asked for: no check needs it, for it takes a support plan."""

DISCOVERY = frozenset(
    {
        "controltower.GetLandingZone",
        "controltower.ListEnabledBaselines",
        "controltower.ListLandingZones",
        "organizations.DescribeOrganization",
        "organizations.ListAccounts",
        "organizations.ListAccountsForParent",
        "organizations.ListDelegatedAdministrators",
        "organizations.ListDelegatedServicesForAccount",
        "organizations.ListOrganizationalUnitsForParent",
    }
)
"""What finding the accounts of an organization may call beside, where it is administered."""

AGGREGATED = frozenset(
    {"config.DescribeConfigurationAggregatorSourcesStatus", "config.SelectAggregateResourceConfig"}
)
"""What is called where an aggregator of AWS Config stands, if a target is read from one."""

SIGN_IN = frozenset(
    {
        "sso-oidc.CreateToken",
        "sso.GetRoleCredentials",
        "signin.CreateOAuth2Token",
        "sts.AssumeRole",
        "sts.AssumeRoleWithWebIdentity",
        "sts.GetCallerIdentity",
    }
)
"""What the SDK calls to get and renew its own credentials; they change nothing in the account."""

_PREFIXES = {
    "accessanalyzer": "access-analyzer",
    "cloudhsmv2": "cloudhsm",
    "efs": "elasticfilesystem",
    "elbv2": "elasticloadbalancing",
    "resourcegroupstaggingapi": "tag",
    "s3control": "s3",
}
_ACTIONS = {
    "accessanalyzer.ListFindingsV2": "access-analyzer:ListFindings",
    "s3.GetBucketEncryption": "s3:GetEncryptionConfiguration",
    "s3.GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
    "s3.GetBucketReplication": "s3:GetReplicationConfiguration",
    "s3.GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
    "s3.GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
    "s3.HeadBucket": "s3:ListBucket",
    "s3.ListBuckets": "s3:ListAllMyBuckets",
    "s3control.GetPublicAccessBlock": "s3:GetAccountPublicAccessBlock",
}


def action_of(operation: str) -> str:
    """Name the IAM action that allows an operation, such as ``s3:GetEncryptionConfiguration``."""
    service, _, name = operation.partition(".")
    if service.startswith("apigateway"):  # its actions are the methods of HTTP
        return "apigateway:GET"
    return _ACTIONS.get(operation, f"{_PREFIXES.get(service, service)}:{name}")
