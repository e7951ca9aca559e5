"""Imports: uploaded by one officer, compared with the register, accepted whole or by village by another, or taken back. Clause R2d."""
