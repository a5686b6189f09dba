"""What can keep the site from standing, as one Dutch line for its user."""

from __future__ import annotations


class PublishError(Exception):
    """The address or port can't be listened on; the message is one Dutch line: what, where, what to do."""
