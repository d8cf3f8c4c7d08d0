"""The onboarding page: who starts when, and whether everything is there for them."""
