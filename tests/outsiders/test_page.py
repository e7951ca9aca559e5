"""Clause R3c: in a real browser, from a file, without network, the offline page passes a true record and nothing else."""

import json
import random
import re
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest

from chapters.ledger.log.logs import KEY, OTHER, WITNESSES, entries, publish
from outsiders.browser import browser
from tuopin.ledger.log import commitment, note, proof
from tuopin.ledger.log.canonical import canonical
from tuopin.ledger.log.tiles import Tiles
from tuopin.ledger.verify_page.page import rendered
from tuopin.ledger.verify_page.texts import TEXTS

AT = datetime(2016, 12, 31, 1, 30, tzinfo=UTC)
SALT = bytes(range(16))
RECORD = {"act": "announce", "household": "h-7f3a", "per_head": 345_600, "agreed": True, "reasons": ["income", "food"], "note": "公示无异议"}
SIZE, INDEX = 1_500, 421
NAMES = ["省领导小组", "审计", "evaluator"]
SEATS = "".join(f"witness {name} {each.verifier.text}\n" for name, each in zip(NAMES, WITNESSES, strict=False))
POLICY = f"log {KEY.verifier.text}\n{SEATS}group two 2 {' '.join(NAMES)}\nquorum two\n"
DONE = """new Promise((done) => {
  const look = () => ["held", "refused", "unable"].includes(result.dataset.state) ? done(result.dataset.state) : setTimeout(look, 5);
  look();
})"""
LITTLE_CONTRAST = """(() => {
  const bright = (colour) => {
    const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((part) => part / 255).map((part) => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * parts[0] + .7152 * parts[1] + .0722 * parts[2];
  };
  const ground = (each) => {
    for (; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/^rgba\\(.*, 0\\)$/.test(colour)) return colour;
    }
  };
  const texts = [...document.body.querySelectorAll("*")].filter((each) => each.checkVisibility()
    && [...each.childNodes].some((child) => child.nodeType === 3 && child.data.trim()));
  const ratio = (each) => {
    const both = [bright(getComputedStyle(each).color), bright(ground(each))].sort((a, b) => b - a);
    return (both[0] + .05) / (both[1] + .05);
  };
  return [texts.length, texts.filter((each) => ratio(each) < 4.5).map((each) => each.textContent)];
})()"""


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    with browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The page as a province publishes it, and one without keys."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "verify.html").write_text(rendered(POLICY), "utf-8")
    (folder / "typed.html").write_text(rendered(), "utf-8")
    return folder


@pytest.fixture(scope="session")
def records():
    """Random records with every kind of text and number that a record may hold, the first of them plain."""
    draw = random.Random(20161231)
    return [RECORD, *({text(draw): value(draw, 3) for _ in range(draw.randint(1, 6))} for _ in range(79))]


@pytest.fixture(scope="session")
def tiles(tmp_path_factory, records):
    tiles = Tiles(tmp_path_factory.mktemp("log"))
    data = entries(SIZE)
    data[INDEX : INDEX + len(records)] = [commitment.entry(SALT, canonical(each)) for each in records]
    tiles.append(data, at=0)
    publish(tiles)
    tiles.publish(cosigned(tiles.checkpoint(), 0, 2))
    return tiles


@pytest.fixture(scope="session")
def proof_text(tiles):
    return made(tiles, INDEX, tiles.checkpoint())


def cosigned(text, *seats):
    chosen = [WITNESSES[seat] for seat in seats]
    lines = [note.cosign(note.split(text)[0], each, AT).text for each in chosen]
    return note.merged(text, lines, [each.verifier for each in chosen])


def made(tiles, index, checkpoint):
    return proof.of(tiles.reader(), index=index, salt=SALT, checkpoint=checkpoint)


def text(draw):
    kinds = ["abc_XYZ", "脱贫攻坚户", "\u2028\x7f\u00e9\ufb33", "\U0001f600\U00020000", '"\\/\b\f\n\r\t\x01']
    return "".join(draw.choice(draw.choice(kinds)) for _ in range(draw.randint(1, 8)))


def value(draw, depth):
    if depth and draw.random() < 0.3:
        inner = [value(draw, depth - 1) for _ in range(draw.randint(0, 3))]
        return inner if draw.random() < 0.5 else {text(draw): each for each in inner}
    return draw.choice([None, True, False, 0, -1, 2**53 - 1, -(2**53) + 1, draw.randint(0, 10**9), text(draw), ""])


