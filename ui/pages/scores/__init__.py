"""The scores page: entering scorecards and comparing what they say."""
