"""What the documentation shows agrees with the code: examples, figures, the map of the rooms, the picture."""

import html
import io
import json
import os
import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import grimp
import pytest
from rich.console import Console
from spacy.language import Language

import seeds_analysis
from evaluation.readme import read_block, render_blocks
from evaluation.results import read_results
from seeds_analysis.cli.explain import PLACES
from seeds_analysis.loading import sample_input
from seeds_analysis.pipeline import analyze
from seeds_analysis.summary import Summary, read_schema, summarize
from seeds_analysis.views import SUMMARY_VIEWS, load_view
from seeds_analysis.views.codes import read_codes

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
ARCHITECTURE = DOCS / "architecture.md"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
LAYERS = next(contract["layers"] for contract in SETTINGS["contracts"] if contract["type"] == "layers")
ROOMS = [room for layer in LAYERS for room in layer.split(" : ") if room != "errors"]

RENEW = "SEEDS_RENEW_GOLDEN"
MODEL: dict[str, Any] = json.loads(read_schema())
PICTURE = DOCS / "images" / "page.svg"
WIDTH = 88
HEIGHT = 40
# Rich's own format names a web font; this one names none, so that the picture needs nothing from outside.
SVG = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-family: sans-serif; font-size: 18px; font-weight: bold; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


@pytest.fixture(scope="module")
def sample(nlp: Language) -> Summary:
    article = sample_input().load()
    return summarize(article, analyze(nlp, article), with_text=True)


