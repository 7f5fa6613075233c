"""What the subcommands of `newswire` do; `streams/cli.py` only declares them."""
