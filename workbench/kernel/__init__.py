"""What every room stands on: ids, clock, commands, queries, errors, words. Standard library only."""
