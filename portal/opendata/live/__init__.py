"""Datasets the portal makes of its own public rows every day, each with its versions."""
