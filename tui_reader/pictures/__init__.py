"""Checks strangers' pictures and draws them anew as our own; keeps those in a folder. The only room that decodes them."""
