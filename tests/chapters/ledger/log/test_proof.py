"""Clause R3c: a household's proof shows that its record stands in the signed log, and no changed record passes (C2SP tlog-proof)."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapters.ledger.log.logs import KEY, WITNESSES, entries, publish
from tuopin.ledger.log import commitment, note, policy, proof
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.canonical import canonical
from tuopin.ledger.log.tiles import Tiles

SALT = bytes(range(16))
RECORD = {"act": "approve", "household": "a1b2", "on": "2016-12-31", "income": 345_600, "met": True, "note": "已脱贫"}
POLICY = policy.parse(f"log {KEY.verifier.text}\nwitness audit {WITNESSES[0].verifier.text}\nquorum audit\n")
AT = datetime(2016, 12, 31, tzinfo=UTC)
INDEX, SIZE = 421, 700


@pytest.fixture(scope="module")
def tiles(tmp_path_factory):
    tiles = Tiles(tmp_path_factory.mktemp("log"))
    data = entries(SIZE)
    data[INDEX] = commitment.entry(SALT, canonical(RECORD))
    tiles.append(data, at=0)
    signed = publish(tiles)
    line = note.cosign(note.split(signed)[0], WITNESSES[0], AT).text
    tiles.publish(note.merged(signed, [line], [WITNESSES[0].verifier]))
    return tiles


@pytest.fixture(scope="module")
def text(tiles):
    return proof.of(tiles.reader(), index=INDEX, salt=SALT, checkpoint=tiles.checkpoint())


def test_a_proof_has_the_form_of_the_specification(text, tiles):
    lines = text.split("\n")
    assert lines[:3] == ["c2sp.org/tlog-proof@v1", "extra AAECAwQFBgcICQoLDA0ODw==", f"index {INDEX}"]
    assert text.split("\n\n", 1)[1] == tiles.checkpoint()


def test_the_record_is_in_the_log_under_the_cosigned_checkpoint(text):
    accepted = proof.verify(text, POLICY, RECORD)
    assert (accepted.checkpoint.size, accepted.witnesses) == (SIZE, {"audit": AT})


@pytest.mark.parametrize("layout", [{"indent": 2}, {"ensure_ascii": True}, {"sort_keys": True}])
def test_the_layout_of_the_record_does_not_matter(text, layout):
    written = json.dumps(RECORD, **layout)
    assert proof.verify(text, POLICY, written) == proof.verify(text, POLICY, written.encode()) == proof.verify(text, POLICY, RECORD)


@pytest.mark.parametrize("field", RECORD)
def test_no_changed_record_passes(text, field):
    for changed in (RECORD | {field: "changed"}, {name: value for name, value in RECORD.items() if name != field}):
        with pytest.raises(Broken, match="record and proof do not fit"):
            proof.verify(text, POLICY, changed)


def test_the_proof_of_another_entry_does_not_pass(tiles):
    other = proof.of(tiles.reader(), index=INDEX + 1, salt=SALT, checkpoint=tiles.checkpoint())
    with pytest.raises(Broken, match=f"entry {INDEX + 1}: record and proof do not fit"):
        proof.verify(other, POLICY, RECORD)


def test_a_proof_without_enough_witnesses_does_not_pass(text):
    bare = text[: text.rindex("— witness")]
    with pytest.raises(Broken, match="too few witnesses"):
        proof.verify(bare, POLICY, RECORD)


def test_a_proof_without_its_salt_does_not_pass(text):
    with pytest.raises(Broken, match="holds no salt"):
        proof.verify(text.replace("extra AAECAwQFBgcICQoLDA0ODw==\n", ""), POLICY, RECORD)


@settings(deadline=None)
@given(st.data())
def test_no_proof_with_a_changed_letter_passes_for_another_place(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.characters(exclude_categories=["Cs"]))
    changed = text[:place] + letter + text[place + 1 :]
    if changed != text:
        with pytest.raises(Broken):
            proof.verify(changed, POLICY, RECORD)


@settings(deadline=None)
@given(st.integers(0, 2**63 - 1), st.lists(st.binary(min_size=32, max_size=32), max_size=63), st.binary(max_size=40))
def test_a_proof_reads_back(index, hashes, salt):
    written = proof.write(index=index, hashes=hashes, salt=salt, checkpoint="a\n\n— b c\n")
    assert proof.read(written) == proof.Proof(index, tuple(hashes), salt, "a\n\n— b c\n")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("", "line 1: not a log proof"),
        ("c2sp.org/tlog-proof@v2\nindex 0\n\n", "line 1: not a log proof"),
        ("c2sp.org/tlog-proof@v1\n\n", "line 2: not a log proof"),
        ("c2sp.org/tlog-proof@v1\nextra ***\nindex 0\n\n", "line 2: not proper Base64"),
        ("c2sp.org/tlog-proof@v1\nindex 00\n\n", "line 2: a decimal"),
        ("c2sp.org/tlog-proof@v1\nextra AAAA\nindex 0\nAAAA\n\n", "line 4: a hash is 32 bytes"),
        ("c2sp.org/tlog-proof@v1\nindex 0" + f"\n{'A' * 43}=" * 64 + "\n\n", "line 2: not a log proof"),
    ],
)
def test_what_is_no_proof_is_refused(wrong, said):
    with pytest.raises(Broken, match=said):
        proof.read(wrong)


def test_a_salt_has_its_length():
    with pytest.raises(Broken, match="a salt is 16 bytes"):
        commitment.entry(b"short", b"{}")


def test_salts_are_fresh():
    assert len({commitment.salt() for _ in range(100)}) == 100


def test_an_entry_says_nothing_without_its_salt():
    """33 bytes whatever the record; the same record twice has nothing in common."""
    made = [commitment.entry(commitment.salt(), canonical(RECORD)) for _ in range(2)]
    assert ([len(each) for each in made], made[0] == made[1]) == ([33, 33], False)
