"""Reads, reveals, erasures; codes for new households and people; what the application may ask beyond its place, and no more. Clauses R3a, R3c."""

from django.db import migrations, models
from django.db.models import F, Q
from tuopin.ledger.guards import granted, scoped

# Earlier versions are found by household as the current ones are: "as known on" asks both indexes.
EARLIER = """
CREATE INDEX person_household_before ON register_person (household_code) WHERE superseded_at IS NOT NULL;
CREATE INDEX person_year_household_before ON register_person_year (household_code) WHERE superseded_at IS NOT NULL;
CREATE INDEX change_undoes ON register_change (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX successor_later ON register_successor (later);
CREATE SEQUENCE register_codes START 1000001;
GRANT USAGE ON SEQUENCE register_codes TO tuopin_app;
"""
EARLIER_UNDONE = """
DROP SEQUENCE register_codes; DROP INDEX successor_later; DROP INDEX change_undoes; DROP INDEX person_year_household_before; DROP INDEX person_household_before;
"""
# Yes or no, about the whole register: nobody is in it twice, no code is given twice. Nothing else is told.
TAKEN = """
CREATE FUNCTION register_code_taken(what text, code text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT CASE what WHEN 'household' THEN EXISTS (SELECT FROM register_household WHERE household_code = code)
        ELSE EXISTS (SELECT FROM register_person WHERE person_code = code) END
$$;
CREATE FUNCTION register_number_taken(number bytea) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM register_person WHERE id_number_index = number AND superseded_at IS NULL AND valid_to IS NULL)
$$;
"""
# A change made by a post above holds the reason of versions below: told to whoever sees one of its versions, asked by their numbers.
OF_VERSIONS = " UNION ".join(
    f"SELECT change_id FROM register_{name} WHERE id = ANY ({name}s) AND village_code >= (SELECT tuopin_low()) AND village_code < (SELECT tuopin_high())"
    for name in ("household", "person", "household_year", "person_year")
)
TOLD = f"""
CREATE FUNCTION register_changes_told(households bigint[], persons bigint[], household_years bigint[], person_years bigint[])
RETURNS SETOF register_change LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT c.* FROM register_change AS c WHERE c.id IN ({OF_VERSIONS})
$$;
CREATE FUNCTION register_taken_back(number bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM register_change WHERE undoes = number)
$$;
"""
# Erasure: how many rows and acts there are at all, so that nothing is left behind unseen; what waits or lies in lists goes everywhere.
ERASED = """
CREATE FUNCTION register_rows_of(person text, households text[], subjects bytea[]) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT (SELECT count(*) FROM register_person WHERE person_code = person) + (SELECT count(*) FROM register_person_year WHERE person_code = person)
        + (SELECT count(*) FROM register_household WHERE household_code = ANY (households))
        + (SELECT count(*) FROM ledger_act WHERE subject = ANY (subjects))
$$;
CREATE FUNCTION register_erase_waiting(person text, households text[], names text[], numbers bytea[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    gone bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_act WHERE kind = 'privacy.erase' AND xact = pg_current_xact_id() AND xact_at = transaction_timestamp()) THEN
        RAISE EXCEPTION 'tuopin: waiting rows are erased only by an act of erasure' USING ERRCODE = 'TU003';
    END IF;
    WITH one AS (DELETE FROM register_staged_person WHERE person_code = person RETURNING 1),
        two AS (DELETE FROM register_staged_person_year WHERE person_code = person RETURNING 1),
        three AS (DELETE FROM register_batch_problem WHERE person_code = person RETURNING 1),
        four AS (DELETE FROM register_cross_list_row WHERE id_number_index = ANY (numbers) RETURNING 1),
        five AS (UPDATE register_staged_household SET head_name = NULL, phone_sealed = NULL, phone_index = NULL
            WHERE household_code = ANY (households) AND head_name = ANY (names) RETURNING 1)
    SELECT (SELECT count(*) FROM one) + (SELECT count(*) FROM two) + (SELECT count(*) FROM three) + (SELECT count(*) FROM four)
        + (SELECT count(*) FROM five) INTO gone;
    RETURN gone;
END $$;
"""
ERASED_UNDONE = """
DROP FUNCTION register_erase_waiting(text, text[], text[], bytea[]); DROP FUNCTION register_rows_of(text, text[], bytea[]);
"""


class Migration(migrations.Migration):
    """Three tables, six functions."""

    dependencies = (("register", "0003_import_statistics"), ("ledger", "0001_ledger"))
    operations = (
        migrations.CreateModel(
            name="Read",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.TextField(help_text="household, person, history, search")),
                ("code", models.TextField(db_collation="C")),
                ("place", models.TextField(db_collation="C")),
                ("officer", models.TextField()),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "register_read", "indexes": [models.Index(fields=["place", "at"], name="read_place")]},
        ),
        migrations.CreateModel(
            name="Reveal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act_id", models.BigIntegerField(unique=True)),
                ("what", models.TextField(help_text="person.id_number, person.phone, household.phone")),
                ("code", models.TextField(db_collation="C")),
                ("place", models.TextField(db_collation="C")),
                ("officer", models.TextField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "register_reveal", "indexes": [models.Index(fields=["place", "at"], name="reveal_place")]},
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_code", models.TextField(db_collation="C", null=True)),
                ("place", models.TextField(db_collation="C")),
                ("reason", models.TextField()),
                ("proposed_by", models.TextField()),
                ("proposed_at", models.DateTimeField()),
                ("approved_by", models.TextField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("act_id", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "register_erasure",
                "constraints": [
                    models.CheckConstraint(condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")), name="erasure_four_eyes"),
                    models.UniqueConstraint(fields=("person_code",), name="one_erasure"),
                ],
            },
        ),
        scoped("register_read", "place"),
        granted("register_read", "SELECT, INSERT"),
        scoped("register_reveal", "place"),
        granted("register_reveal", "SELECT, INSERT"),
        scoped("register_erasure", "place"),
        granted("register_erasure", "SELECT, INSERT, UPDATE (person_code, reason, approved_by, approved_at, act_id)"),
        migrations.RunSQL(EARLIER, EARLIER_UNDONE),
        migrations.RunSQL(TAKEN, "DROP FUNCTION register_number_taken(bytea); DROP FUNCTION register_code_taken(text, text);"),
        migrations.RunSQL(TOLD, "DROP FUNCTION register_taken_back(bigint); DROP FUNCTION register_changes_told(bigint[], bigint[], bigint[], bigint[]);"),
        migrations.RunSQL(ERASED, ERASED_UNDONE),
    )
