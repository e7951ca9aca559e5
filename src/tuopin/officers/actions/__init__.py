"""What officers do about officers: the only writers of these tables. Each runs inside `acting(by)` unless it says otherwise. Clause R2a."""

from tuopin.officers.actions.accepting import accept_invitation
from tuopin.officers.actions.breaking import break_glass, close_break, read_notice, review_break_glass
from tuopin.officers.actions.decided import decided
from tuopin.officers.actions.duties import take_duty
from tuopin.officers.actions.inviting import invite, renew, withdraw_invitation
from tuopin.officers.actions.kin import declare_kin
from tuopin.officers.actions.people import change_password, create_officer, lock, sign_out_everywhere, unlock
from tuopin.officers.actions.posts import end_post
from tuopin.officers.actions.sessions import (
    begin_session,
    count_look,
    end_session,
    look_through,
    resume_session,
    switch_post,
)
from tuopin.officers.actions.tokens import issue_token, revoke_token, show_token

__all__ = [
    "accept_invitation",
    "begin_session",
    "break_glass",
    "change_password",
    "close_break",
    "count_look",
    "create_officer",
    "decided",
    "declare_kin",
    "end_post",
    "end_session",
    "invite",
    "issue_token",
    "lock",
    "look_through",
    "read_notice",
    "renew",
    "resume_session",
    "review_break_glass",
    "revoke_token",
    "show_token",
    "sign_out_everywhere",
    "switch_post",
    "take_duty",
    "unlock",
    "withdraw_invitation",
]
