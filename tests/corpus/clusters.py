"""A Dask cluster on this machine, for the tests that kill parts of it."""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Long enough for a worker to start on a busy machine; nothing waits for the whole of it.
PATIENCE = 60.0


def _documented(program: str) -> list[str]:
    """Where docs/cluster.md lets a program listen, but on this machine and on any free port."""
    command, *_ = re.findall(rf"^dask {program} .*", (ROOT / "docs/cluster.md").read_text(), re.MULTILINE)
    listening = re.findall(r"--(?:host|dashboard-address) \S+", command)
    return re.sub(r"10\.0\.0\.\d", "127.0.0.1", " ".join(listening)).replace(":8787", ":0").split()


class Cluster:
    """A scheduler and workers on this machine."""

    def __init__(self, folder: Path, *, workers: int = 2) -> None:
        self.folder = folder
        file = folder / "scheduler.json"
        self._processes: list[subprocess.Popen[bytes]] = []
        self._start("scheduler", "--scheduler-file", str(file), "--port", "0")
        self._start("worker", "--scheduler-file", str(file), "--nworkers", str(workers), "--nthreads", "1")
        ends = time.monotonic() + PATIENCE
        while not (file.exists() and file.read_text().strip().endswith("}")):
            assert time.monotonic() < ends, "no scheduler"
            time.sleep(0.05)
        self.address: str = json.loads(file.read_text())["address"]

    def _start(self, program: str, *arguments: str) -> None:
        module = f"distributed.cli.dask_{program}"
        command = [sys.executable, "-m", module, *_documented(program), *arguments]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        with (self.folder / f"{program}.log").open("wb") as log:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env=environment,
                start_new_session=True,
            )
        self._processes.append(process)

    def listening(self) -> set[str]:
        """The addresses, in hexadecimal, where its processes listen."""
        groups = {str(process.pid) for process in self._processes}
        sockets: set[str] = set()
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if (process / "stat").read_text().rpartition(")")[2].split()[2] in groups:
                    sockets |= {os.readlink(link) for link in (process / "fd").iterdir()}
        rows = (Path("/proc/net") / name for name in ("tcp", "tcp6"))
        table = [line.split() for path in rows for line in path.read_text().splitlines()[1:]]
        return {
            row[1].partition(":")[0] for row in table if row[3] == "0A" and f"socket:[{row[9]}]" in sockets
        }

    def close(self) -> None:
        # The groups, so that the workers go that a nanny started; asked kindly, it takes eight seconds.
        for process in self._processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
