"""The functions that hold the ledger's door in the database: the migration makes them, the check looks for them again. Clause W4b."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Function:
    """A function of the database: its name, arguments, what it gives and how it runs, its body."""

    name: str
    arguments: str
    how: str
    body: str

    @property
    def sql(self) -> str:
        """The statement that makes it, or makes it anew."""
        return f"CREATE OR REPLACE FUNCTION {self.name}({self.arguments}) {self.how} AS $${self.body}$$;"


# `given_name` is made by the database out of `name`, and not made yet when a row trigger runs before the write: it is not compared.
OWNER = "SECURITY DEFINER SET search_path = public, pg_temp"  # as the owner: acts of any place are seen; a temporary table hides none
FUNCTIONS = (
    Function(
        "tuopin_low",
        "",
        "RETURNS text LANGUAGE sql STABLE PARALLEL SAFE",
        """
    SELECT CASE WHEN current_setting('tuopin.scope', true) LIKE '/%' THEN substr(current_setting('tuopin.scope', true), 2) END
""",
    ),
    Function(
        "tuopin_high",
        "",
        "RETURNS text LANGUAGE sql STABLE PARALLEL SAFE",
        """ SELECT tuopin_low() || '~' """,
    ),
    Function(
        "ledger_is_of_now",
        "act bigint",
        f"RETURNS boolean LANGUAGE sql STABLE {OWNER}",
        """
    SELECT EXISTS (SELECT FROM ledger_act WHERE id = act AND xact = pg_current_xact_id() AND xact_at = transaction_timestamp())
""",
    ),
    Function(
        "ledger_written_by_act",
        "",
        f"RETURNS trigger LANGUAGE plpgsql {OWNER}",
        """
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT act_id FROM written) AS of_act LEFT JOIN ledger_act AS act
            ON act.id = of_act.act_id AND act.xact = pg_current_xact_id() AND act.xact_at = transaction_timestamp()
        WHERE act.id IS NULL OR of_act.act_id IS NULL
    ) THEN
        RAISE EXCEPTION 'tuopin: % is written without an act of this transaction', TG_TABLE_NAME USING ERRCODE = 'TU001';
    END IF;
    RETURN NULL;
END """,
    ),
    Function(
        "ledger_closed_by_act",
        "",
        "RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp",
        """
DECLARE
    sealing boolean := current_setting('tuopin.resealing', true) = 'on';
BEGIN
    IF sealing AND ledger_same_but_sealed(to_jsonb(OLD), to_jsonb(NEW)) THEN
        RETURN NEW;
    END IF;
    IF OLD.superseded_at IS NOT NULL
        OR NEW.superseded_at IS NULL
        OR (to_jsonb(NEW) - ARRAY['superseded_at', 'superseded_by', 'given_name']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['superseded_at', 'superseded_by', 'given_name'])
        OR NOT ledger_is_of_now(NEW.superseded_by)
    THEN
        RAISE EXCEPTION 'tuopin: a version of % is never changed, only closed by an act of this transaction', TG_TABLE_NAME
            USING ERRCODE = 'TU002';
    END IF;
    RETURN NEW;
END """,  # noqa: E501
    ),
    Function(
        "ledger_same_but_sealed",
        "before jsonb, after jsonb",
        "RETURNS boolean LANGUAGE sql IMMUTABLE",
        """
    SELECT (before - ARRAY['id_number_sealed', 'phone_sealed', 'detail_sealed', 'given_name'])
        = (after - ARRAY['id_number_sealed', 'phone_sealed', 'detail_sealed', 'given_name'])
""",
    ),
    Function(
        "ledger_erased_by_act",
        "",
        f"RETURNS trigger LANGUAGE plpgsql {OWNER}",
        """
BEGIN
    IF NOT EXISTS (SELECT FROM ledger_act WHERE kind = 'privacy.erase' AND xact = pg_current_xact_id() AND xact_at = transaction_timestamp()) THEN
        RAISE EXCEPTION 'tuopin: % is erased only by an act of erasure', TG_TABLE_NAME USING ERRCODE = 'TU003';
    END IF;
    RETURN NULL;
END """,
    ),
    Function(
        "ledger_never",
        "",
        "RETURNS trigger LANGUAGE plpgsql",
        """
BEGIN
    RAISE EXCEPTION 'tuopin: % on % is never done', TG_OP, TG_TABLE_NAME USING ERRCODE = 'TU004';
END """,
    ),
    Function(
        "ledger_act_pending",
        "",
        f"RETURNS trigger LANGUAGE plpgsql {OWNER}",
        """
BEGIN
    INSERT INTO ledger_pending SELECT id FROM written;
    RETURN NULL;
END """,
    ),
    Function(
        "ledger_act_kept",
        "",
        f"RETURNS trigger LANGUAGE plpgsql {OWNER}",
        """
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
END """,
    ),
    Function(
        "ledger_last",
        "subjects bytea[]",
        f"RETURNS TABLE (subject bytea, nth integer, commitment bytea) LANGUAGE sql STABLE {OWNER}",
        """
    SELECT asked.subject, last.nth, last.commitment
    FROM unnest(subjects) AS asked (subject)
    CROSS JOIN LATERAL (SELECT act.nth, act.commitment FROM ledger_act AS act WHERE act.subject = asked.subject ORDER BY act.nth DESC LIMIT 1) AS last
""",
    ),
)
TRIGGERS = (
    ("ledger_act", "pending", "AFTER INSERT", "REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION ledger_act_pending()"),
    ("ledger_act", "kept", "BEFORE UPDATE", "FOR EACH ROW EXECUTE FUNCTION ledger_act_kept()"),
    ("ledger_act", "never_deleted", "BEFORE DELETE OR TRUNCATE", "FOR EACH STATEMENT EXECUTE FUNCTION ledger_never()"),
    ("ledger_entry", "never_changed", "BEFORE UPDATE OR DELETE OR TRUNCATE", "FOR EACH STATEMENT EXECUTE FUNCTION ledger_never()"),
    ("ledger_checkpoint", "never_changed", "BEFORE UPDATE OR DELETE OR TRUNCATE", "FOR EACH STATEMENT EXECUTE FUNCTION ledger_never()"),
)


def made() -> str:
    """All functions, then the ledger's own triggers."""
    triggers = (f"CREATE TRIGGER {name} {when} ON {table} {how};" for table, name, when, how in TRIGGERS)
    return "\n".join([*(function.sql for function in FUNCTIONS), *triggers])
