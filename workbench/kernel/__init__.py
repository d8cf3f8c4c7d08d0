"""What every room stands on: ids, clock, commands, queries, errors, words. Stdlib only."""
