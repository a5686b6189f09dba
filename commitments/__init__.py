"""Understand: ``Document`` in, commitments, deadlines and events out. Pure; knows Dutch.

Public: ``read(document)`` and ``load()`` (a spaCy pipeline); spaCy is imported when they are called.
"""