def opened(chromium, folder, name="verify.html", *, language="zh", **more):
    """A page, with what is to be checked in its address where it is given."""
    fields = {key: urlsafe_b64encode(more.pop(key).encode()).decode() for key in ("proof", "record") if key in more}
    address = "&".join([f"lang={language}", *(f"{key}={content}" for key, content in fields.items())])
    return chromium.page(f"{(folder / name).as_uri()}#{address}", **more)


def outcome(page):
    """State and all that the result says."""
    state = page.value(DONE)
    said = page.value("result.innerText")
    page.close()
    return state, said


def checked(chromium, folder, given_proof, given_record, **more):
    return outcome(opened(chromium, folder, proof=given_proof, record=given_record, **more))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_true_record_is_shown_to_be_in_the_log(chromium, folder, proof_text, language):
    state, said = checked(chromium, folder, proof_text, json.dumps(RECORD, indent=2), language=language)
    assert state == "held"
    wanted = [getattr(TEXTS[key], language) for key in ("held", "meaning_held", "step_record")]
    assert [each for each in [*wanted, "421", "1,500", "345600", "公示无异议", "审计"] if each not in said] == []


def test_it_names_who_cosigned_and_who_did_not(chromium, folder, proof_text):
    _, said = checked(chromium, folder, proof_text, json.dumps(RECORD), language="en")
    assert re.findall(r"^(\S+)(?:, December 31, 2016 at 9:30.AM \(Beijing time\)|: has not cosigned)$", said, re.MULTILINE) == [NAMES[0], NAMES[2], NAMES[1]]


@pytest.mark.parametrize("field", RECORD)
def test_no_changed_record_passes(chromium, folder, proof_text, field):
    for changed in (RECORD | {field: "changed"}, {name: each for name, each in RECORD.items() if name != field}):
        state, said = checked(chromium, folder, proof_text, json.dumps(changed))
        assert (state, TEXTS["other_record"].zh in said, TEXTS["held"].zh in said) == ("refused", True, False)


def test_browser_and_server_write_every_record_alike(chromium, folder, tiles, records):
    """Eighty random records: what Python committed to, the browser finds again."""
    page = opened(chromium, folder)
    found = []
    for place, record in enumerate(records):
        given = {"proof": made(tiles, INDEX + place, tiles.checkpoint()), "record": json.dumps(record, ensure_ascii=place % 2 == 0)}
        page.value(f"Object.entries({json.dumps(given)}).forEach(([id, text]) => document.getElementById(id).value = text)")
        page.value("result.dataset.state = '', document.querySelector('.main').click()")
        found.append(page.value(DONE))
    page.close()
    assert found == ["held"] * len(records)


@pytest.mark.parametrize(
    ("record", "key"),
    [
        ('{"act":"announce","act":"announce"}', "record_twice"),
        ('{"per_head":345600.0}', "record_number"),
        ('{"per_head":9007199254740993}', "record_number"),
        ('{"act":', "record_form"),
        ('{"act":"\\ud800"}', "record_form"),
        ('{"act":1} x', "record_form"),
        ("[" * 1_000, "record_form"),
    ],
)
def test_a_record_that_could_be_read_in_two_ways_is_refused(chromium, folder, proof_text, record, key):
    state, said = checked(chromium, folder, proof_text, record, language="en")
    assert (state, TEXTS[key].en.split("{")[0] in said) == ("refused", True)


def changed_proofs(tiles):
    sound = made(tiles, INDEX, tiles.checkpoint())
    bare = made(tiles, INDEX, cosigned(note.joined(*signed_by_log(tiles)), 0))
    other = made(tiles, INDEX, note.sign(note.split(tiles.checkpoint())[0], [OTHER]) + note.split(tiles.checkpoint())[1][1].text)
    return {
        "of another entry": (made(tiles, INDEX + 1, tiles.checkpoint()), "other_record"),
        "at another index": (sound.replace(f"index {INDEX}", f"index {INDEX - 1}"), "other_record"),
        "beyond the log": (sound.replace(f"index {INDEX}", f"index {SIZE + 1}"), "other_record"),
        "without a hash": (re.sub(r"(index \d+\n).*\n", r"\1", sound), "other_record"),
        "of a changed size": (sound.replace(f"\n{SIZE}\n", f"\n{SIZE - 1}\n"), "signature_false"),
        "with one witness": (bare, "few_witnesses"),
        "of another log": (other, "log_unsigned"),
        "without its salt": (re.sub(r"extra .*\n", "", sound), "proof_salt"),
        "of no kind": ("hello\n", "proof_form"),
        "cut short": (sound[: sound.index("\n\n")], "proof_form"),
        "without signature lines": (sound[: sound.rindex("\n\n")], "note_form"),
        "without signatures": (sound[: sound.rindex("\n\n") + 2], "note_form"),
    }


