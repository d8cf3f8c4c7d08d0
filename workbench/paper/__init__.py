"""The print shop: pages, fonts, components; knows no subject."""
