"""Pictures of every widget with invented data, for the eyes of those who build them."""
