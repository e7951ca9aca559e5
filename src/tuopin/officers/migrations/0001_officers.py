"""Officers, posts, invitations, tokens, reads behind broken glass, kin, duties, notices, sessions: the tables."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from tuopin.officers.models.officer import new_mark
from tuopin.officers.models.post import Dates

ID: Any = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
BODIES = (
    "village_committees",
    "resident_work_team",
    "township_government",
    "county_leading_group",
    "county_office",
    "city_leading_group",
    "city_office",
    "provincial_leading_group",
    "provincial_office",
    "national_leading_group",
    "evaluator",
    "inspector",
    "auditor",
)


def of_officer(related_name: str) -> Any:
    """The officer a row is about, by sign-in name."""
    return models.ForeignKey(db_column="officer", on_delete=models.PROTECT, related_name=related_name, to=settings.AUTH_USER_MODEL, to_field="sign_in")


class Migration(migrations.Migration):
    """The first."""

    initial = True
    dependencies = (("ledger", "0001_ledger"),)
    operations = (
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Deciding",
            fields=[
                ("pattern", models.TextField(primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "officers_deciding",
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", ID),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("sign_in", models.TextField(unique=True)),
                ("display_name", models.TextField()),
                ("language", models.TextField(choices=[("zh", "中文"), ("en", "English")], default="zh")),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("locked_at", models.DateTimeField(null=True)),
                ("mark", models.TextField(default=new_mark)),
            ],
            options={
                "db_table": "officers_officer",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("sign_in__regex", "^[a-z][a-z0-9._-]{1,39}$")), name="officers_officer_name"),
                    models.CheckConstraint(condition=models.Q(("sign_in__in", ("operator", "system")), _negated=True), name="officers_officer_not_reserved"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", ID),
                ("digest", models.TextField(unique=True)),
                ("kind", models.TextField(default="post")),
                ("officer", models.TextField(help_text="the name that will sign in; an officer of that name need not exist yet")),
                ("display_name", models.TextField()),
                ("language", models.TextField(default="zh")),
                ("body", models.TextField()),
                ("place", models.TextField(db_collation="C")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                ("made_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "officers_invitation",
                "indexes": [models.Index(fields=["place"], name="officers_invitation_place")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ("post", "renewal"))), name="officers_invitation_kind"),
                    models.CheckConstraint(condition=models.Q(("body__in", BODIES)), name="officers_invitation_body"),
                    models.CheckConstraint(condition=models.Q(("ends_at__lte", models.F("made_at") + timedelta(days=14))), name="officers_invitation_ends"),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"), name="officers_invitation_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", ID),
                ("body", models.TextField()),
                ("place", models.TextField(db_collation="C")),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(null=True)),
                (
                    "outside",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(models.When(body__in=("evaluator", "auditor"), then=1), default=0),
                        output_field=models.IntegerField(),
                    ),
                ),
                ("act_id", models.BigIntegerField()),
                ("ended_act", models.BigIntegerField(null=True)),
                ("officer", of_officer("posts")),
            ],
            options={
                "db_table": "officers_post",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", ID),
                ("place", models.TextField(db_collation="C", help_text="of the post told")),
                ("about", models.TextField()),
                ("matter_id", models.BigIntegerField()),
                ("made_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("post", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="officers.post")),
            ],
            options={
                "db_table": "officers_notice",
            },
        ),
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", ID),
                ("home", models.TextField(db_collation="C")),
                ("place", models.TextField(db_collation="C")),
                ("reason", models.TextField()),
                ("opened_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("requests", models.IntegerField(default=0, help_text="pages and API calls made behind it")),
                ("closed_at", models.DateTimeField(null=True)),
                ("act_id", models.BigIntegerField()),
                ("reviewed_by", models.TextField(null=True)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("finding", models.TextField(null=True)),
                ("remark", models.TextField(null=True)),
                ("officer", of_officer("+")),
                ("post", models.ForeignKey(on_delete=models.PROTECT, related_name="+", to="officers.post")),
            ],
            options={
                "db_table": "officers_break_glass",
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", ID),
                ("mark", models.TextField(help_text="the officer's mark at sign-in; it ends with it")),
                ("address", models.TextField()),
                ("agent", models.TextField()),
                ("began_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("glass", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="officers.breakglass")),
                ("officer", of_officer("+")),
                ("post", models.ForeignKey(null=True, on_delete=models.PROTECT, related_name="+", to="officers.post")),
            ],
            options={
                "db_table": "officers_session",
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", ID),
                ("place", models.TextField(db_collation="C", help_text="of the post")),
                ("name", models.TextField()),
                ("digest", models.TextField(unique=True)),
                ("prefix", models.TextField()),
                ("powers", ArrayField(base_field=models.TextField(), size=None)),
                ("issued_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("used_at", models.DateTimeField(null=True)),
                ("officer", of_officer("tokens")),
                ("post", models.ForeignKey(on_delete=models.PROTECT, related_name="tokens", to="officers.post")),
            ],
            options={
                "db_table": "officers_token",
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", ID),
                ("matter", models.TextField(help_text="what is decided, such as batch:17")),
                ("duty", models.TextField(help_text="what this officer does about it, such as propose, verify, approve")),
                ("taken_at", models.DateTimeField()),
                ("officer", models.TextField(help_text="sign-in name; the operator and the system may be held by it too")),
            ],
            options={
                "db_table": "officers_duty",
                "constraints": [models.UniqueConstraint(fields=("matter", "officer"), name="officers_duty_one_each")],
            },
        ),
        migrations.CreateModel(
            name="Kin",
            fields=[
                ("id", ID),
                ("subject", models.BinaryField(max_length=16)),
                ("declared_by", models.TextField()),
                ("declared_at", models.DateTimeField()),
                ("officer", models.TextField(help_text="sign-in name; the operator and the system may be held by it too")),
            ],
            options={
                "db_table": "officers_kin",
                "constraints": [
                    models.UniqueConstraint(fields=("officer", "subject"), name="officers_kin_once"),
                    models.CheckConstraint(condition=Exact(Length("subject"), 16), name="officers_kin_pseudonym"),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(fields=["place", "officer"], name="officers_post_place"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(condition=models.Q(("body__in", BODIES)), name="officers_post_body"),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"), name="officers_post_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=ExclusionConstraint(
                expressions=[("officer", "="), ("body", "="), ("place", "="), (Dates("from_on", "until_on"), "&&")], name="officers_post_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="post",
            constraint=ExclusionConstraint(
                expressions=[("officer", "="), ("outside", "<>"), (Dates("from_on", "until_on"), "&&")], name="officers_post_independent"
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["post", "read_at"], name="officers_notice_post"),
        ),
        migrations.AddIndex(
            model_name="breakglass",
            index=models.Index(fields=["home"], name="officers_break_home"),
        ),
        migrations.AddIndex(
            model_name="breakglass",
            index=models.Index(fields=["place"], name="officers_break_place"),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(condition=models.Q(("reason__regex", "^\\S(.|\\n){8,}\\S$")), name="officers_break_reason"),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("opened_at")), ("ends_at__lte", models.F("opened_at") + timedelta(seconds=28800))),
                name="officers_break_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by__isnull", True), models.Q(("reviewed_by", models.F("officer")), _negated=True), _connector="OR"),
                name="officers_break_reviewed_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finding__isnull", True), ("reviewed_at__isnull", True), ("reviewed_by__isnull", True)),
                    models.Q(("finding__in", ("justified", "unjustified")), ("reviewed_at__isnull", False), ("reviewed_by__isnull", False)),
                    _connector="OR",
                ),
                name="officers_break_reviewed_whole",
            ),
        ),
        migrations.AddIndex(
            model_name="session",
            index=models.Index(fields=["officer", "ended_at"], name="officers_session_officer"),
        ),
        migrations.AddIndex(
            model_name="token",
            index=models.Index(fields=["place"], name="officers_token_place"),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__gte", models.F("issued_on")), ("ends_on__lte", models.F("issued_on") + timedelta(days=366))),
                name="officers_token_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(condition=models.Q(("powers__len__gte", 1)), name="officers_token_powers"),
        ),
    )
