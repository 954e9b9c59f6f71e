"""Tests of what a story can be taken away as."""
