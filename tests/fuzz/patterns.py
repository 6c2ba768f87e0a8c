"""What a text or a page may repeat until it takes too long: patterns by name.

A pattern is repeated to a length. Its `#` is a new word each time. A pattern with a `|` nests: what is before
it is repeated, then what is after it as often.
"""

TEXTS = {
    # Quotations
    "terms in marks": "It was “a trap” ",
    "titles in marks": "“The Long Way” and ",
    "turns on one line": "Bob: “yes.” ",
    "turns": "RUIZ: Yes.\n",
    "questions and answers": "Q: Why?\n\nA: No.\n\n",
    "questions on one line": "Q: Why? A: No. ",
    "verbs": "said ",
    "verbs and commas": "said, ",
    "verbs and colons": "said: ",
    "answers of a pronoun": "“Yes,” he said. ",
    "answers of a role": "“Yes,” the mayor said. ",
    "speakers": "“Yes,” said Ana Ruiz. ",
    "new speakers": "“Yes,” said Ana #. ",
    "loose words": "“We will go there tomorrow.”\n\n",
    "split words": "“Yes,” he said, “no.” ",
    "open quotations": "“Yes, he said. ",
    "open paragraphs": "“Yes, he said.\n\n",
    "straight marks": '"yes" ',
    "single marks": "'yes' ",
    "guillemets": "«oui» ",
    "contractions": "don't ",
    "indirect": "He said that it rained. ",
    "indirect without end": "he said that ",
    "according to": "according to ",
    "relays": "Lee told Reuters that ",
    "dashes": "— Yes.\n",
    "run of opening marks": "“",
    "run of closing marks": "”",
    "run of straight marks": '"',
    "run of apostrophes": "'",
    "spaced marks": "“ ” ",
    "nested marks": "“a | b”",
    "nested marks of two kinds": "“‘|’”",
    # Names
    "pronouns": "he ",
    "one name": "Ana Ruiz ",
    "names of one surname": "# Ruiz, ",
    "new surnames": "Ana # ",
    "new people": "Ana # went to Oslo. ",
    "initials": "J. ",
    "honorifics": "Mr. ",
    "roles": "the mayor ",
    "companies": "the Ferry Company of Oslo ",
    "acronyms": "NATO ",
    "possessives": "Ruiz's ",
    "suffixes": "Jr. ",
    "places": "Oslo, Norway, ",
    "capitals": "THE FERRY SANK ",
    "title case": "The Ferry Sank ",
    "hyphens": "Ruiz-",
    "datelines": "OSLO (AP) — It rained.\n\n",
    "bylines": "By Ana Ruiz\n\n",
    # Dates and numbers
    "weekdays": "on Monday, ",
    "dates": "12 May 2024, ",
    "ISO dates": "2024-05-12 ",
    "months": "May ",
    "spans": "two days ago ",
    "times": "5 p.m. ",
    "numbers": "7 ",
    "thousands": "1,000,000 ",
    "sums": "$7bn ",
    "ranges": "5-6 ",
    # Words and white space
    "words": "the ",
    "new words": "# ",
    "sentences": "It rained. ",
    "no sentence ends": "and it rained ",
    "paragraphs": "It rained.\n\n",
    "single newlines": "It rained\n",
    "newlines": "\n",
    "blanks": " ",
    "tabs": "a\t",
    "zero width": "a\u200b ",
    "Chinese": "他说",
    "Arabic": "قال ",
    # Runs and signs
    "run of letters": "a",
    "run of <": "<",
    "run of (": "(",
    "run of $": "$",
    "run of dots": ".",
    "commas": "a, ",
    "brackets": "[a] ",
    "nested brackets": "(a | b)",
    "accents": "e\u0301",
    "addresses": "https://a.example/# ",
}

PAGES = {
    "nested div": "<div>|</div>",
    "nested table": "<table><tr><td>|</td></tr></table>",
    "nested list": "<ul><li>|</li></ul>",
    "nested quotation": "<blockquote>|</blockquote>",
    "nested bold": "<b>|</b>",
    "nested span": "<span>a |</span>",
    "open paragraphs": "<p>It rained. ",
    "open div": "<div>It rained. ",
    "open links": "<a href='/a'>It rained. ",
    "closing tags": "</div>",
    "paragraphs": "<p>It rained on day #.</p>",
    "equal paragraphs": "<p>It rained.</p>",
    "rows": "<table><tr><td>It rained.</td></tr></table>",
    "cells": "<td>It rained.</td>",
    "items": "<li>It rained on day #.</li>",
    "breaks": "It rained.<br>",
    "headings": "<h2>It rained on day #.</h2>",
    "links": "<a href='/#'>It rained.</a>",
    "pictures": "<img src='/#.png' alt='Rain'>",
    "classes": "<p class='# article'>It rained.</p>",
    "entities": "&amp;",
    "numbered entities": "&#8220;",
    "comments": "<!-- It rained. -->",
    "open comments": "<!-- <p>",
    "scripts": "<script>var rain = '#';</script>",
    "metadata": "<meta name='author' content='Ana #'>",
    "JSON-LD": '<script type=\'application/ld+json\'>{"@type":"Person","name":"Ana #"}</script>',
    "attributes": "<p a#='1'>It rained.</p>",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def repeated(pattern: str, length: int) -> str:
    """Repeat a pattern until it has about so many characters."""
    before, _, after = pattern.partition("|")
    times = max(length // len(before + after), 1)
    return "".join(before.replace("#", _word(n)) for n in range(times)) + after * times


def page(article: str) -> str:
    """A page with this article."""
    return f"<!doctype html><html><body><article>{article}</article></body></html>"


def _word(number: int) -> str:
    """Another word for each number, with a capital."""
    letters = ""
    for _ in range(4):
        number, letter = divmod(number, len(_LETTERS))
        letters += _LETTERS[letter]
    return letters.capitalize()
