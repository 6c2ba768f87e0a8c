"""A pager as git has it: the program that PAGER names, else less, and none if PAGER is empty or cat."""

import os
import shlex
import shutil
import signal
import subprocess

# As git sets them: colours pass, a page that fits is not held, and it stays on the screen afterwards.
_SETTINGS = {"LESS": "FRX", "LV": "-c"}


def show_in_pager(text: str, encoding: str) -> bool:
    """Show text until the reader leaves; returns False if there is no pager."""
    command = shlex.split(os.environ.get("PAGER", "less"))
    if not command or command[0] == "cat" or os.environ.get("TERM") == "dumb" or not shutil.which(command[0]):
        return False
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the pager
    try:
        subprocess.run(  # noqa: S603 - the user names the program
            command, input=text.encode(encoding, "replace"), env={**_SETTINGS, **os.environ}, check=False
        )
    finally:
        signal.signal(signal.SIGINT, before)
    return True
