"""Printed bodies to the ids, kinds and places of who is responsible."""
