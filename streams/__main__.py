"""`python -m streams`: the command `newswire`."""

from streams.cli import main

if __name__ == "__main__":
    main()
