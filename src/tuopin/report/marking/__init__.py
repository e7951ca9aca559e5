"""Problem workbooks: what came from the village goes back as it came, its bad cells coloured, explained and listed."""

from tuopin.report.marking.marks import At, CannotMark, Listing, Mark, MarkCount
from tuopin.report.marking.plain import plain_workbook
from tuopin.report.marking.workbook import LISTING_NAME, mark_workbook

__all__ = ["LISTING_NAME", "At", "CannotMark", "Listing", "Mark", "MarkCount", "mark_workbook", "plain_workbook"]
