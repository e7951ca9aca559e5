"""Clause W4b: a checkpoint counts when the log and enough of the supervising bodies have signed it (C2SP tlog-policy)."""

from datetime import UTC, datetime
from itertools import combinations

import pytest

from chapters.ledger.log.logs import KEY, OTHER, WITNESSES, signed
from tuopin.ledger.log import note, policy
from tuopin.ledger.log.broken import Broken

AT = datetime(2016, 12, 31, tzinfo=UTC)
LOG = f"log {KEY.verifier.text}\n"
NAMES = ["province", "audit", "evaluator", "university"]
SEATS = "".join(f"witness {name} {each.verifier.text} https://{each.name}/\n" for name, each in zip(NAMES, WITNESSES, strict=True))


def cosigned(*names):
    text = note.split(signed(5, bytes(32)))[0]
    chosen = [WITNESSES[NAMES.index(name)] for name in names]
    lines = [note.cosign(text, each, AT).text for each in chosen]
    return note.merged(signed(5, bytes(32)), lines, [each.verifier for each in chosen])


def suffices(rule, *names):
    return policy.parse(LOG + SEATS + rule).satisfied(cosigned(*names))


@pytest.mark.parametrize(
    ("rule", "enough"),
    [
        ("quorum none", lambda _: True),
        ("quorum audit", lambda seen: "audit" in seen),
        ("group any any province audit\nquorum any", lambda seen: bool({"province", "audit"} & seen)),
        ("group both all province audit\nquorum both", lambda seen: {"province", "audit"} <= seen),
        ("group two 2 province audit evaluator\nquorum two", lambda seen: len(seen - {"university"}) >= 2),
        (
            "group office any province audit\n# comment\n\n\tgroup outside all evaluator university\ngroup each all office outside\nquorum each",
            lambda seen: bool({"province", "audit"} & seen) and {"evaluator", "university"} <= seen,
        ),
    ],
)
def test_a_quorum_is_reached_by_exactly_the_sets_that_it_names(rule, enough):
    sets = [set(names) for count in range(5) for names in combinations(NAMES, count)]
    assert [suffices(rule, *names) for names in sets] == [enough(names) for names in sets]


def test_acceptance_tells_who_cosigned_and_when():
    accepted = policy.parse(LOG + SEATS + "quorum none").accept(cosigned("audit", "university"))
    assert (accepted.checkpoint.size, accepted.log, accepted.witnesses) == (5, KEY.verifier, {"audit": AT, "university": AT})


def test_what_is_missing_is_said():
    rule = policy.parse(LOG + SEATS + "group two 2 province audit evaluator\nquorum two")
    with pytest.raises(Broken, match=r"too few witnesses: audit; wanted: 2/\(province, audit, evaluator\)"):
        rule.accept(cosigned("audit"))


def test_without_the_log_no_witness_counts():
    text = note.split(signed(5, bytes(32)))[0]
    alone = note.joined(text, [note.cosign(text, WITNESSES[0], AT)])
    with pytest.raises(Broken, match="no known log has signed"):
        policy.parse(LOG + SEATS + "quorum none").accept(alone)


def test_a_log_vouches_only_for_itself():
    text = note.split(signed(5, bytes(32)))[0]
    with pytest.raises(Broken, match="no known log has signed"):
        policy.parse(f"log {OTHER.verifier.text}\nquorum none").accept(note.sign(text, [OTHER]))


def test_a_false_cosignature_spoils_the_note():
    false = note.Line(WITNESSES[0].name, WITNESSES[0].verifier.key_id, bytes(72)).text
    assert not policy.parse(LOG + SEATS + "quorum none").satisfied(cosigned("audit") + false)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "exactly one quorum"),
        ("quorum none\nquorum none", "line 2: exactly one quorum"),
        ("quorum audit", "line 1: not defined above: audit"),
        ("quorum", "line 1: this line cannot be read"),
        ("quorum none extra", "cannot be read"),
        ("frog none", "cannot be read"),
        ("log", "cannot be read"),
        (f"log {WITNESSES[0].verifier.text}", "the key of witness.example/w1 is of the wrong kind"),
        (f"witness a {KEY.verifier.text}", "of the wrong kind"),
        (LOG + LOG, "line 2: stands twice"),
        (SEATS + f"witness again {WITNESSES[0].verifier.text}", "line 5: stands twice"),
        (SEATS + "group audit any province", "stands twice: audit"),
        (SEATS + "group none any province", "stands twice: none"),
        (f"witness none {WITNESSES[0].verifier.text}", "stands twice: none"),
        (SEATS + "group g any nobody", "not defined above: nobody"),
        (SEATS + "group g any none", "not defined above: none"),
        (SEATS + "group g any audit audit", "already a member of a group: audit"),
        (SEATS + "group g any audit\ngroup h any audit", "line 6: already a member"),
        (SEATS + "group g 0 audit", "a number from 1 to 1"),
        (SEATS + "group g 2 audit", "a number from 1 to 1"),
        (SEATS + "group g 01 audit", "without leading zeros"),
        (SEATS + "group g any", "cannot be read"),
        ("quorum none\r\n", "printable"),
        ("quorum\u00a0none\n", "cannot be read"),
    ],
)
def test_a_policy_that_could_be_misread_is_refused(text, said):
    with pytest.raises(Broken, match=said):
        policy.parse(text)
