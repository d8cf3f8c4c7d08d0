"""Letter templates, the outbox and its promise clock; offers."""
