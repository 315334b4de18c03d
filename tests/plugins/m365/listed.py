"""The words that the pages of fields list, for a witness: what a check makes of a new word is no better.

Sources: learn.microsoft.com/graph/api/resources (the page of each resource), and
learn.microsoft.com/powershell/module/exchangepowershell (the page of each cmdlet).
"""

TARGETS = tuple(
    f"#microsoft.graph.{one}AssignmentTarget"
    for one in ("allDevices", "allLicensedUsers", "group", "exclusionGroup", "configurationManagerCollection")
)
ON_OR_OFF = ("Enabled", "Disabled")
ACCESS = ("allowed", "blocked")
LISTED: dict[str, tuple[str, ...]] = {
    "authenticationMethodsPolicy authenticationMethodConfigurations.state": ("enabled", "disabled"),
    "authenticationMethodsPolicy policyMigrationState": (
        *("preMigration", "migrationInProgress", "migrationComplete"),
    ),
    "authorizationPolicy allowInvitesFrom": (
        *("none", "adminsAndGuestInviters", "adminsGuestInvitersAndAllMembers", "everyone"),
    ),
    "default b2bCollaborationOutbound.applications.accessType": ACCESS,
    "default b2bDirectConnectOutbound.usersAndGroups.accessType": ACCESS,
    "default tenantRestrictions.usersAndGroups.accessType": ACCESS,
    "defaultAppManagementPolicy applicationRestrictions.passwordCredentials.state": ("enabled", "disabled"),
    "definitions settings.recurrence.range.type": ("endDate", "noEnd", "numbered"),
    "deviceCompliancePolicies assignments.target.@odata.type": TARGETS,
    "deviceConfigurations assignments.target.@odata.type": TARGETS,
    "deviceConfigurations assignments.target.deviceAndAppManagementAssignmentFilterType": (
        *("none", "include", "exclude"),
    ),
    "eligibilityScheduleInstances accessId": ("owner", "member"),
    "groups visibility": ("Private", "Public", "HiddenMembership"),
    "instances status": ("NotStarted", "InProgress", "Completing", "Completed", "AutoReviewed"),
    "iosManagedAppProtections allowedDataStorageLocations": (
        *("oneDriveForBusiness", "sharePoint", "box", "localStorage"),
    ),
    "iosManagedAppProtections allowedOutboundClipboardSharingLevel": (
        *("allApps", "managedAppsWithPasteIn", "managedApps", "blocked"),
    ),
    "iosManagedAppProtections allowedOutboundDataTransferDestinations": ("allApps", "managedApps", "none"),
    "iosManagedAppProtections assignments.target.@odata.type": TARGETS,
    "issues classification": ("incident", "advisory"),
    "managedDevices complianceState": (
        *("unknown", "compliant", "noncompliant", "conflict", "error", "inGracePeriod", "configManager"),
    ),
    "managedDevices operatingSystem": ("Windows", "macOS", "iOS", "Android", "Linux"),
    "policies conditions.clientAppTypes": (
        *("all", "browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"),
    ),
    "policies grantControls.builtInControls": ("block", "mfa", "compliantDevice", "passwordChange"),
    "policies grantControls.operator": ("AND", "OR"),
    "policies grantControls.authenticationStrength.requirementsSatisfied": ("none", "mfa"),
    "policies sessionControls.cloudAppSecurity.cloudAppSecurityType": (
        *("mcasConfigured", "monitorOnly", "blockDownloads"),
    ),
    "policies state": ("enabled", "disabled", "enabledForReportingButNotEnforced"),
    "roleAssignmentScheduleInstances assignmentType": ("Assigned", "Activated"),
    "roleAssignments principal.@odata.type": (
        *("#microsoft.graph.user", "#microsoft.graph.group", "#microsoft.graph.servicePrincipal"),
    ),
    "settings sharingCapability": (
        *("disabled", "externalUserSharingOnly", "externalUserAndGuestSharing"),
        "existingExternalUserSharingOnly",
    ),
    "settings sharingDomainRestrictionMode": ("none", "allowList", "blockList"),
    "subscribedSkus capabilityStatus": ("Enabled", "Warning", "Suspended", "Deleted", "LockedOut"),
    "subscribedSkus servicePlans.provisioningStatus": ("Success", "Disabled", "Error", "PendingActivation"),
    "users userType": ("Member", "Guest"),
    "compliance Get-DlpCompliancePolicy Mode": ("Enable", "Disable", "TestWithNotifications"),
    "compliance Get-RetentionCompliancePolicy DistributionStatus": ("Success", "Pending", "Error"),
    "compliance Get-RetentionCompliancePolicy Mode": ("Enforce", "AuditAndNotify", "Test"),
    "compliance Get-RetentionComplianceRule RetentionComplianceAction": ("Keep", "KeepAndDelete", "Delete"),
    "compliance Get-UnifiedAuditLogRetentionPolicy RetentionDuration": ("SevenDays", "TwelveMonths"),
    "exchange Get-ATPProtectionPolicyRule State": ON_OR_OFF,
    "exchange Get-AntiPhishPolicy AuthenticationFailAction": ("MoveToJmf", "Quarantine"),
    "exchange Get-DkimSigningConfig Status": ("Valid", "CnameMissing", "NoDKIMKeys"),
    "exchange Get-EOPProtectionPolicyRule State": ON_OR_OFF,
    "exchange Get-HostedOutboundSpamFilterPolicy AutoForwardingMode": ("On", "Off", "Automatic"),
    "exchange Get-HostedOutboundSpamFilterRule State": ON_OR_OFF,
    "exchange Get-InboundConnector ConnectorType": ("Partner", "OnPremises"),
    "exchange Get-MalwareFilterPolicy FileTypeAction": ("Quarantine", "Reject"),
    "exchange Get-MalwareFilterRule State": ON_OR_OFF,
    "exchange Get-OrganizationConfig DefaultMailboxRegion": ("JPN", "APC", "NAM"),
    "exchange Get-OutboundConnector TlsSettings": (
        *("EncryptionOnly", "CertificateValidation", "DomainValidation"),
    ),
    "exchange Get-SafeAttachmentPolicy Action": ("Allow", "Block", "DynamicDelivery"),
    "exchange Get-SafeAttachmentRule State": ON_OR_OFF,
    "exchange Get-TransportRule State": ON_OR_OFF,
}
