"""The offline page is one file that asks the network for nothing and says everything in both languages."""

import re
from importlib.resources import files

import pytest

from chapters.ledger.log.logs import KEY, WITNESSES
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.verify_page.page import PROGRAM, rendered
from tuopin.ledger.verify_page.texts import TEXTS

POLICY = f"# </script><script>省\nlog {KEY.verifier.text}\nwitness audit {WITNESSES[0].verifier.text}\nquorum audit\n"
PARTS = files("tuopin.ledger.verify_page")
SOURCE = "\n".join(PARTS.joinpath(name).read_text("utf-8") for name in ("verify.html", *(f"{part}.js" for part in PROGRAM)))


def test_the_page_is_whole():
    assert re.findall(r"<!--\w+-->|\(rules\)", rendered(POLICY)) == []


def test_nothing_in_a_policy_ends_the_page():
    assert rendered(POLICY).count("</script>") == rendered().count("</script>") == 3


def test_the_page_carries_the_policy():
    assert KEY.verifier.text in rendered(POLICY)
    assert KEY.verifier.text not in rendered()


def test_the_page_forbids_itself_the_network():
    rules = re.search(r'Content-Security-Policy" content="([^"]*)"', rendered())[1]
    allowed = [part.split()[0] for part in rules.split("; ")]
    assert (rules.startswith("default-src 'none';"), allowed) == (True, ["default-src", "style-src", "script-src", "base-uri", "form-action"])
    assert re.findall(r"https?:", rendered()) == []


def test_a_policy_that_cannot_be_read_makes_no_page():
    with pytest.raises(Broken, match="policy, line 1"):
        rendered("quorum nobody\n")


def test_every_text_that_the_page_asks_for_is_there_and_used():
    asked = set(re.findall(r'data-(?:words|label)="(\w+)"', SOURCE))
    named = {key for key in TEXTS if re.search(rf'"{key}"|\b{key}:', SOURCE)}
    assert (asked - set(TEXTS), set(TEXTS) - named) == (set(), set())


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_name_the_same_values(key):
    zh, en = ({*re.findall(r"\{(\w+)\}", text)} for text in TEXTS[key])
    assert zh == en
