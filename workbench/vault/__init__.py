"""The encrypted file: keys, connections, the one way to write, the journal, search, backup."""
