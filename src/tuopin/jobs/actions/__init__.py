"""What is done with jobs: asked for, cancelled, asked for again; their files published and taken."""

from tuopin.jobs.actions.asking import cancel, retry, start
from tuopin.jobs.actions.files import expire, fetch, publish
from tuopin.jobs.actions.resuming import again, resume

__all__ = ["again", "cancel", "expire", "fetch", "publish", "resume", "retry", "start"]
