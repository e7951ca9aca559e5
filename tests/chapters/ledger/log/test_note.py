"""Keys and signed notes (C2SP signed-note): a text counts only with the signature of a known key."""

from base64 import b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapters.ledger.log.logs import KEY, OTHER, WITNESSES
from tuopin.ledger.log import cosignature, note
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.keys import LOG, WITNESS, Signer, Verifier

TEXT = "log.example/tuopin\n5\nroot\n"
NOTE = note.sign(TEXT, [KEY])
AT = datetime(2016, 12, 31, 8, tzinfo=UTC)
COSIGNED = note.merged(NOTE, [note.cosign(TEXT, WITNESSES[0], AT).text], [WITNESSES[0].verifier])


@pytest.mark.parametrize("signer", [KEY, WITNESSES[0], Signer.made("made.example/log"), Signer.made("见证.example", WITNESS)])
def test_a_key_reads_back_from_its_texts(signer):
    assert (Signer.of(signer.text), Verifier.of(signer.verifier.text)) == (signer, signer.verifier)


def test_a_secret_is_not_shown():
    assert repr(KEY.seed) not in repr(KEY)


def test_the_kind_of_key_is_part_of_its_id():
    both = [Signer("same.example", kind, bytes(32)).verifier for kind in (LOG, WITNESS)]
    assert both[0].key_id != both[1].key_id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a key"),
        ("name", "not a key"),
        ("name+12345678", "not a key"),
        ("name+1234567G+AQ==", "not a key"),
        ("name+12345678+AQ", "not proper Base64"),
        (f"name+12345678+{b64encode(bytes([9] * 33)).decode()}", "an unknown kind of key: 09"),
        (f"name+12345678+{b64encode(bytes([1] * 30)).decode()}", "not a key"),
        (f"+12345678+{b64encode(bytes([1] * 33)).decode()}", "not empty"),
        (f"a b+12345678+{b64encode(bytes([1] * 33)).decode()}", "holds no space"),
        (KEY.verifier.text.replace("tuopin", "tuopim"), "the key's id is not that of the key"),
    ],
)
def test_a_text_that_is_no_key_is_refused(text, said):
    for made, each in ((Verifier.of, text), (Signer.of, f"PRIVATE+KEY+{text}")):
        with pytest.raises(Broken, match=said):
            made(each)


def test_a_public_key_does_not_sign():
    with pytest.raises(Broken, match="not a key"):
        Signer.of(KEY.verifier.text)


def test_a_note_is_opened_by_its_key():
    assert note.open(NOTE, [OTHER.verifier, KEY.verifier]).text == TEXT


def test_a_note_of_several_is_opened_by_any():
    both = note.sign(TEXT, [KEY, OTHER])
    assert [list(note.open(both, [each.verifier]).signed) for each in (KEY, OTHER)] == [[KEY.verifier], [OTHER.verifier]]


def test_a_text_may_hold_empty_lines():
    text = "one\n\ntwo\n\n\nthree\n"
    assert note.open(note.sign(text, [KEY]), [KEY.verifier]).text == text


def test_an_unknown_key_opens_nothing():
    with pytest.raises(Broken, match="no known key has signed"):
        note.open(NOTE, [OTHER.verifier])


def test_a_key_of_the_same_name_is_another_key():
    with pytest.raises(Broken, match="no known key has signed"):
        note.open(NOTE, [Signer(KEY.name, LOG, bytes(32)).verifier])


def test_a_false_line_of_a_known_key_spoils_the_note():
    wrong = note.Line(OTHER.name, OTHER.verifier.key_id, bytes(64))
    with pytest.raises(Broken, match=f"the signature does not hold: {OTHER.name}"):
        note.open(NOTE + wrong.text, [KEY.verifier, OTHER.verifier])


def test_a_false_line_of_an_unknown_key_is_ignored():
    wrong = note.Line("stranger.example", b"1234", b"anything at all")
    assert note.open(NOTE + wrong.text, [KEY.verifier]).text == TEXT


@settings(deadline=None)
@given(st.integers(0, len(COSIGNED) - 1), st.characters(exclude_categories=["Cs"]))
def test_no_changed_note_opens_as_the_same_text_with_more_signers(place, letter):
    changed = COSIGNED[:place] + letter + COSIGNED[place + 1 :]
    try:
        opened = note.open(changed, [KEY.verifier, WITNESSES[0].verifier])
    except Broken:
        return
    assert opened.text == TEXT


NO_NOTES = ["", "text\n", "text\n\n", "text\n\nline\n", NOTE.removesuffix("\n"), NOTE.replace("\n\n", "\n"), NOTE.replace("— ", "- ")]
NO_NOTES += [NOTE + "\n", NOTE.replace("5", "\r"), NOTE + "— a b c\n", NOTE + "— a AAAA\n"]


@pytest.mark.parametrize("text", NO_NOTES)
def test_what_is_no_note_is_refused(text):
    with pytest.raises(Broken):
        note.open(text, [KEY.verifier])


def test_a_note_with_no_end_of_signatures_is_refused():
    with pytest.raises(Broken, match="not a signed note"):
        note.open(NOTE + note.Line("many.example", b"1234", b"12345").text * 100, [KEY.verifier])


def test_a_text_without_its_last_newline_is_not_signed():
    with pytest.raises(Broken, match="ends with a newline"):
        note.sign("text", [KEY])


def test_a_cosignature_says_when():
    opened = note.open(COSIGNED, [WITNESSES[0].verifier])
    assert cosignature.signed_at(opened.signed[WITNESSES[0].verifier]) == AT


def test_a_cosignature_with_another_time_does_not_hold():
    line = note.cosign(TEXT, WITNESSES[0], AT)
    later = note.Line(line.name, line.key_id, (int(AT.timestamp()) + 1).to_bytes(8, "big") + line.signature[8:])
    with pytest.raises(Broken, match="does not hold"):
        note.open(note.joined(TEXT, [later]), [WITNESSES[0].verifier])


def test_a_cosignature_of_no_possible_time_does_not_hold():
    class Never:
        def timestamp(self):
            return 2**40

    line = note.Line(WITNESSES[0].name, WITNESSES[0].verifier.key_id, cosignature.made(WITNESSES[0], TEXT, Never()))
    with pytest.raises(Broken, match="does not hold"):
        note.open(note.joined(TEXT, [line]), [WITNESSES[0].verifier])


def test_a_cosignature_is_no_signature_of_a_log():
    """Same key, same text: what a witness signs is told apart from what a log signs."""
    seed = bytes([9] * 32)
    line = note.cosign(TEXT, Signer("same.example", WITNESS, seed), AT)
    log = Signer("same.example", LOG, seed).verifier
    with pytest.raises(Broken, match="does not hold"):
        note.open(note.joined(TEXT, [note.Line(log.name, log.key_id, line.signature[8:])]), [log])


def test_only_lines_that_hold_are_merged():
    false = note.Line(WITNESSES[1].name, WITNESSES[1].verifier.key_id, bytes(72)).text
    stranger = note.cosign(TEXT, WITNESSES[2], AT).text
    more = [false, stranger, note.cosign(TEXT, WITNESSES[0], AT).text]
    assert note.merged(NOTE, more, [each.verifier for each in WITNESSES[:2]]) == COSIGNED


def test_a_newer_line_takes_the_place_of_the_older():
    newer = note.cosign(TEXT, WITNESSES[0], AT.replace(hour=9)).text
    assert note.merged(COSIGNED, [newer], [WITNESSES[0].verifier]) == note.merged(NOTE, [newer], [WITNESSES[0].verifier])
