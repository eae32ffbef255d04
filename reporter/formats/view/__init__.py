"""Page data: everything the templates show, decided and worded beforehand, so that templates hold no logic."""

from reporter.formats.view.build import page
from reporter.formats.view.page import Page

__all__ = ["Page", "page"]
