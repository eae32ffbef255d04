"""Where the templates are: inside an installed wheel, or at the top of a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reporter.errors import RenderError


@cache
def template_dir() -> Path:
    """The folder of the report templates.

    Raises RenderError (``templates-missing``) where neither the package nor the checkout has them.
    """
    package = Path(__file__).parent
    for folder in (package / "templates", package.parent / "templates"):
        if folder.is_dir():
            return folder
    raise RenderError("templates-missing", f"no report templates beside {package}; install reporter again")


@cache
def template_text(name: str) -> str:
    """One template file as text, with Unix line ends, so that hashes of it hold on every system."""
    return (template_dir() / name).read_text(encoding="utf-8").replace("\r\n", "\n")


@cache
def template_bytes(name: str) -> bytes:
    """One file of the template folder that is not text, such as a font."""
    return (template_dir() / name).read_bytes()
