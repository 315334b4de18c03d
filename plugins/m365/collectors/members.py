"""The enum members that the documentation lists for Conditional Access.

Source: learn.microsoft.com/graph/api/resources/conditionalaccess… (conditionset, users, applications,
grantcontrols, authenticationflows, authenticationstrengthpolicy), checked against msgraph-sdk 1.65.
"""

EVERYBODY = ("All", "None", "GuestsOrExternalUsers")
APPLICATIONS = ("All", "None", "Office365", "MicrosoftAdminPortals")
PLACES = ("All", "AllTrusted")
"""Words that stand in the place of ids."""
STATES = frozenset({"enabled", "disabled", "enabledForReportingButNotEnforced"})
CLIENTS = frozenset(
    {"all", "browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "easSupported", "other"}
)
PLATFORMS = frozenset({"android", "iOS", "windows", "windowsPhone", "macOS", "linux", "all"})
RISKS = frozenset({"low", "medium", "high", "hidden", "none"})
INSIDER = frozenset({"minor", "moderate", "elevated"})
FLOWS = frozenset({"none", "deviceCodeFlow", "authenticationTransfer"})
USER_ACTIONS = frozenset({"urn:user:registersecurityinfo", "urn:user:registerdevice"})
OPERATORS = frozenset({"AND", "OR", "and", "or"})
REQUIREMENTS = frozenset({"none", "mfa"})
CONTROLS = frozenset(
    {
        *("block", "mfa", "compliantDevice", "domainJoinedDevice", "approvedApplication"),
        *("compliantApplication", "passwordChange", "riskRemediation"),
    }
)
GUESTS = frozenset(
    {
        *("none", "internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember"),
        *("b2bDirectConnectUser", "otherExternalUser", "serviceProvider"),
    }
)
METHODS = frozenset(
    {
        *("password", "voice", "hardwareOath", "softwareOath", "sms", "fido2", "windowsHelloForBusiness"),
        *("microsoftAuthenticatorPush", "deviceBasedPush", "temporaryAccessPassOneTime"),
        *("temporaryAccessPassMultiUse", "email", "x509CertificateSingleFactor"),
        *("x509CertificateMultiFactor", "federatedSingleFactor", "federatedMultiFactor", "qrCodePin"),
    }
)
