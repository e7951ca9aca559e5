"""What is asked about officers. Every question runs inside `acting(by)`, except those that sign-in asks first. Clause R2a."""

from tuopin.officers.queries.people import officer

__all__ = ["officer"]
