"""Long work: how far it is, cancelled, asked for again; the files it published. Clauses R3c, W4b."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from tuopin.common.words import Words, say
from tuopin.jobs import actions, queries
from tuopin.jobs.rules import ENDED, STATES
from tuopin.officers.rules.powers import powers
from tuopin.web.refusals import page

KINDS = {
    "snapshot.freeze": Words("冻结快照", "freeze a snapshot"),
    "assessment.run": Words("评估", "run an assessment"),
    "export": Words("导出（不含证件号码、电话）", "export, without numbers"),
    "export.numbers": Words("导出（含证件号码、电话）", "export, with ID and phone numbers"),
    "export.acts": Words("导出行为记录", "export acts"),
    "register.stage": Words("读入表格并比对", "read workbooks and compare them"),
    "register.accept": Words("接受导入", "accept an import"),
    "register.withdraw": Words("撤回导入", "take an import back"),
    "import.files": Words("差异表和标注的原表", "the difference and the marked originals"),
    "cross_list.import": Words("导入部门名单", "keep another department's list"),
}
NAMES = {
    "queued": Words("排队", "waiting"), "running": Words("进行中", "running"), "done": Words("完成", "done"),
    "failed": Words("失败", "failed"), "cancelled": Words("已取消", "cancelled"),
}  # fmt: skip
SIGNS = {"queued": "…", "running": "▸", "done": "✓", "failed": "✗", "cancelled": "–"}
CANCELLED = Words("已要求取消，任务在下一个安全处停止。", "Cancelled: it stops at its next safe point.")
AGAIN = Words("任务已重新排队。", "It is asked for again.")


@page()
def jobs(request: Any) -> HttpResponse:
    """Jobs within the place, the newest first."""
    asked = request.GET.get("state", "")
    found = queries.jobs(by=request.by, states=(asked,) if asked in STATES else (), after=request.GET.get("after") or None, limit=50)
    return render(request, "pages/jobs.html", {"found": found, "asked": asked, **_words()})


@page()
def job(request: Any, number: UUID) -> HttpResponse:
    """One job: its progress, counts, files."""
    found = queries.job(number, by=request.by)
    more = {
        "job": found,
        "files": queries.artefacts(number, by=request.by),
        "open": found.state not in ENDED,
        "mine": found.owner == request.by.officer or "jobs.manage" in powers(request.by),
        "api": f"/api/v1/jobs/{number}",
        "leads": _leads(found),
    }
    return render(request, "pages/job.html", {**more, **_words()})


@page(methods=("POST",))
def cancel(request: Any, number: UUID) -> HttpResponse:
    """It ends at its next safe point."""
    actions.cancel(number, by=request.by, at=timezone.now())
    messages.success(request, say(CANCELLED))
    return redirect("job", number)


@page(methods=("POST",))
def retry(request: Any, number: UUID) -> HttpResponse:
    """Asked for again."""
    actions.retry(number, by=request.by, at=timezone.now())
    messages.success(request, say(AGAIN))
    return redirect("job", number)


@page(methods=("POST",))
def taken(request: Any, number: UUID) -> HttpResponseBase:
    """A published file; who takes it is written down first."""
    found = queries.artefact(number, by=request.by)
    path = actions.fetch(number, by=request.by, at=timezone.now())
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.name)


def _leads(job: Any) -> str | None:
    """Where what came out can be looked at."""
    result, arguments = job.result or {}, job.arguments or {}
    if "run" in result:
        return reverse("run", args=[result["run"]])
    if "snapshot" in result:
        return reverse("runs")
    batch = arguments.get("batch") or arguments.get("import")
    return reverse("import", args=[batch]) if str(batch or "").isdigit() else None


def _words() -> dict[str, Any]:
    return {"kinds": KINDS, "states": NAMES, "signs": SIGNS}


for _view in (jobs, job, cancel, retry, taken):
    _view.way = "jobs"
