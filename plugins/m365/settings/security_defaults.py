"""Security defaults."""

from scanner import setting


@setting("microsoft.graph.identitySecurityDefaultsEnforcementPolicy", singleton=True)
class SecurityDefaults:
    """Microsoft's baseline: `isEnabled` of the Graph resource identitySecurityDefaultsEnforcementPolicy.

    On: MFA registration for all, MFA for administrators at each sign-in and for others when Microsoft
    judges it needed, legacy authentication blocked. It is off wherever Conditional Access is used.
    """

    enabled: bool