def marked(marker: str, page: Path) -> str:
    """The fenced block after an HTML comment."""
    text = page.read_text(encoding="utf-8")
    found = re.search(rf"<!-- {marker} -->\n```\w+\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.model
def test_readme_example_is_on_the_sample_page(sample: Summary) -> None:
    console = Console(width=80, height=24, file=io.StringIO(), color_system=None, record=True)
    console.print(load_view(SUMMARY_VIEWS["text"])(sample))
    assert marked("example", ROOT / "README.md") in console.export_text()


@pytest.mark.model
def test_json_example_is_in_the_sample_summary(sample: Summary) -> None:
    example = json.loads(marked("quotation q6", DOCS / "json.md"))
    assert example in sample.to_dict()["quotations"]


def test_tables_of_figures_are_made_of_the_results() -> None:
    # `python -m evaluation --readme` renews it.
    page = (DOCS / "accuracy.md").read_text(encoding="utf-8")
    blocks = render_blocks(read_results())
    assert {name: read_block(page, name) for name in blocks} == blocks


def test_data_model_page_has_the_fields_of_the_schema() -> None:
    path = DOCS / "data-model.md"
    text = path.read_text(encoding="utf-8")
    page = text.partition("\n### ")[0] + "".join(map(model_section, MODEL["$defs"].items()))
    if os.environ.get(RENEW):
        path.write_text(page, encoding="utf-8")
    assert text == page, f"docs/data-model.md differs from the schema; renew it with {RENEW}=1"


def test_codes_page_has_the_codes_that_explain_knows() -> None:
    path = DOCS / "codes.md"
    text = path.read_text(encoding="utf-8")
    page = text.partition("\n## ")[0] + "".join(map(code_section, PLACES.items()))
    if os.environ.get(RENEW):
        path.write_text(page, encoding="utf-8")
    assert text == page, f"docs/codes.md differs from the table; renew it with {RENEW}=1"


def code_section(place: tuple[str, str]) -> str:
    kind, title = place
    head = ["| code | meaning |", "| --- | --- |"]
    rows = [f"| `{code.code}` | {code.meaning} |" for code in read_codes().values() if code.kind == kind]
    return f"\n## {title}\n\n" + "\n".join([*head, *rows]) + "\n"


def model_section(definition: tuple[str, dict[str, Any]]) -> str:
    name, values = definition
    rows = [
        f"| `{field}` | {type_in_words(schema)} | {schema.get('description', '')} |"
        for field, schema in values["properties"].items()
    ]
    head = ["| field | type | meaning |", "| --- | --- | --- |"]
    return f"\n### {name}\n\n{values['description']}\n\n" + "\n".join([*head, *rows]) + "\n"


def type_in_words(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(map(type_in_words, schema["anyOf"]))
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        return f"[{name}](#{name.lower()})"
    if "enum" in schema:
        return " or ".join(f"`{value}`" if value else "null" for value in schema["enum"])
    kinds = {
        "string": "str",
        "boolean": "bool",
        "integer": "int",
        "number": "float",
        "null": "null",
        "object": "dict of str",
    }
    if schema["type"] == "array":
        return f"tuple of {type_in_words(schema['items'])}"
    return kinds[schema["type"]]


@pytest.mark.parametrize("name", seeds_analysis.__all__)
def test_api_pages_name_the_public_library(name: str) -> None:
    pages = "".join((DOCS / page).read_text(encoding="utf-8") for page in ("api.md", "data-model.md"))
    assert f"::: seeds_analysis.{name}\n" in pages or f"`{name}`" in pages


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        assert link.startswith("https://") or (page.parent / link).exists(), link


def test_reliability_page_names_tests_that_exist() -> None:
    tests = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    rows = (DOCS / "reliability.md").read_text(encoding="utf-8").partition("| --- |")[2].splitlines()[1:]
    assert rows
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row.rpartition(" | ")[2])
        assert named, row
        assert all(f"def {name}(" in tests for name in named), row


def imports_between_rooms() -> dict[str, list[str]]:
    """For each room the rooms that its modules import, from the top of the house to the bottom."""
    graph = grimp.build_graph("seeds_analysis")
    found: dict[str, set[str]] = {room: set() for room in ROOMS}
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            one, other = (name.split(".")[1:2] for name in (importer, imported))
            if one != other and {*one, *other} <= {*ROOMS} and one and other:
                found[one[0]].add(other[0])
    return {room: sorted(others, key=ROOMS.index) for room, others in found.items()}


def diagram() -> str:
    lines = [
        f"    {room} --> {' & '.join(others)}\n" for room, others in imports_between_rooms().items() if others
    ]
    return f"```mermaid\nflowchart TD\n{''.join(lines)}```\n"


def door(room: str) -> str:
    names = getattr(import_module(f"seeds_analysis.{room}"), "__all__", ())
    return ", ".join(f"`{name}`" for name in names) or "none"


def row_begin(room: str) -> str:
    """A pattern for the row of a room, all but its last cell."""
    return rf"^(\| `{room}` \|[^|]*\|) "


@pytest.fixture(scope="module")
def architecture() -> str:
    page = ARCHITECTURE.read_text(encoding="utf-8")
    if os.environ.get(RENEW):
        page = re.sub(r"```mermaid\n.*?```\n", diagram(), page, flags=re.DOTALL)
        for room in ROOMS:
            page = re.sub(row_begin(room) + ".*", rf"\1 {door(room)} |", page, flags=re.MULTILINE)
        ARCHITECTURE.write_text(page, encoding="utf-8")
    return page


def test_architecture_diagram_shows_the_real_imports(architecture: str) -> None:
    assert diagram() in architecture, (
        f"docs/architecture.md: renew it with {RENEW}=1; the diagram has to be\n\n{diagram()}"
    )


@pytest.mark.parametrize("room", ROOMS)
def test_architecture_table_names_what_the_door_offers(room: str, architecture: str) -> None:
    row = re.search(row_begin(room) + r"(.*) \|$", architecture, re.MULTILINE)
    assert row is not None, f"docs/architecture.md: no row for {room}"
    assert row[2] == door(room), f"docs/architecture.md: the last cell of {room} has to be\n\n{door(room)}\n"


def draw_picture(summary: Summary) -> str:
    """The page in colours as an SVG."""
    console = Console(
        width=WIDTH,
        height=HEIGHT,
        file=io.StringIO(),
        record=True,
        force_terminal=True,
        color_system="truecolor",
    )
    console.print(load_view(SUMMARY_VIEWS["text"])(summary))
    return console.export_svg(title="seeds-analysis --sample", code_format=SVG, unique_id="page")


def words_of(svg: str) -> list[str]:
    return [html.unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


@pytest.mark.model
def test_picture_shows_the_sample_page(sample: Summary) -> None:
    picture = draw_picture(sample)
    if os.environ.get(RENEW):
        PICTURE.write_text(picture, encoding="utf-8")
    # The words are compared: another version of Rich may draw them otherwise.
    assert words_of(PICTURE.read_text(encoding="utf-8")) == words_of(picture), (
        f"docs/images/page.svg is not the sample page; renew it with {RENEW}=1"
    )
    assert "http" not in picture.replace("http://www.w3.org/2000/svg", "")
