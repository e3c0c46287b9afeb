"""Lets `python -m linli.cli` run the command line."""

from linli.cli import main

main()
