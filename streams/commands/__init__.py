"""What the subcommands of `newswire` do; `streams/cli` declares them and shows what comes."""
