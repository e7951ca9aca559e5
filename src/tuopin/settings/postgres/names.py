"""Names that every part of the embedded server agrees on."""

SUPERUSER = "postgres"  # of the embedded server only; used to make the two roles below and for nothing else
OWNER = "tuopin_owner"  # owns the database and its tables: migrations
APP = "tuopin_app"  # what the office connects as: owns nothing, is bound by row-level security
DATABASE = "tuopin"

PORT = 5432  # part of the socket's file name; nothing listens on the network
OLDEST = 15  # the oldest major version whose SQL we write
