"""Who may sign in and how: a password (argon2) and a second factor, lock-out, sessions that end; the office's own directory by settings.

Nobody signs up: an officer comes by invitation. No e-mail is sent: a lost password is renewed by an invitation.
"""

from datetime import timedelta
from typing import Any

from tuopin.settings.environment import flag, number, text

AUTH_USER_MODEL = "officers.Officer"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("sign_in", "display_name")},
    },
    {"NAME": "tuopin.officers.passwords.LongEnough", "OPTIONS": {"least": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

# Sessions: minutes without a request, hours in all. The middleware keeps both against the officer's list of sessions.
SESSION_IDLE = timedelta(minutes=number("TUOPIN_SESSION_IDLE_MINUTES", 30, low=1, high=720))
SESSION_LONGEST = timedelta(hours=number("TUOPIN_SESSION_HOURS", 12, low=1, high=24))
SESSION_COOKIE_AGE = int(SESSION_LONGEST.total_seconds())
SESSION_COOKIE_NAME = "tuopin_session"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# Strong posts ask for a second factor, except in a demonstration, whose people and passwords are made up.
SECOND_FACTOR_NEEDED = not flag("TUOPIN_SYNTHETIC")

# Lock-out: five failures of one name from one address, for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "tuopin.web.signing_in.name_of"
AXES_SENSITIVE_PARAMETERS = ["login", "password", "oldpassword", "password1", "password2", "code", "credential", "secret"]
AXES_CLIENT_IP_CALLABLE = "tuopin.web.signing_in.address"
AXES_HTTP_RESPONSE_CODE = 429
AXES_LOCKOUT_CALLABLE = "tuopin.web.signing_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False  # its start-up lines say nothing that check does not say
PROXIES = number("TUOPIN_PROXIES", 1 if flag("TUOPIN_TLS") else 0, low=0, high=5)  # in front of the server, each adding to X-Forwarded-For
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

ACCOUNT_ADAPTER = "tuopin.web.signing_in.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
# Codes of the second factor: five wrong ones in a quarter of an hour (passwords are counted by axes, in the database).
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,5/15m/key", "login": "120/m/ip"}

MFA_ADAPTER = "tuopin.web.signing_in.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = text("TUOPIN_NAME", "Tuopin")
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not flag("TUOPIN_TLS")  # localhost; a browser offers passkeys nowhere else without TLS

# The office's own directory (OpenID Connect), off unless it is named. It vouches for a name; posts are still ours.
SOCIALACCOUNT_ADAPTER = "tuopin.web.signing_in.Directory"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
OIDC_SERVER = text("TUOPIN_OIDC_SERVER", "")
OIDC_CLAIM = text("TUOPIN_OIDC_CLAIM", "preferred_username")  # which claim holds the sign-in name
_APP = {
    "provider_id": "directory",
    "name": text("TUOPIN_OIDC_NAME", "OpenID Connect"),
    "client_id": text("TUOPIN_OIDC_CLIENT", ""),
    "secret": text("TUOPIN_OIDC_SECRET", ""),
    "settings": {"server_url": OIDC_SERVER, "oauth_pkce_enabled": True},
}
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": [_APP] if OIDC_SERVER else []}}
