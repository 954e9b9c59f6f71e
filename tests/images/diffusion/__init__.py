"""Tests of the pictures by diffusers, on tiny random pipelines of the real architectures."""
