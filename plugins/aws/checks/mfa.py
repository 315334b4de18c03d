"""Multi-factor authentication of the root user, of people at the console, and of the privileged."""

from collections.abc import Iterator

from plugins.aws.settings.iam import Credentials, Privileges, RootAccess
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

ROOT = "<root_account>"


@check("aws.iam.root-protected", severity=Severity.CRITICAL, signals=["aws.rootmfa"], assets=["cloud"])
def root_protected(root: RootAccess) -> Iterator[Verdict]:
    """The root user has MFA and no access keys.

    The root user can do everything and nothing can limit it. Whoever has its password must not be
    able to enter with that alone, and no program may act as root.

    ## Remediation
    Sign in as root, register an MFA device, and delete the access keys. In member accounts of an
    organization, remove the root credentials centrally.
    """
    if root.keys:
        yield Fail(root, "the root user has access keys", part="keys")
    if root.mfa:
        yield Pass(root, "the root user has MFA", part="mfa")
    elif root.password is False and not root.keys:
        yield Pass(
            root, "the root user has no password and no access keys: nobody can sign in as root", part="mfa"
        )
    else:
        yield Fail(root, "the root user has no MFA", part="mfa")


@check("aws.iam.console-mfa", severity=Severity.HIGH, signals=["aws.usermfa"], assets=["cloud"])
def console_mfa(user: Credentials) -> Iterator[Verdict]:
    """Every user with a console password has MFA.

    A password alone can be guessed, reused or phished. The administration of a cloud is open to the
    whole internet, so a second factor is what keeps others out.

    ## Remediation
    Register an MFA device for the user, or delete the password of a user who needs none; better,
    let people sign in through IAM Identity Center or another identity provider with MFA.
    """
    if user.name == ROOT:
        yield NotApplicable(user, "the root user is judged by itself")
    elif user.password is None:
        yield Unknown(
            user, Reason.MALFORMED, "the credential report does not say whether there is a password"
        )
    elif not user.password:
        yield NotApplicable(user, "has no console password")
    elif user.mfa:
        yield Pass(user, "has MFA")
    else:
        yield Fail(user, "signs in at the console without MFA")


@check("aws.iam.privileged-mfa", severity=Severity.CRITICAL, signals=["aws.usermfa"], assets=["cloud"])
def privileged_mfa(one: Privileges) -> Iterator[Verdict]:
    """Every privileged user has MFA.

    An administrator's account is the one that attackers look for. This holds for administration
    through access keys as well as at the console, whether a right comes directly or by a group.

    ## Remediation
    Register an MFA device for the user, or take the right away; replace privileged users by roles
    that are assumed with MFA.
    """
    if not one.grants and (one.unread or one.malformed):
        names = ", ".join((*one.unread, *one.malformed))
        yield Unknown(one, Reason.MALFORMED, "these policies could not be judged: {policies}", policies=names)
    elif not one.grants:
        yield NotApplicable(one, "has no administrator rights")
    else:
        yield _privileged(one, ", ".join(one.grants))


def _privileged(one: Privileges, grants: str) -> Verdict:
    if one.credentials is None:
        return Unknown(
            one, Reason.MALFORMED, "privileged by {grants}, but not in the credential report", grants=grants
        )
    if not one.credentials.password and not any(key.active for key in one.credentials.keys):
        return NotApplicable(one, "privileged by {grants}, but can't sign in", grants=grants)
    if one.credentials.mfa:
        return Pass(one, "privileged by {grants}, with MFA", grants=grants)
    return Fail(one, "privileged by {grants}, without MFA", grants=grants)
