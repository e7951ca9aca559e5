"""The public log as files: entries, tiles, checkpoints, cosignatures and proofs that a stranger verifies. Clauses R3c, W4b.

Formats are those of C2SP (tlog-tiles, tlog-checkpoint, signed-note, tlog-cosignature, tlog-policy, tlog-proof) over the tree of RFC 6962.
"""
