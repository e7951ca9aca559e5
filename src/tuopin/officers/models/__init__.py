"""What is kept of officers. Clauses R2a, R2d, W4b."""

from tuopin.officers.models.break_glass import BreakGlass
from tuopin.officers.models.duty import Duty
from tuopin.officers.models.invitation import Invitation
from tuopin.officers.models.kin import Deciding, Kin
from tuopin.officers.models.notice import Notice
from tuopin.officers.models.officer import Officer
from tuopin.officers.models.post import Post
from tuopin.officers.models.session import Session
from tuopin.officers.models.token import Token

__all__ = ["BreakGlass", "Deciding", "Duty", "Invitation", "Kin", "Notice", "Officer", "Post", "Session", "Token"]
