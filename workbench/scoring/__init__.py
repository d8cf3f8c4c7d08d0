"""Scorecard templates and the scorecards filled from them."""
