"""Ranking takes: what is technically wrong with each, and how well it fits what was asked for."""
