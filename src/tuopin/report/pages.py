"""The generated reference pages: `python -m tuopin.report.pages [FOLDER]` writes them; a test keeps them current."""

import sys
from collections.abc import Callable
from pathlib import Path

from tuopin.register.importing import rules
from tuopin.report import quality_page, register_page

PAGES: dict[str, Callable[[], str]] = {
    "register.md": register_page.page,
    "rules.md": quality_page.page,
    "import-rules.md": rules.page,
}


def write(folder: Path) -> None:
    """Write every generated page into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (folder / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
