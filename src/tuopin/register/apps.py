"""The register as a Django application."""

from django.apps import AppConfig

from tuopin.common.words import Words


class Register(AppConfig):
    """Versions of households, people, places and their years; imports; cross-lists."""

    name = "tuopin.register"
    label = "register"

    def ready(self) -> None:
        """The ledger's check also asks the register."""
        from tuopin.ledger.checking import bound
        from tuopin.register.actions.completeness import check
        from tuopin.register.checking import facts

        bound("register", Words("登记册：事实、时间、理由、密文", "the register: facts, times, reasons, sealed values"), facts)
        bound("completeness", Words("完整性：每季度每县的根", "completeness: each county's root of each quarter"), check)
