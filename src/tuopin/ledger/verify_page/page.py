"""One static file, made from its parts: words, look, program, and the keys that the publishing body vouches for."""

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

from tuopin.ledger.log import policy
from tuopin.ledger.verify_page.texts import TEXTS

PROGRAM = ("bytes", "record", "note", "policy", "proof", "page")  # in the order in which they build on each other


def rendered(policy_text: str = "") -> str:
    """The page that trusts the logs and witnesses of a policy (C2SP tlog-policy); without one the reader has to give it.

    Broken where the policy cannot be read. The page asks the network for nothing: its own security policy forbids it to.
    """
    if policy_text:
        policy.parse(policy_text)
    look = _part("verify.css")
    program = "(() => {\n" + '"use strict";\n' + "\n".join(_part(f"{name}.js") for name in PROGRAM) + "})();\n"
    rules = f"default-src 'none'; style-src '{_digest(look)}'; script-src '{_digest(program)}'; base-uri 'none'; form-action 'none'"
    parts = {
        "rules": rules,
        "look": look,
        "words": _data({key: words._asdict() for key, words in TEXTS.items()}),
        "policy": _data(policy_text),
        "program": program,
    }
    text = _part("verify.html")
    for name, content in parts.items():
        before, _, after = text.partition(f"<!--{name}-->" if name != "rules" else "(rules)")
        text = before + content + after
    return text


def _part(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _data(value: object) -> str:
    """A value inside a script element, which no text in it can end."""
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")


def _digest(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
