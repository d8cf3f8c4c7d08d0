"""What every room stands on: ids, clock, commands, errors, words. Standard library only."""
