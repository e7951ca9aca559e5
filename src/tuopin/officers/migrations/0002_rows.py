"""Whose rows are seen, what the application may do with them, and the triggers that hold where code is gone around. Clauses R2a, R3a."""

from django.db import migrations
from django.db.migrations import RunSQL

from tuopin.ledger.guards import granted
from tuopin.officers.guards import deciding

INSIDE = "{0} >= (SELECT tuopin_low()) AND {0} < (SELECT tuopin_high())"
OWN = "officer = (SELECT current_setting('tuopin.officer', true))"
ACTOR = "made_by = (SELECT current_setting('tuopin.officer', true))"
SHOWN = "digest = (SELECT current_setting('tuopin.shown', true))"  # the digest of a secret that somebody shows
PLACE, HOME = INSIDE.format("place"), INSIDE.format("home")
OWN_POST = "post_id IN (SELECT id FROM officers_post WHERE officer = (SELECT current_setting('tuopin.officer', true)))"


def rows(table: str, *, seen: str, written: str) -> RunSQL:
    """Row-level security of a table, the owner held by it too: which rows are seen (and found for a change), which may be written."""
    return RunSQL(
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;"
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY;"
        f"CREATE POLICY seen ON {table} USING ({seen}) WITH CHECK ({written});",
        f"DROP POLICY seen ON {table};ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY;ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
    )


# Statement triggers with the rows written: one look for twenty thousand acts, and direct SQL is held as well.
KIN = """
CREATE FUNCTION officers_never_own_kin() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
    IF EXISTS (
        SELECT FROM written JOIN officers_kin AS kin ON kin.officer = written.officer AND kin.subject = written.subject
        WHERE EXISTS (SELECT FROM officers_deciding WHERE written.kind LIKE pattern)
    ) THEN
        RAISE EXCEPTION 'tuopin: nobody decides on their own household or a relative''s' USING ERRCODE = 'TU101';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER never_own_kin AFTER INSERT ON ledger_act REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION officers_never_own_kin();
"""
# A post begins and ends with an act of the same transaction; who has one cannot be written past the ledger.
POSTS = """
CREATE TRIGGER written_by_act AFTER INSERT ON officers_post REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_written_by_act();
CREATE TRIGGER written_by_act AFTER INSERT ON officers_break_glass REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_written_by_act();
CREATE FUNCTION officers_ended_by_act() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    IF NEW.until_on IS NULL OR NEW.until_on > OLD.until_on OR NEW.ended_act IS NULL OR NOT ledger_is_of_now(NEW.ended_act) THEN
        RAISE EXCEPTION 'tuopin: a post is only ended, by an act of this transaction, never made longer' USING ERRCODE = 'TU102';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER ended_by_act BEFORE UPDATE ON officers_post FOR EACH ROW EXECUTE FUNCTION officers_ended_by_act();
CREATE FUNCTION officers_reviewed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.reviewed_by IS NOT NULL AND (NEW.reviewed_by, NEW.finding, NEW.remark, NEW.reviewed_at)
        IS DISTINCT FROM (OLD.reviewed_by, OLD.finding, OLD.remark, OLD.reviewed_at) OR NEW.ends_at > OLD.ends_at THEN
        RAISE EXCEPTION 'tuopin: a break-glass read is reviewed once and never made longer' USING ERRCODE = 'TU103';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reviewed_once BEFORE UPDATE ON officers_break_glass FOR EACH ROW EXECUTE FUNCTION officers_reviewed_once();
"""
UNDO = """
DROP TRIGGER never_own_kin ON ledger_act;
DROP FUNCTION officers_never_own_kin();
DROP TRIGGER written_by_act ON officers_post;
DROP TRIGGER written_by_act ON officers_break_glass;
DROP TRIGGER ended_by_act ON officers_post;
DROP FUNCTION officers_ended_by_act();
DROP TRIGGER reviewed_once ON officers_break_glass;
DROP FUNCTION officers_reviewed_once();
"""


class Migration(migrations.Migration):
    """Policies, grants, triggers."""

    dependencies = (("officers", "0001_officers"),)
    operations = (
        rows("officers_post", seen=f"({PLACE}) OR {OWN}", written=PLACE),
        rows("officers_invitation", seen=f"({PLACE}) OR {SHOWN}", written=f"({PLACE}) OR {SHOWN}"),
        rows("officers_token", seen=f"({PLACE}) OR {OWN} OR {SHOWN}", written=f"({PLACE}) OR {OWN} OR {SHOWN}"),
        rows("officers_break_glass", seen=f"({PLACE}) OR ({HOME}) OR {OWN}", written=f"({PLACE}) OR ({HOME}) OR {OWN}"),
        rows("officers_notice", seen=f"({PLACE}) OR {OWN_POST} OR {ACTOR}", written=f"({PLACE}) OR {OWN_POST} OR {ACTOR}"),
        rows("officers_session", seen=OWN, written=OWN),
        granted("officers_officer", "SELECT, INSERT, UPDATE"),
        granted("officers_post", "SELECT, INSERT, UPDATE (until_on, ended_act)"),
        granted("officers_invitation", "SELECT, INSERT, UPDATE (accepted_at, withdrawn_at)"),
        granted("officers_token", "SELECT, INSERT, UPDATE (revoked_at, used_at)"),
        granted("officers_break_glass", "SELECT, INSERT, UPDATE (requests, ends_at, closed_at, reviewed_by, reviewed_at, finding, remark)"),
        granted("officers_notice", "SELECT, INSERT, UPDATE (read_at)"),
        granted("officers_session", "SELECT, INSERT, UPDATE (post_id, glass_id, seen_at, ended_at)"),
        granted("officers_kin", "SELECT, INSERT"),
        granted("officers_deciding", "SELECT"),
        granted("officers_duty", "SELECT, INSERT"),
        RunSQL(KIN + POSTS, UNDO),
        deciding("register.%", "privacy.erase"),
    )
