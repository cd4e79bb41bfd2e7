"""Make the pictures of the docs again: the evidence page and the PDF of the sample article.

``make_images.py MODEL`` briefs with another model than the embedded one. It needs Chromium and
pdftoppm (poppler). A picture of more than 200 kB is an error.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import briefer
from briefer.rendering.pdf.document import pdf_bytes

ROOT = Path(__file__).resolve().parent.parent
ARTICLE = ROOT / "examples" / "articles" / "harbour.html"
IMAGES = ROOT / "docs" / "images"
MAX_BYTES = 200_000
DESKTOP = {"width": 1200, "height": 800}
DESKTOP_SCALE = 0.75
PHONE = {"width": 360, "height": 660}
PDF_DPI = 72


def main() -> int:
    """Brief the article, make the pictures, and return the exit code."""
    model = sys.argv[1] if sys.argv[1:] else "local"
    brief = briefer.brief(ARTICLE, model=model)
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "brief.html"
        page.write_text(briefer.render(brief, "html"), encoding="utf-8")
        take_screenshots(page)
        pdf = Path(folder) / "brief.pdf"
        pdf.write_bytes(pdf_bytes(brief, paper="a4"))
        rasterize(pdf)
    sizes = {path.name: path.stat().st_size for path in sorted(IMAGES.glob("*.png"))}
    for name, size in sizes.items():
        print(f"{name}: {size:,} bytes{' (too large)' if size > MAX_BYTES else ''}")
    return int(max(sizes.values()) > MAX_BYTES)


def rasterize(pdf: Path) -> None:
    """Picture the page of the PDF."""
    pdftoppm = shutil.which("pdftoppm")
    if pdftoppm is None:
        sys.exit("there is no pdftoppm: install poppler with your system's package manager")
    options = ["-r", str(PDF_DPI), "-png", "-singlefile"]
    subprocess.run([pdftoppm, *options, pdf, IMAGES / "pdf"], check=True)  # noqa: S603 (our own file)


def take_screenshots(page: Path) -> None:
    """Picture the page on a desktop, with the evidence of one line highlighted, and on a phone."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("there is no Chromium: install it with your system's package manager")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        desktop = browser.new_page(viewport=DESKTOP, device_scale_factor=DESKTOP_SCALE)
        desktop.goto(page.as_uri())
        desktop.locator("a.line").nth(3).click()
        desktop.evaluate("window.scrollTo(0, 0)")
        desktop.screenshot(path=IMAGES / "page.png")
        phone = browser.new_page(viewport=PHONE)
        phone.goto(page.as_uri())
        phone.screenshot(path=IMAGES / "phone.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
