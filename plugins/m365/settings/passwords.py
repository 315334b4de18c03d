"""With what people sign in: authentication methods, and which passwords are refused."""

from scanner import setting, value


@value
class Method:
    """One authentication method (…/graph/api/resources/authenticationmethodconfiguration), as Sms or Fido2.

    `state` is enabled or disabled.
    """

    id: str
    state: str


@setting("microsoft.graph.authenticationMethodsPolicy", singleton=True)
class AuthenticationMethods:
    """The methods policy (learn.microsoft.com/graph/api/resources/authenticationmethodspolicy).

    `migration` is policyMigrationState: before migrationComplete the older per-user settings hold as well.
    """

    migration: str | None
    methods: tuple[Method, ...]


@setting("microsoft.graph.groupSetting/passwordRules", singleton=True)
class PasswordRules:
    """Password protection: the setting *Password Rule Settings* (…/graph/api/resources/groupsetting).

    `custom_list` is EnableBannedPasswordCheck, a text that says True or False, None if password protection
    was never configured; `words` says if BannedPasswordList holds any.
    """

    custom_list: str | None
    words: bool
