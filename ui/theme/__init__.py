"""Design tokens, style sheet, fonts and icons."""
