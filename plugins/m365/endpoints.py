"""Every path that Tenken reads, with the least application permission that opens it.

Nothing that isn't listed here leaves the process. Permissions are those of the API page of each
path (learn.microsoft.com/graph/api); where two stand, both are needed.
"""

from plugins.m365 import endpoints_admin, endpoints_azure, endpoints_defender, endpoints_exchange
from plugins.m365.endpoint import Endpoint, graph

POLICY = "Policy.Read.All"
CA_POLICIES = graph("/v1.0/identity/conditionalAccess/policies", POLICY)
NAMED_LOCATIONS = graph("/v1.0/identity/conditionalAccess/namedLocations", POLICY)
SECURITY_DEFAULTS = graph("/v1.0/policies/identitySecurityDefaultsEnforcementPolicy", POLICY)
AUTHORIZATION = graph("/v1.0/policies/authorizationPolicy", POLICY)
ADMIN_CONSENT = graph("/v1.0/policies/adminConsentRequestPolicy", POLICY)
CROSS_TENANT_DEFAULT = graph("/v1.0/policies/crossTenantAccessPolicy/default", POLICY)
CROSS_TENANT_PARTNERS = graph("/v1.0/policies/crossTenantAccessPolicy/partners", POLICY)
SHAREPOINT = graph("/v1.0/admin/sharepoint/settings", "SharePointTenantSettings.Read.All")
SKUS = graph("/v1.0/subscribedSkus", "LicenseAssignment.Read.All")
ORGANIZATION = graph("/v1.0/organization", "Organization.Read.All")
ROLE_ASSIGNMENTS = graph("/v1.0/roleManagement/directory/roleAssignments", "RoleManagement.Read.Directory")
ROLE_DEFINITIONS = graph("/v1.0/roleManagement/directory/roleDefinitions", "RoleManagement.Read.Directory")
USER = graph("/v1.0/users/{id}", "User.Read.All")
GROUP_MEMBERS = graph("/v1.0/groups/{id}/transitiveMembers", "GroupMember.Read.All", "User.Read.All")
ROLE_ELIGIBILITIES = graph(
    "/v1.0/roleManagement/directory/roleEligibilityScheduleInstances",
    "RoleManagement.Read.Directory",
)
GROUP_ELIGIBILITIES = graph(
    "/v1.0/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
    "PrivilegedEligibilitySchedule.Read.AzureADGroup",
)
ROLE_INSTANCES = graph(
    "/v1.0/roleManagement/directory/roleAssignmentScheduleInstances", "RoleManagement.Read.Directory"
)
ROLE_POLICIES = graph("/v1.0/policies/roleManagementPolicyAssignments", "RoleManagement.Read.Directory")
USERS = graph("/v1.0/users", "User.Read.All")
USERS_WITH_ACTIVITY = graph("/v1.0/users", "User.Read.All", "AuditLog.Read.All")  # for signInActivity
ACCESS_REVIEWS = graph("/v1.0/identityGovernance/accessReviews/definitions", "AccessReview.Read.All")
ACCESS_REVIEW_INSTANCES = graph(
    "/v1.0/identityGovernance/accessReviews/definitions/{id}/instances", "AccessReview.Read.All"
)
AUTHENTICATION_METHODS = graph("/v1.0/policies/authenticationMethodsPolicy", POLICY)
GROUP_SETTINGS = graph("/v1.0/groupSettings", "GroupSettings.Read.All")
APPLICATIONS = graph("/v1.0/applications", "Application.Read.All")
SERVICE_PRINCIPALS = graph("/v1.0/servicePrincipals", "Application.Read.All")
APP_ROLE_ASSIGNED_TO = graph("/v1.0/servicePrincipals/{id}/appRoleAssignedTo", "Application.Read.All")
SECURE_SCORES = graph("/v1.0/security/secureScores", "SecurityEvents.Read.All")
SECURE_SCORE_PROFILES = graph("/v1.0/security/secureScoreControlProfiles", "SecurityEvents.Read.All")
DIRECTORY_AUDITS = graph("/v1.0/auditLogs/directoryAudits", "AuditLog.Read.All")
SERVICE_HEALTH = graph("/v1.0/admin/serviceAnnouncement/healthOverviews", "ServiceHealth.Read.All")
SERVICE_MESSAGES = graph("/v1.0/admin/serviceAnnouncement/messages", "ServiceMessage.Read.All")
SERVICE_ISSUES = graph("/v1.0/admin/serviceAnnouncement/issues", "ServiceHealth.Read.All")
DEVICE_MANAGEMENT = graph("/v1.0/deviceManagement", "DeviceManagementConfiguration.Read.All")
COMPLIANCE_POLICIES = graph(  # beta: v1.0 lacks the fields on antivirus, and filters of assignments
    "/beta/deviceManagement/deviceCompliancePolicies", "DeviceManagementConfiguration.Read.All"
)
DEVICE_CONFIGURATIONS = graph(  # beta: v1.0 lacks filters of assignments
    "/beta/deviceManagement/deviceConfigurations", "DeviceManagementConfiguration.Read.All"
)
MANAGED_DEVICES = graph("/v1.0/deviceManagement/managedDevices", "DeviceManagementManagedDevices.Read.All")
DETECTED_APPS = graph("/v1.0/deviceManagement/detectedApps", "DeviceManagementManagedDevices.Read.All")
GROUPS = graph("/v1.0/groups", "GroupMember.Read.All", "User.Read.All")  # the latter for owners' sections
GUESTS_WITH_GROUPS = graph("/v1.0/users", "User.Read.All", "GroupMember.Read.All")
DISCOVERY_STREAMS = graph(  # beta: v1.0 doesn't know it
    "/beta/security/dataDiscovery/cloudAppDiscovery/uploadedStreams", "CloudApp-Discovery.Read.All"
)
DISCOVERED_APPS = graph(  # beta: v1.0 doesn't know it
    "/beta/security/dataDiscovery/cloudAppDiscovery/uploadedStreams/{id}"
    "/microsoft.graph.security.aggregatedAppsDetails(period=duration'P30D')",
    "CloudApp-Discovery.Read.All",
)
SENSITIVITY_LABELS = graph(
    "/v1.0/security/dataSecurityAndGovernance/sensitivityLabels", "SensitivityLabels.Read.All"
)
IOS_APP_PROTECTION = graph(  # beta: v1.0 lacks filters of assignments
    "/beta/deviceAppManagement/iosManagedAppProtections", "DeviceManagementApps.Read.All"
)
ANDROID_APP_PROTECTION = graph(  # beta: v1.0 lacks filters of assignments
    "/beta/deviceAppManagement/androidManagedAppProtections", "DeviceManagementApps.Read.All"
)
APP_MANAGEMENT = graph("/v1.0/policies/defaultAppManagementPolicy", POLICY)
DEVICE_PROTECTION = graph("/v1.0/deviceManagement", "DeviceManagementManagedDevices.Read.All")
MFA_REGISTRATIONS = graph("/v1.0/reports/authenticationMethods/userRegistrationDetails", "AuditLog.Read.All")

OTHERS = (endpoints_exchange, endpoints_admin, endpoints_azure, endpoints_defender)
ENDPOINTS: tuple[Endpoint, ...] = tuple(
    one
    for held in (
        vars(),
        vars(endpoints_exchange),
        vars(endpoints_admin),
        vars(endpoints_azure),
        vars(endpoints_defender),
    )
    for one in held.values()
    if isinstance(one, Endpoint)
)
