"""Prints docs/templates.md: what is written by hand, then the tables that follow from the code.

python docs/make_templates.py >docs/templates.md.new && mv docs/templates.md.new docs/templates.md
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from reporter.formats import palette
from reporter.formats.theme import overridable

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "templates.md"
NOUNS = (
    "view/page.py",
    "view/camps.py",
    "view/panels.py",
    "view/lanes.py",
    "view/since.py",
    "pdf/briefing.py",
)
MARK = "<!-- What follows is made by docs/make_templates.py. -->\n"
BLOCK_RE = re.compile(r"\{%-? block (\w+)")


def nouns() -> Iterator[str]:
    """A table for every dataclass that templates are given."""
    for module in NOUNS:
        tree = ast.parse((ROOT / "reporter" / "formats" / module).read_text(encoding="utf-8"))
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and node.decorator_list:
                yield f"\n### {node.name}\n\n{plain(ast.get_docstring(node))}\n\n"
                yield "| field | type | meaning |\n|---|---|---|\n"
                yield from fields(node)


def fields(node: ast.ClassDef) -> Iterator[str]:
    """A row for every field and property."""
    for place, entry in enumerate(node.body):
        if isinstance(entry, ast.AnnAssign):
            below = node.body[place + 1] if place + 1 < len(node.body) else None
            said = (
                below.value.value
                if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant)
                else ""
            )
            yield f"| `{ast.unparse(entry.target)}` | {kind(entry.annotation)} | {plain(str(said))} |\n"
        elif isinstance(entry, ast.FunctionDef):
            yield f"| `{entry.name}` | {kind(entry.returns)} | {plain(ast.get_docstring(entry))} |\n"


def kind(annotation: ast.expr | None) -> str:
    """A type in the cell of a table."""
    return "`" + ast.unparse(annotation).replace("|", "or") + "`" if annotation else ""


def plain(text: str | None) -> str:
    """A docstring on one line, with Markdown's single backticks."""
    return " ".join((text or "").split()).replace("``", "`").replace("|", "\\|")


def templates() -> Iterator[str]:
    """A row for every file that can be overridden."""
    yield "\n## Files and their blocks\n\n| file | blocks |\n|---|---|\n"
    for name in sorted(overridable()):
        text = (ROOT / "templates" / name).read_text(encoding="utf-8")
        blocks = ", ".join(f"`{block}`" for block in BLOCK_RE.findall(text))
        yield f"| `{name}` | {blocks or '–'} |\n"


def colours() -> Iterator[str]:
    """A row for every role."""
    yield "\n## Colours\n\n| role | light | dark | readable on |\n|---|---|---|---|\n"
    for role, (light, dark) in palette.defaults().items():
        grounds = ", ".join(f"`{ground}`" for ground in palette.ON.get(role, ()))
        yield f"| `{role}` | `{light}` | `{dark}` | {grounds or '–'} |\n"


def main() -> None:
    """Print the page."""
    by_hand = PAGE.read_text(encoding="utf-8").split(MARK)[0]
    made = "".join((by_hand, MARK, *templates(), *colours(), "\n## Page data\n", *nouns()))
    sys.stdout.buffer.write(made.encode("utf-8"))


if __name__ == "__main__":
    main()
