"""Routes, one module a chapter; each says which power it needs."""
