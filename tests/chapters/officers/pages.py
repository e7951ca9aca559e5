"""Pages of the tests: who acts, what is seen, what stays of a request that fails."""

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.urls import include, path

from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers import actions
from tuopin.officers.models import Duty, Post
from tuopin.web import posts, urls


def who(request):
    by = request.by
    return JsonResponse({"by": by and [by.officer, by.body, by.place], "seen": Post.objects.count(), "post": request.post and request.post.pk})


def write(request, status):
    """A duty is taken, and then the request answers with this status (or dies: 0; or is refused: 1)."""
    with actions.decided():
        Duty.objects.create(matter=request.GET["matter"], duty="x", officer=request.by.officer, taken_at="2016-11-01T08:00Z")
    if status == 0:
        raise RuntimeError("a bug")
    if status == 1:
        raise Refused("no", because=Words("否", "no"))
    return HttpResponse(status=status)


def held(request):
    return JsonResponse({"session": request.held.pk, "scope": _setting("tuopin.scope")})


def reveal(request):
    """Tries to write."""
    try:
        with actions.decided():
            Duty.objects.create(matter="reveal", duty="x", officer=request.by.officer, taken_at="2016-11-01T08:00Z")
    except Refused as refusal:
        return HttpResponse(refusal.code)
    return HttpResponse("written")


def _setting(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [name])
        return cursor.fetchone()[0]


urlpatterns = [
    path("", who),
    path("api/v1/who", who),
    path("write/<int:status>/", write),
    path("held/", held),
    path("reveal/", reveal),
    path("post/switch/", posts.switch),
    path("post/look/", posts.look),
    path("account/", include("tuopin.web.accounts")),
]
urlpatterns += [each for each in urls.urlpatterns if getattr(each, "name", None)]  # the frame of every page names them
