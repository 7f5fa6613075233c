"""`python -m streams`: the command `newswire`."""

if __name__ == "__main__":  # a pool worker imports this module too, and needs no commands
    from streams.cli import main

    main()
