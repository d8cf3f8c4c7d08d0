"""Candidates and their contacts; staff: interviewers, buddies, managers."""
