"""An import of workbooks into the office: uploaded, staged, compared, accepted whole or by village, or withdrawn. Clause R2d."""

from tuopin.register.actions.imports.accepting import accept
from tuopin.register.actions.imports.comparing import compare
from tuopin.register.actions.imports.staging import stage
from tuopin.register.actions.imports.uploading import upload
from tuopin.register.actions.imports.withdrawing import Withdrawn, withdraw

__all__ = ["Withdrawn", "accept", "compare", "stage", "upload", "withdraw"]
