"""The command line: arguments, printing and exit codes; no logic of its own.

Commands import what they work with when they run. ``briefer --help`` then loads nothing but
click, and answers at once.
"""

from briefer.cli.app import main

__all__ = ["main"]
