"""The reference page of the API, from its own document: `python -m tuopin.api.reference` prints it."""

import os
import sys
from collections.abc import Iterator
from typing import Any

HEAD = """# HTTP API

Generated from the API's own document (OpenAPI 3.1, at `/api/v1/openapi.json`; to read and try at `/api/v1/docs`); do not edit
(`python -m tuopin.api.reference > docs/reference/api.md`).

Who asks: a session that signed in at the web door (writes carry its CSRF token in `X-CSRFToken`), or a token in
`Authorization: Bearer …`, which holds some powers of its officer's post until a day. Every answer keeps to the place of the post: what
lies outside is not there. A power names who may ask; *in person*: not by a token.

Pages: `limit` (at most 200) and the mark that the page before gave (`after` or `before`). Errors are problem documents (RFC 9457,
`application/problem+json`) in both languages; `title` is in the language of `Accept-Language`. A write that carries
`Idempotency-Key` is done once: sent again within a day it is answered again.

Every route may also answer {always}; a write {writing}.
"""


def page() -> str:
    """The whole page: every route by its part, with power and statuses."""
    from tuopin.api.document import ALWAYS, WRITING
    from tuopin.api.door import api

    document = api.get_openapi_schema(path_prefix="/api/v1/")
    head = HEAD.format(always=_told(ALWAYS), writing=_told(WRITING))
    parts = [f"## {tag}\n\n| route | what | power | answers |\n|---|---|---|---|\n" + "\n".join(rows) + "\n" for tag, rows in _tags(document).items()]
    return "\n".join([head, *parts])


def _told(statuses: dict[int, str]) -> str:
    return ", ".join(f"{status} ({words.partition(';')[0]})" for status, words in statuses.items())


def _tags(document: Any) -> dict[str, list[str]]:
    tags: dict[str, list[str]] = {}
    for tag, row in _rows(document):
        tags.setdefault(tag, []).append(row)
    return tags


def _rows(document: Any) -> Iterator[tuple[str, str]]:
    from tuopin.api.document import ALWAYS, WRITING

    for path, methods in document["paths"].items():
        for method, told in methods.items():
            power = f"`{told['x-power']}`" + (", in person" if told["x-in-person"] else "") if "x-power" in told else "" if "security" in told else "public"
            statuses = ", ".join(str(status) for status in sorted(told["responses"]) if status not in {*ALWAYS, *WRITING})
            yield told["tags"][0], f"| `{method.upper()} {path.removeprefix('/api/v1')}` | {told['summary']} | {power} | {statuses} |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuopin.settings.office")
    os.environ.setdefault("TUOPIN_SECRET_KEY", "a page is written; nobody signs in")
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        os.environ.setdefault(name, "postgresql://nobody@localhost:1/none")
    import django

    django.setup()
    sys.stdout.write(page())
