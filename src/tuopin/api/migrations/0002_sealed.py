"""Answers are kept sealed: some hold a secret that is shown once. Clause R3c."""

from django.db import migrations, models


OWN = """
ALTER TABLE api_answered ENABLE ROW LEVEL SECURITY; ALTER TABLE api_answered FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON api_answered USING ((SELECT current_setting('tuopin.officer', true)) IN (officer, 'system'));
CREATE POLICY of_owner ON api_answered TO CURRENT_USER USING (true) WITH CHECK (true);
"""
UNDONE = """
DROP POLICY of_owner ON api_answered; DROP POLICY own ON api_answered;
ALTER TABLE api_answered NO FORCE ROW LEVEL SECURITY; ALTER TABLE api_answered DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    """What was kept in the clear goes; an officer's answers are seen by that officer, and swept by the system."""

    dependencies = (("api", "0001_answered"),)
    operations = (
        migrations.RunSQL("DELETE FROM api_answered", migrations.RunSQL.noop),
        migrations.RemoveField("answered", "body"),
        migrations.RunSQL(OWN, UNDONE),
        migrations.AddField("answered", "sealed", models.BinaryField(default=b""), preserve_default=False),
    )
