"""Makes the README's pictures from the sample reports: ``python docs/images/make.py``."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
REPORTS = HERE.parent.parent / "reports" / "aleppo"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDTH, HEIGHT = 1280, 900


def main() -> int:
    """Make page.png and briefing.png; returns the exit code."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or shutil.which("pdftoppm") is None:
        print("needs Chromium and pdftoppm (poppler-utils)", file=sys.stderr)
        return 2
    _shoot(browser, (REPORTS / "comparison.html").as_uri(), HERE / "page.png", WIDTH, HEIGHT)
    with tempfile.TemporaryDirectory() as folder:
        _pages(browser, Path(folder))
    return 0


def _shoot(browser: str, url: str, picture: Path, width: int, height: int) -> None:
    """A picture of the page's first screen. No sandbox, as root has none; the page is our own."""
    options = ("--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1")
    size = f"--window-size={width},{height}"
    subprocess.run(
        (browser, *options, size, f"--screenshot={picture}", url), check=True, stderr=subprocess.DEVNULL
    )


def _pages(browser: str, folder: Path) -> None:
    """The first two pages of the briefing side by side."""
    pdf = REPORTS / "comparison.pdf"
    subprocess.run(("pdftoppm", "-png", "-r", "80", "-l", "2", str(pdf), str(folder / "p")), check=True)
    sheets = "".join(f'<img src="{sheet.name}">' for sheet in sorted(folder.glob("p-*.png")))
    style = "body{margin:0;background:#888;display:flex;gap:12px;padding:12px}img{height:876px}"
    (folder / "sheet.html").write_text(f"<style>{style}</style>{sheets}", encoding="utf-8")
    _shoot(browser, (folder / "sheet.html").as_uri(), HERE / "briefing.png", WIDTH, HEIGHT)


if __name__ == "__main__":
    sys.exit(main())
