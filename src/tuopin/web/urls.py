"""Every address of the web door."""

from django.urls import URLPattern, URLResolver, include, path

from tuopin.api.door import api
from tuopin.web import health, posts
from tuopin.web.pages import (
    assessments,
    cross_lists,
    erasures,
    exports,
    home,
    households,
    imports,
    jobs,
    ledger,
    officers,
    own,
    proofs,
    supervision,
    tokens,
    tongue,
)
from tuopin.web.pages import events as recorded

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("accounts/", include("tuopin.web.accounts")),
    # whoever watches the machine
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.shown_metrics, name="metrics"),
    # everybody
    path("language/", tongue.switch, name="language"),
    path("invitation/", own.invitation, name="invitation"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/policy", ledger.policy_file, name="policy"),
    path("log/<path:path>", ledger.file, name="log"),
    path("verify/", ledger.verify, name="verify"),
    # one's own affairs
    path("", home.home, name="home"),
    path("places/<str:code>/", home.place, name="place"),
    path("posts/", own.posts, name="posts"),
    path("posts/switch/", posts.switch, name="switch"),
    path("posts/look/", posts.look, name="look"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/out/", own.out_everywhere, name="out_everywhere"),
    # the register
    path("households/", households.found, name="households"),
    path("households/<str:code>/", households.household, name="household"),
    path("households/<str:code>/history/", households.history, name="history"),
    path("households/<str:code>/reveal/", households.reveal, name="reveal"),
    path("events/", recorded.events, name="events"),
    path("events/<str:kind>/", recorded.event, name="event"),
    path("changes/<int:number>/take-back/", recorded.take_it_back, name="take_back"),
    path("erasures/", erasures.erasures, name="erasures"),
    path("erasures/<int:number>/approve/", erasures.approve, name="approve_erasure"),
    path("acts/<int:number>/", proofs.act, name="act"),
    path("acts/<int:number>/<str:what>", proofs.part, name="proof_part"),
    path("lists/", cross_lists.lists, name="cross_lists"),
    path("lists/new/", cross_lists.bring, name="bring_cross_list"),
    path("lists/<int:number>/", cross_lists.one, name="cross_list"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.new, name="new_import"),
    path("imports/<int:number>/", imports.one, name="import"),
    path("imports/<int:number>/villages/<str:village>/", imports.village, name="import_village"),
    path("imports/<int:number>/households/<str:code>/", imports.household, name="import_household"),
    path("imports/<int:number>/accept/", imports.accept, name="accept_import"),
    path("imports/<int:number>/withdraw/", imports.withdraw, name="withdraw_import"),
    path("imports/<int:number>/files/", imports.difference, name="import_files"),
    # snapshots, runs, exports, jobs
    path("runs/", assessments.runs, name="runs"),
    path("runs/freeze/", assessments.freeze, name="freeze"),
    path("runs/assess/", assessments.assess, name="assess"),
    path("runs/<int:number>/", assessments.run, name="run"),
    path("runs/<int:number>/<str:kind>/", assessments.listed, name="run_list"),
    path("exports/", exports.exports, name="exports"),
    path("jobs/", jobs.jobs, name="jobs"),
    path("jobs/<uuid:number>/", jobs.job, name="job"),
    path("jobs/<uuid:number>/cancel/", jobs.cancel, name="cancel_job"),
    path("jobs/<uuid:number>/retry/", jobs.retry, name="retry_job"),
    path("files/<uuid:number>/", jobs.taken, name="file"),
    # who serves, who looks
    path("officers/", officers.here, name="officers"),
    path("officers/invite/", officers.invite, name="invite"),
    path("officers/invitations/<int:number>/withdraw/", officers.withdraw, name="withdraw_invitation"),
    path("officers/posts/<int:number>/end/", officers.end, name="end_post"),
    path("officers/<str:sign_in>/renew/", officers.renew, name="renew"),
    *(path(f"officers/<str:sign_in>/{what}/", officers.lock, {"what": what}, name=what) for what in ("lock", "unlock", "out")),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:number>/revoke/", tokens.revoke, name="revoke"),
    path("breaks/", supervision.breaks, name="breaks"),
    path("breaks/<int:number>/", supervision.review, name="review"),
    path("breaks/<int:number>/close/", supervision.close, name="close_break"),
    path("notices/<int:number>/read/", supervision.read, name="read_notice"),
    path("kin/", supervision.kin, name="kin"),
]
handler400 = "tuopin.web.pages.errors.unreadable"
handler403 = "tuopin.web.pages.errors.forbidden"
handler404 = "tuopin.web.pages.errors.not_found"
handler500 = "tuopin.web.pages.errors.broken"
