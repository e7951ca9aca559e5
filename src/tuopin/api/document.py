"""The API's document, completed: the powers, every status that can occur, problem documents under their own media type."""

from collections.abc import Iterator
from typing import Any

from ninja import NinjaAPI

from tuopin.api.problem import answer
from tuopin.api.saying import TYPE, Problem

TEXT = {"x-media": "text/plain"}
BYTES = {"x-media": "application/octet-stream"}
PROBLEM = {"$ref": "#/components/schemas/Problem"}
ALWAYS = {
    400: "the request cannot be read",
    401: "nobody is signed in, or the token does not work",
    429: "too many requests; Retry-After says how long to wait",
    503: "the database is away; Retry-After says how long to wait",
}
WRITING = {413: "the content is too large", 507: "the disk is full; nothing was written"}
SAID = {
    403: "no such power, not at that place, or no CSRF token",
    404: "there is none, or it is not within the place of the post",
    409: "the procedure refuses",
    422: "the content is not right",
}
WRITES = frozenset(("post", "put", "patch", "delete"))
KEY = {
    "name": "Idempotency-Key", "in": "header", "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "sent again under the same key, it is answered again and not done again",
}  # fmt: skip


class Door(NinjaAPI):
    """The API with a whole document, and one place where every error is told."""

    def set_default_exception_handlers(self) -> None:
        """None but ours."""
        self.add_exception_handler(Exception, answer)

    def get_openapi_schema(self, **given: Any) -> Any:
        """OpenAPI 3.1."""
        document = super().get_openapi_schema(**given)
        views = {self.get_openapi_operation_id(each): each.view_func for router in self._get_bound_routers() for each in _operations(router)}
        for method, told in operations(document):
            _completed(method, told, views[told["operationId"]])
        document["components"]["schemas"]["Problem"] = Problem.json_schema()
        return document


def operations(document: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each method of each path."""
    for path in document["paths"].values():
        yield from path.items()


def _operations(router: Any) -> Iterator[Any]:
    for view in router.path_operations.values():
        yield from view.operations


def _completed(method: str, told: dict[str, Any], view: Any) -> None:
    if hasattr(view, "power"):
        told["x-power"] = view.power
        told["x-in-person"] = view.in_person
        told["description"] = f"{told.get('description', '')} Power: `{view.power}`.".strip()
    media = told.pop("x-media", None)
    if media:
        schema = {"type": "string"} if media == TEXT["x-media"] else {"type": "string", "format": "binary"}
        told["responses"][200]["content"] = {media: {"schema": schema}}
    if method in WRITES and "security" in told:
        told["parameters"] = [*told["parameters"], KEY]
    more = {**ALWAYS, **(WRITING if method in WRITES else {})}
    for status in sorted({*more, *told["responses"]} - {200, 201, 202}):
        words = more.get(status) or SAID[status]
        told["responses"][status] = {"description": words, "content": {TYPE: {"schema": PROBLEM}}}


__all__ = ["BYTES", "TEXT", "Door", "operations"]
