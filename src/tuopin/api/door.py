"""The door: `/api/v1`, its document (OpenAPI 3.1), who may ask, how errors are told."""

from ninja.openapi.docs import Swagger

from tuopin import VERSION
from tuopin.api.acting import Often, Session, Token
from tuopin.api.document import Door
from tuopin.api.routes import (
    cross_lists,
    events,
    exports,
    households,
    imports,
    jobs,
    ledger,
    me,
    officers,
    places,
    privacy,
    runs,
    snapshots,
    supervision,
)

ROUTERS = (
    me.router, places.router, households.router, events.router, imports.router, cross_lists.router, privacy.router, snapshots.router,
    runs.router, exports.router, jobs.router, ledger.router, officers.router, supervision.router,
)  # fmt: skip

api = Door(
    title="Tuopin 脱贫",
    version=VERSION,
    description="The office of a poverty-exit mechanism. Every answer is within the place of the acting post.",
    urls_namespace="api",
    auth=[Token(), Session(csrf=True)],
    throttle=[Often()],
    docs=Swagger(settings={"persistAuthorization": False}),
)

for _router in ROUTERS:
    api.add_router("", _router)
