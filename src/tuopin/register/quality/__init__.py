"""Data quality: a catalogue of rules, run set-based over a snapshot; what is wrong, where, and what was expected."""
