"""A page looked at as a browser and a reader would: its forms, labels, scripts, styles; numbers that must not stand in it."""

import re
from html.parser import HTMLParser

PHRASE = "gorse-lantern-42-quay"
QUIET = {"hidden", "submit", "button"}
NUMBER = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")


class Looked(HTMLParser):
    """What is wrong with a page, and where its forms lead."""

    def __init__(self, text):
        super().__init__()
        self.faults, self.forms, self.labels, self.asked, self.wrapped = [], [], set(), [], 0
        self.feed(text)
        self.faults += [f"no label: {name}" for ident, name in self.asked if ident not in self.labels]

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.faults += [f"inline: {tag} {name}" for name in told if name == "style" or name.startswith("on")]
        look = getattr(self, f"_{tag}", None)
        if look:
            look(told)

    def handle_endtag(self, tag):
        if tag == "label":
            self.wrapped -= 1
        if tag == "form" and self.forms and self.forms[-1]["method"] == "post" and not self.forms[-1]["token"]:
            self.faults.append(f"no token: {self.forms[-1]['action']}")

    def _style(self, _):
        self.faults.append("inline style")

    def _script(self, told):
        if "src" not in told and told.get("type") != "application/json":
            self.faults.append("inline script")

    def _form(self, told):
        self.forms.append({"method": told.get("method", "get").lower(), "action": told.get("action", ""), "token": False})

    def _label(self, told):
        self.wrapped += 1
        self.labels.add(told.get("for"))

    def _input(self, told):
        if told.get("name") == "csrfmiddlewaretoken" and self.forms:
            self.forms[-1]["token"] = True
        if told.get("type") not in QUIET and not self.wrapped and "aria-label" not in told:
            self.asked.append((told.get("id"), told.get("name")))

    _select = _textarea = _input


class Person:
    """One officer's browser; or nobody's."""

    def __init__(self, name=None, language="en"):
        from django.test import Client

        self.client = Client(raise_request_exception=True, HTTP_HOST="localhost")
        self.client.cookies["language"] = language
        if name:
            answer = self.client.post("/accounts/login/", {"login": name, "password": PHRASE})
            assert answer.status_code == 302, answer.content.decode()

    def get(self, path, **more):
        return self.client.get(path, **more)

    def post(self, path, fields=None, **more):
        return self.client.post(path, fields or {}, **more)

    def text(self, path):
        return self.get(path).content.decode()
