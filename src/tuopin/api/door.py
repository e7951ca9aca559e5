"""The door: `/api/v1`, its document (OpenAPI 3.1), who may ask, how errors are told."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from tuopin import VERSION
from tuopin.api.acting import Often, Session, Token
from tuopin.api.problem import answer
from tuopin.api.routes import jobs, ledger, me, officers, supervision

ROUTERS = (jobs.router, officers.router, supervision.router, ledger.router, me.router)

api = NinjaAPI(
    title="Tuopin 脱贫",
    version=VERSION,
    description="The office of a poverty-exit mechanism. Every answer is within the place of the acting post.",
    urls_namespace="api",
    auth=[Token(), Session(csrf=True)],
    throttle=[Often()],
    docs=Swagger(settings={"persistAuthorization": False}),
)


@api.exception_handler(Exception)
def _no(request: Any, error: Exception) -> Any:
    return answer(request, error)


for _router in ROUTERS:
    api.add_router("", _router)
