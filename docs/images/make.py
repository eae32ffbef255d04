"""Makes the pictures of README and docs from the sample reports: ``python docs/images/make.py``."""

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
    """Make page.png, review.png, figures.png and briefing.png; returns the exit code."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or shutil.which("pdftoppm") is None:
        print("needs Chromium and pdftoppm (poppler-utils)", file=sys.stderr)
        return 2
    _review(browser, (REPORTS / "comparison.html").as_uri())
    with tempfile.TemporaryDirectory() as folder:
        _pages(browser, Path(folder))
    return 0


def _review(browser: str, url: str) -> None:
    """The page as it opens; a conflict as it is decided, in the dark; figures and timeline."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(url)
        page.screenshot(path=HERE / "page.png")
        page.locator("#figures").evaluate("it => it.scrollIntoView({ behavior: 'instant' })")
        page.screenshot(path=HERE / "figures.png")
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="dark")
        page.goto(url)
        page.keyboard.type("nno")
        page.screenshot(path=HERE / "review.png")
        chromium.close()


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
