"""Peers of the assessment, measured beside it on the same data with the same criteria."""
