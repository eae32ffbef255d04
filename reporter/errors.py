"""Every error that a user can meet. The slug is an anchor in docs/messages.md, which says what to do."""

from __future__ import annotations


class ReporterError(Exception):
    """Base of all errors; ``str()`` is one line for a person."""

    def __init__(self, slug: str, message: str) -> None:
        super().__init__(message)
        self.slug = slug


class ConfigError(ReporterError):
    """A setting or an option is unknown or out of range."""


class SourceError(ReporterError):
    """An input cannot be had: missing, refused, too big."""


class ReadError(ReporterError):
    """An input is not what it claims to be, or holds no article."""


class RenderError(ReporterError):
    """A report cannot be made or written."""
