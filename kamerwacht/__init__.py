"""The hallway: command line and configuration. It wires the rooms and holds no logic of theirs."""

__version__ = "0.1.0"
