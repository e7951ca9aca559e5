"""Writing the register's workbooks: a layout filled from tables (the import backwards), and the empty template."""

from tuopin.register.sheets.cells import cells
from tuopin.register.sheets.package import write_pages
from tuopin.register.sheets.page import Page
from tuopin.register.sheets.template import template
from tuopin.register.sheets.written import write_layout

__all__ = ["Page", "cells", "template", "write_layout", "write_pages"]
