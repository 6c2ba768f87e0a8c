"""What doctor does: a page about this installation for a bug report, without any article."""

import base64
import hashlib
import importlib.metadata
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import files

from packaging.requirements import Requirement

from seeds_analysis import __version__
from seeds_analysis.cli.commands import DONE, FAILED
from seeds_analysis.cli.messages import one_line
from seeds_analysis.cli.output import open_output
from seeds_analysis.errors import ModelError, install_command
from seeds_analysis.pipeline import model_name, model_release

PACKAGE = "seeds-analysis"
EXTRAS = ("web", "excel", "word", "parquet", "dask", "light")
SHOWN = "“”‘’–…─"  # what the page draws besides ASCII
WEIGHTS = ("network/weights/network.onnx", "network/weights/tokenizer.json", "speakers/ranking.npy")
Line = tuple[str, bool]  # one line of the page, and whether it says that something is wrong


def examine() -> int:
    """Print the page; the exit code is 1 if something is missing or a checksum is wrong."""
    lines = [*_versions(), *_model(), *_weights(), *_extras(), *_output()]
    wrong = sum(is_wrong for _, is_wrong in lines)
    with open_output(None) as output:
        for line, is_wrong in lines:
            output.write(f"{'! ' if is_wrong else '  '}{one_line(line)}\n")
        output.write(f"Problems, marked !: {wrong}\n" if wrong else "No problem found.\n")
    return FAILED if wrong else DONE


def _versions() -> Iterator[Line]:
    yield f"{PACKAGE} {__version__}, Python {platform.python_version()}, {platform.platform()}", False
    yield from (_installed(requirement, needed=True) for requirement in _requirements(""))


def _extras() -> Iterator[Line]:
    for extra in EXTRAS:
        found = [_installed(requirement, needed=False) for requirement in _requirements(extra)]
        yield f"[{extra}] {', '.join(line for line, _ in found)}", any(is_wrong for _, is_wrong in found)


def _requirements(extra: str) -> Iterator[Requirement]:
    """What this package needs, or what one of its extras adds."""
    try:
        listed = importlib.metadata.requires(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:  # run from its folder
        return
    for needed in map(Requirement, listed):
        met = [needed.marker is None or needed.marker.evaluate({"extra": name}) for name in ("", extra)]
        if met == [not extra, True]:
            yield needed


def _installed(requirement: Requirement, *, needed: bool) -> Line:
    try:
        version = importlib.metadata.version(requirement.name)
    except importlib.metadata.PackageNotFoundError:
        remedy = f". Run: {install_command(requirement.name)}" * needed
        return f"{requirement.name} is not installed{remedy}", needed
    if not requirement.specifier.contains(version, prereleases=True):
        return f"{requirement.name} {version}, but {requirement.specifier} is needed", True
    return f"{requirement.name} {version}", False


def _model() -> Iterator[Line]:
    """The language model, and whether its files are still as they were installed."""
    name = model_name()
    try:
        yield model_release(name), False
        for file in importlib.metadata.files(name) or ():
            expected, path = file.hash, file.locate()
            if expected is not None and not str(file).endswith(".pyc"):
                digest = hashlib.new(expected.mode, path.read_bytes()).digest()  # type: ignore[attr-defined]
                if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != expected.value:
                    yield f"{file}: another file than the one that was installed", True
    except ModelError as error:
        yield str(error), True
    except importlib.metadata.PackageNotFoundError:
        yield "a pipeline in a folder: there is no checksum to compare it with", False
    except OSError as error:
        yield f"{name}: a file cannot be read ({error.strerror})", True


def _weights() -> Iterator[Line]:
    """The weights of this package; the network has its checksum next to it."""
    for name in WEIGHTS:
        path, beside = (files("seeds_analysis").joinpath(name + end) for end in ("", ".sha256"))
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"
        expected = beside.read_text(encoding="ascii").split()[0] if beside.is_file() else digest
        wrong = digest == "missing" or digest != expected
        remedy = f", damaged. Run: {install_command('--force-reinstall', PACKAGE)}"
        yield f"{name} {digest[:12]}{remedy * wrong}", wrong


def _output() -> Iterator[Line]:
    encoding = sys.stdout.encoding or "ascii"
    lacking = SHOWN.encode(encoding, "ignore").decode(encoding) != SHOWN
    note = ", which lacks marks that the page draws" if lacking else ""
    columns = shutil.get_terminal_size().columns
    yield f"output: {encoding}{note}; {columns} columns; terminal: {sys.stdout.isatty()}", False
    for name, folder in (("current folder", "."), ("temporary folder", tempfile.gettempdir())):
        try:
            with tempfile.TemporaryFile(dir=folder):
                yield f"{name}: writable, {shutil.disk_usage(folder).free >> 20} MB free", False
        except OSError as error:
            yield f"{name}: not writable ({error.strerror})", name == "temporary folder"
    pages = os.sysconf("SC_PHYS_PAGES") if hasattr(os, "sysconf") else 0  # not on Windows
    memory = f"{pages * os.sysconf('SC_PAGE_SIZE') >> 20} MB" if pages else "unknown"
    yield f"cores: {os.cpu_count()}; memory: {memory}", False
