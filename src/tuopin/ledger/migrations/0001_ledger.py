"""Acts, entries, checkpoints; the scope's functions and the triggers that hold the door."""

from django.db import migrations, models

from tuopin.ledger.guards import granted, scoped

SCOPE = """
CREATE FUNCTION tuopin_low() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN current_setting('tuopin.scope', true) LIKE '/%' THEN substr(current_setting('tuopin.scope', true), 2) END
$$;
CREATE FUNCTION tuopin_high() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT tuopin_low() || '~' $$;
"""

# The transaction that recorded an act: a write must find its act here, and after a restore an old number cannot pass for a new one.
TRANSACTION = """
ALTER TABLE ledger_act ADD COLUMN xact xid8 NOT NULL DEFAULT pg_current_xact_id();
ALTER TABLE ledger_act ADD COLUMN xact_at timestamptz NOT NULL DEFAULT transaction_timestamp();
CREATE SEQUENCE ledger_act_numbers AS bigint;
"""

TRIGGERS = """
CREATE FUNCTION ledger_is_of_now(act bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT FROM ledger_act WHERE id = act AND xact = pg_current_xact_id() AND xact_at = transaction_timestamp())
$$;
CREATE FUNCTION ledger_written_by_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT act_id FROM written) AS of_act LEFT JOIN ledger_act AS act
            ON act.id = of_act.act_id AND act.xact = pg_current_xact_id() AND act.xact_at = transaction_timestamp()
        WHERE act.id IS NULL OR of_act.act_id IS NULL
    ) THEN
        RAISE EXCEPTION 'tuopin: % is written without an act of this transaction', TG_TABLE_NAME USING ERRCODE = 'TU001';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION ledger_closed_by_act() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
DECLARE
    sealing boolean := current_setting('tuopin.resealing', true) = 'on';
BEGIN
    IF sealing AND ledger_same_but_sealed(to_jsonb(OLD), to_jsonb(NEW)) THEN
        RETURN NEW;
    END IF;
    IF OLD.superseded_at IS NOT NULL
        OR NEW.superseded_at IS NULL
        OR (to_jsonb(NEW) - 'superseded_at' - 'superseded_by') IS DISTINCT FROM (to_jsonb(OLD) - 'superseded_at' - 'superseded_by')
        OR NOT ledger_is_of_now(NEW.superseded_by)
    THEN
        RAISE EXCEPTION 'tuopin: a version of % is never changed, only closed by an act of this transaction', TG_TABLE_NAME USING ERRCODE = 'TU002';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION ledger_same_but_sealed(before jsonb, after jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (before - 'id_number_sealed' - 'phone_sealed' - 'detail_sealed') = (after - 'id_number_sealed' - 'phone_sealed' - 'detail_sealed')
$$;
CREATE FUNCTION ledger_erased_by_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_act WHERE kind = 'privacy.erase' AND xact = pg_current_xact_id() AND xact_at = transaction_timestamp()) THEN
        RAISE EXCEPTION 'tuopin: % is erased only by an act of erasure', TG_TABLE_NAME USING ERRCODE = 'TU003';
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION ledger_never() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'tuopin: % on % is never done', TG_OP, TG_TABLE_NAME USING ERRCODE = 'TU004';
END $$;

CREATE FUNCTION ledger_act_pending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    INSERT INTO ledger_pending SELECT id FROM written;
    RETURN NULL;
END $$;
CREATE TRIGGER pending AFTER INSERT ON ledger_act REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION ledger_act_pending();

CREATE FUNCTION ledger_act_kept() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF NEW.record IS NOT NULL OR NEW.salt IS NOT NULL OR OLD.erased_by IS NOT NULL
        OR (to_jsonb(NEW) - 'record' - 'salt' - 'erased_by') IS DISTINCT FROM (to_jsonb(OLD) - 'record' - 'salt' - 'erased_by')
        OR NOT EXISTS (
            SELECT FROM ledger_act
            WHERE id = NEW.erased_by AND kind = 'privacy.erase' AND xact = pg_current_xact_id() AND xact_at = transaction_timestamp()
        )
    THEN
        RAISE EXCEPTION 'tuopin: an act is never changed, only erased by an act of erasure' USING ERRCODE = 'TU005';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER kept BEFORE UPDATE ON ledger_act FOR EACH ROW EXECUTE FUNCTION ledger_act_kept();
CREATE TRIGGER never_deleted BEFORE DELETE OR TRUNCATE ON ledger_act FOR EACH STATEMENT EXECUTE FUNCTION ledger_never();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION ledger_never();
CREATE TRIGGER never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION ledger_never();

CREATE FUNCTION ledger_last(subjects bytea[]) RETURNS TABLE (subject bytea, nth integer, commitment bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT asked.subject, last.nth, last.commitment
    FROM unnest(subjects) AS asked (subject)
    CROSS JOIN LATERAL (SELECT act.nth, act.commitment FROM ledger_act AS act WHERE act.subject = asked.subject ORDER BY act.nth DESC LIMIT 1) AS last
$$;
"""


class Migration(migrations.Migration):
    """The first."""

    initial = True
    dependencies = ()
    operations = (
        migrations.RunSQL(SCOPE, "DROP FUNCTION tuopin_high(); DROP FUNCTION tuopin_low();"),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("subject", models.BinaryField(help_text="pseudonym of what the act is about", max_length=16)),
                ("nth", models.IntegerField(help_text="which act on this subject, from 0")),
                ("place", models.TextField(db_collation="C")),
                ("officer", models.TextField()),
                ("at", models.DateTimeField()),
                ("record", models.TextField(help_text="canonical JSON (RFC 8785)", null=True)),
                ("salt", models.BinaryField(max_length=16, null=True)),
                ("commitment", models.BinaryField(help_text="SHA-256 of salt and record", max_length=32)),
                ("erased_by", models.BigIntegerField(null=True)),
            ],
            options={
                "db_table": "ledger_act",
                "indexes": [models.Index(fields=["place", "id"], name="ledger_act_place")],
                "constraints": [models.UniqueConstraint(fields=("subject", "nth"), name="one_act_at_a_time")],
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("act_id", models.BigIntegerField(unique=True)),
            ],
            options={"db_table": "ledger_entry"},
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[("act_id", models.BigIntegerField(primary_key=True, serialize=False))],
            options={"db_table": "ledger_pending"},
        ),
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField(max_length=32)),
                ("note", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"db_table": "ledger_checkpoint"},
        ),
        migrations.RunSQL(TRANSACTION, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        scoped("ledger_act", "place"),
        granted("ledger_act", "SELECT, INSERT (id, kind, subject, nth, place, officer, at, record, salt, commitment), UPDATE (record, salt, erased_by)"),
        granted("ledger_entry", "SELECT, INSERT"),
        granted("ledger_pending", "SELECT, DELETE"),
        granted("ledger_checkpoint", "SELECT, INSERT"),
        migrations.RunSQL("GRANT USAGE ON SEQUENCE ledger_act_numbers TO tuopin_app;", migrations.RunSQL.noop),
    )
