"""`python -m kankei` is `kankei`."""

from .cli import main

main()