def signed_by_log(tiles):
    body, lines = note.split(tiles.checkpoint())
    return body, lines[:1]


def test_no_changed_proof_passes(chromium, folder, tiles):
    told = {name: checked(chromium, folder, given, json.dumps(RECORD), language="en") for name, (given, _) in changed_proofs(tiles).items()}
    wanted = dict.fromkeys(told, ("refused", True))
    assert {n: (told[n][0], TEXTS[key].en.split("{")[0] in told[n][1]) for n, (_, key) in changed_proofs(tiles).items()} == wanted, told


def test_no_letter_of_a_proof_can_be_changed(chromium, folder, proof_text):
    draw, page, passed = random.Random(7), opened(chromium, folder), []
    for _ in range(150):
        place = draw.randrange(len(proof_text) - 1)
        wrong = proof_text[:place] + draw.choice("ABCabc019+/= \n".replace(proof_text[place], "")) + proof_text[place + 1 :]
        given = json.dumps({"proof": wrong, "record": json.dumps(RECORD)})
        page.value(f"Object.entries({given}).forEach(([id, text]) => document.getElementById(id).value = text)")
        page.value("result.dataset.state = '', document.querySelector('.main').click()")
        if page.value(DONE) != "refused" and wrong.strip() != proof_text.strip():
            passed.append(wrong)
    page.close()
    assert passed == []


NO_ED25519 = "crypto.subtle.importKey = async () => { throw new DOMException('Unrecognized name.', 'NotSupportedError'); };"
NO_CRYPTO = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined });"


@pytest.mark.parametrize(("before", "key"), [(NO_ED25519, "no_ed25519"), (NO_CRYPTO, "no_crypto")])
@pytest.mark.parametrize("record", [RECORD, {"act": "changed"}], ids=["true", "changed"])
def test_a_browser_that_cannot_verify_says_so(chromium, folder, proof_text, before, key, record):
    state, said = checked(chromium, folder, proof_text, json.dumps(record), before=before)
    assert (state, TEXTS[key].zh in said, TEXTS["unable_lead"].zh in said) == ("unable", True, True)


def test_files_are_opened_by_their_buttons(chromium, folder, proof_text, tmp_path):
    (tmp_path / "a.tlog-proof").write_bytes(proof_text.replace("\n", "\r\n").encode())
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf" + json.dumps(RECORD, indent=1).encode())
    page = opened(chromium, folder)
    for field, name in (("proof", "a.tlog-proof"), ("record", "a.json")):
        page.files(f"#{field}-file", tmp_path / name)
        page.value(f"new Promise((done) => {{ const look = () => {field}.value ? done() : setTimeout(look, 5); look(); }})")
    page.value("document.querySelector('.main').click()")
    assert outcome(page)[0] == "held"


@pytest.mark.parametrize(("proof_given", "record_given", "key"), [(False, True, "no_proof"), (True, False, "no_record")])
def test_what_was_not_put_in_is_named(chromium, folder, proof_text, proof_given, record_given, key):
    given = {"proof": proof_text} if proof_given else {}
    page = opened(chromium, folder, **given, **({"record": json.dumps(RECORD)} if record_given else {}))
    page.value("document.querySelector('.main').click()")
    assert TEXTS[key].zh in outcome(page)[1]


@pytest.mark.parametrize(
    ("policy", "state", "key"),
    [
        (POLICY, "held", "held"),
        (f"log {KEY.verifier.text}\nquorum none\n", "held", "step_none"),
        ("", "refused", "no_policy"),
        ("quorum none", "refused", "log_unsigned"),
        ("log nonsense\nquorum none", "refused", "policy_form"),
        (POLICY.replace("quorum two", "quorum three"), "refused", "policy_form"),
        (POLICY.replace("quorum two\n", ""), "refused", "policy_quorum"),
        (POLICY.replace("group two 2", "group two 3"), "refused", "few_witnesses"),
        (POLICY.replace("group two 2", "group two 4"), "refused", "policy_form"),
        (f"log {OTHER.verifier.text}\nquorum none\n", "refused", "note_unknown"),
    ],
)
def test_without_keys_of_its_own_the_page_asks_for_them(chromium, folder, proof_text, policy, state, key):
    page = opened(chromium, folder, "typed.html")
    assert page.value("trust.open && !policy.readOnly")
    given = {"proof": proof_text, "record": json.dumps(RECORD), "policy": policy}
    page.value(f"Object.entries({json.dumps(given)}).forEach(([id, text]) => document.getElementById(id).value = text)")
    page.value("document.querySelector('.main').click()")
    said = TEXTS["log_unsigned" if key == "note_unknown" else key].zh.split("{")
    found = outcome(page)
    assert (found[0], [part for part in (said[0], said[-1].split("}")[-1]) if part not in found[1]]) == (state, [])


