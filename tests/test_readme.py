"""What the README shows is what the program does."""

import gzip
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.readme import read_block, render_block
from evaluation.results import read_results
from seeds_analysis.loading import sample_input
from tests.loading.archives import archive, response

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def block(marker: str) -> str:
    """The fenced block after an HTML comment."""
    found = re.search(rf"<!-- {marker} -->\n```\w*\n(.*?)```", README, re.DOTALL)
    assert found is not None
    return found[1]


def commands(marker: str) -> list[str]:
    lines = (line.partition("  #")[0].strip() for line in block(marker).splitlines())
    return [line for line in lines if line]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the README's commands name."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    text = sample_input().load().text
    (folder / "article.txt").write_text(text, encoding="utf-8", newline="")
    (folder / "articles" / "one.txt").write_text("Ana Ruiz said no.", encoding="utf-8")
    (folder / "news.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Tom Hale said yes."}\n'))
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(archive(response())))
    return folder


@pytest.mark.model
@pytest.mark.parametrize("marker", ["commands", "archive commands"])
def test_readme_commands_run(desk: Path, marker: str) -> None:
    script = " && ".join(
        command if " -o " in command else f"{command} > /dev/null" for command in commands(marker)
    )
    program = f'seeds-analysis() {{ {shlex.quote(sys.executable)} -m seeds_analysis "$@"; }}; {script}'
    done = subprocess.run(
        ["bash", "-c", program],
        cwd=desk,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
    assert marker == "archive commands" or not done.stderr  # a run ends with an overview


@pytest.mark.model
def test_readme_example_is_the_sample_page() -> None:
    page = block("example")
    done = subprocess.run(
        [sys.executable, "-m", "seeds_analysis", "summarize", "--sample", "--format", "text"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=True,
        stdin=subprocess.DEVNULL,
        env={"COLUMNS": "80", "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8"},
    )
    shown = [part.rstrip("\n") for part in page.split("[…]\n")]
    assert all(part in done.stdout for part in shown)


@pytest.mark.model
@pytest.mark.parametrize("number", [0, 1], ids=["library", "spacy"])
def test_readme_python_runs(desk: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    code = re.findall(r"```python\n(.*?)```", README, re.DOTALL)[number]
    monkeypatch.chdir(desk)
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*W095")
        exec(compile(code, "README.md", "exec"), {})


def test_readme_table_is_made_of_the_results() -> None:
    # `python -m evaluation --readme` renews it.
    assert read_block(README) == render_block(read_results())
