"""The command line: arguments, output and exit codes; it contains no logic of its own.

Commands import what they need when they run, so that ``briefer --help`` loads little more than
click and is fast.
"""

from briefer.cli.app import main

__all__ = ["main"]
