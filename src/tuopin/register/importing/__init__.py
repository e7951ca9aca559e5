"""The import of the register's workbooks as people have them: recognised by labels, every row accounted for."""

from tuopin.register.importing.importer import COUNTED, NothingTaken, Outcome, Source, import_files
from tuopin.register.importing.mapping import read_mapping
from tuopin.register.importing.options import Options
from tuopin.register.importing.places import gazetteer

__all__ = ["COUNTED", "NothingTaken", "Options", "Outcome", "Source", "gazetteer", "import_files", "read_mapping"]
