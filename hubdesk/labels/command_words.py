"""The words of ``hubdesk labels``; apart, because every start of Hubdesk reads them."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command and its words."""
    parser = commands.add_parser("labels", help="make labels as a PDF, from words or a CSV")
    parser.add_argument("kind", help="what they are for: shelf, product, food, paper pack, ...")
    parser.add_argument("words", nargs="*", metavar="FIELD=TEXT", help='such as name="Beans"')
    parser.add_argument("--csv", type=Path, help="a table with a column for each field")
    parser.add_argument("--count", type=int, default=1, help="how many, each with a new code")
    parser.add_argument("--sheet", default="l7160", help="such as l7159, or your own .toml file")
    parser.add_argument("--start", type=int, default=1, help="the first free place")
    parser.add_argument("--dpi", type=int, default=0, help="the printer's dots an inch")
    parser.add_argument("--right", type=float, default=0.0, help="move right by so many mm")
    parser.add_argument("--lower", type=float, default=0.0, help="move down by so many mm")
    parser.add_argument("--out", type=Path, default=Path("labels.pdf"))
