"""Brings in: a location becomes bytes, and bytes become a parsed feed."""