def test_keys_that_came_with_the_page_cannot_be_changed_by_its_address(chromium, folder, proof_text):
    policy = urlsafe_b64encode(b"quorum none").decode()
    page = opened(chromium, folder, language=f"zh&policy={policy}", proof=proof_text, record=json.dumps(RECORD))
    assert page.value("[policy.value, policy.readOnly]") == [POLICY, True]
    page.close()


def test_the_language_changes_everything_that_is_said(chromium, folder, proof_text):
    page = opened(chromium, folder, language="en", proof=proof_text, record=json.dumps(RECORD | {"act": "changed"}))
    page.value(DONE)
    page.value("document.querySelector('[data-language=zh]').click()")
    spoken = "[data-words], #result h2, #result p, #result b, #result span"
    said = page.value(f"[...document.querySelectorAll('{spoken}')].map((each) => each.textContent).join(' ')")
    told = page.value("[document.documentElement.lang, document.title, document.querySelector('[data-language=zh]').ariaPressed]")
    page.close()
    assert told == ["zh-CN", TEXTS["title"].zh, "true"]
    assert set(re.findall(r"[A-Za-z]{2,}", said)) <= {"tlog", "proof", "JSON", "log", "example", "tuopin"}


@pytest.mark.parametrize("size", [(1280, 900), (360, 740)], ids=["desk", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("record", [RECORD, {"act": "changed"}], ids=["held", "refused"])
def test_everything_is_readable_and_nothing_runs_off_the_page(chromium, folder, proof_text, size, language, record):
    page = opened(chromium, folder, language=language, proof=proof_text, record=json.dumps(record), size=size)
    page.value(DONE)
    page.value("trust.open = true")
    width, (texts, pale) = page.value("document.documentElement.scrollWidth"), page.value(LITTLE_CONTRAST)
    page.close()
    assert (width, texts > 20, pale) == (size[0], True, [])


def test_every_field_and_button_has_a_name(chromium, folder):
    page = opened(chromium, folder)
    tree = page.ask("Accessibility.getFullAXTree")["nodes"]
    page.close()
    controls = [each for each in tree if each.get("role", {}).get("value") in {"button", "textbox", "DisclosureTriangle"}]
    assert (len(controls) >= 8, [each for each in controls if not each.get("name", {}).get("value")]) == (True, [])


def test_a_button_is_large_enough_for_a_thumb(chromium, folder):
    page = opened(chromium, folder, size=(360, 740))
    small = page.value("[...document.querySelectorAll('button, label.button')].filter((each) => each.offsetHeight < 38).map((each) => each.textContent)")
    page.close()
    assert small == []


def test_the_page_asks_the_network_for_nothing(chromium, folder, proof_text):
    page = opened(chromium, folder, proof=proof_text, record=json.dumps(RECORD))
    page.value(DONE)
    page.value("fetch('http://127.0.0.1:9/').catch(() => 0)")
    asked = {each["request"]["url"].split("#")[0] for each in page.told("Network.requestWillBeSent")}
    page.close()
    assert asked - {"http://127.0.0.1:9/"} == {(folder / "verify.html").as_uri()}


def test_even_a_script_in_the_page_could_not_reach_the_network(chromium, folder):
    page = opened(chromium, folder)
    assert page.value("fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => error.name)") == "TypeError"
    assert [each for each in page.told("Log.entryAdded") if "Content Security Policy" in each["entry"]["text"]] != []
    page.close()


def test_nothing_goes_wrong_unseen(chromium, folder, proof_text):
    page = opened(chromium, folder, proof=proof_text, record=json.dumps(RECORD))
    page.value(DONE)
    assert page.told("Runtime.exceptionThrown", "Log.entryAdded") == []
    page.close()
