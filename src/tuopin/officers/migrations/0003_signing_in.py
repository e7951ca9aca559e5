"""What the application may do with the tables of the libraries that officers sign in by. None holds a place. Clause R2a."""

from django.db import migrations

from tuopin.ledger.guards import granted

WRITTEN = (
    "django_session",
    "account_emailaddress",
    "account_emailconfirmation",
    "mfa_authenticator",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "axes_accesslog",
    "axes_accessfailurelog",
)
READ = ("django_content_type", "django_migrations", "auth_permission")


class Migration(migrations.Migration):
    """Rights on tables of sessions, allauth and axes."""

    dependencies = (
        ("officers", "0002_rows"),
        ("sessions", "0001_initial"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("socialaccount", "0006_alter_socialaccount_extra_data"),
        ("axes", "0010_accessattemptexpiration"),
    )
    operations = (
        *(granted(table, "SELECT, INSERT, UPDATE, DELETE") for table in WRITTEN),
        *(granted(table, "SELECT") for table in READ),
    )
