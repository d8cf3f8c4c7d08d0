"""Item models: ids first, rows as they are seen."""
