"""A CV inside the window: its pages, its text, and what is looked for in them."""
