"""The application lets the planner know what has come by an import: it owns no table, so it asks through this door. Clause R2d."""

from django.db import migrations

COUNTED = r"""
CREATE FUNCTION register_counted(names text[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY names LOOP
        IF name LIKE 'register\_%' THEN
            EXECUTE format('ANALYZE %I', name);
        END IF;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):
    """One function."""

    dependencies = (("register", "0002_guards"),)
    operations = (migrations.RunSQL(COUNTED, "DROP FUNCTION register_counted(text[]);"),)
