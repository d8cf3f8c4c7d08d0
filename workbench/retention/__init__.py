"""How long people stay in the vault, and how they leave it for good."""
