"""The kinds of inputs that are made, each a name of a file and its bytes, and how many of each in a round."""

from dataclasses import dataclass

from hypothesis.strategies import SearchStrategy

from tests.fuzz.articles import articles, mutated_articles, objects, runs
from tests.fuzz.files import damaged_files


@dataclass(frozen=True, slots=True)
class Kind:
    """What makes such inputs, and their share in a round."""

    inputs: SearchStrategy[tuple[str, bytes]]
    share: int


def _files(texts: SearchStrategy[str], name: str = "a.txt") -> SearchStrategy[tuple[str, bytes]]:
    return texts.map(lambda text: (name, text.encode("utf-8", "surrogatepass")))


KINDS = {
    "changed articles": Kind(_files(mutated_articles()), 134),
    "repeated words": Kind(_files(runs()), 40),
    "articles in disorder": Kind(_files(articles()), 20),
    "JSON objects": Kind(_files(objects(), "a.json"), 6),
    "damaged files": Kind(damaged_files(), 80),
}
