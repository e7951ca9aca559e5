"""An office in one file, and back: the database's dump, the ledger's files, and a manifest that names every member by SHA-256.

**Order.** The ledger's files are copied first, the checkpoint before the tiles, and the database is dumped after them. An act is
committed in the database before a checkpoint that covers it is published, so a dump taken later than the checkpoint holds every
act the checkpoint speaks of: the restored database is never behind the checkpoint restored with it. The other way round, a
checkpoint could cover acts the dump lacks, and an office that came back like that would contradict its own signature. The
database may well be ahead of the files: tiles and the next checkpoint are derived from it.

Keys are not in the file: they are kept outside the database, and a backup that held them would be a readable register.
"""

from tuopin.settings.backup.back import restore
from tuopin.settings.backup.taken import backup

__all__ = ["backup", "restore"]
