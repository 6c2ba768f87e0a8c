"""Runs commands in copies of a process that has the model in memory: python -m tests.preloaded SOCKET.

Starting the program takes most of the time of a short command. Each connection brings the arguments, folder,
environment and standard files of a command, and gets its exit code.
"""

import io
import json
import os
import signal
import socket
import sys
from collections.abc import Sequence
from typing import NoReturn

# What a shell runs in place of the program: CLIENT SOCKET ARGUMENT...
CLIENT = """
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect(sys.argv[1])
command = json.dumps([sys.argv[2:], os.getcwd(), dict(os.environ)]).encode()
socket.send_fds(server, [len(command).to_bytes(8, "big")], [0, 1, 2])
server.sendall(command)
sys.exit((server.recv(1) or b"\\1")[0])
"""


def serve(path: str) -> NoReturn:
    """Listen at a socket until killed."""
    from seeds_analysis.pipeline import build, models

    default = models.model_name(None)
    loaded, load = models.load_model(default), models.load_model
    setattr(build, "load_model", lambda name: loaded if name == default else load(name))  # noqa: B010
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen()
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                _answer(connection)
            connection.close()


def _answer(connection: socket.socket) -> NoReturn:
    """Run a command in a copy of this process, which ends itself, and send its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    size, files, _, _ = socket.recv_fds(connection, 8, 3)
    command = b""
    while len(command) < int.from_bytes(size, "big"):
        command += connection.recv(1 << 16)
    program = os.fork()
    if program == 0:
        _run(files, *json.loads(command))
    status = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    connection.send(bytes([status if status >= 0 else 128 - status]))
    os._exit(0)


def _run(
    files: Sequence[int], arguments: Sequence[str], folder: str, environment: dict[str, str]
) -> NoReturn:
    from seeds_analysis.__main__ import main

    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), "utf-8")
    sys.stdout, sys.stderr = (
        io.TextIOWrapper(io.BufferedWriter(io.FileIO(place, "w", closefd=False)), "utf-8") for place in (1, 2)
    )
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["seeds-analysis", *arguments]
    main()
    os._exit(1)  # it has ended by now


if __name__ == "__main__":
    serve(sys.argv[1])
