"""The letters page: who is owed one, the outbox, what was sent, and offers."""
