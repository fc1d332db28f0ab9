"""The pipeline's version: part of every edition that it reads."""

VERSION = "0.4.0"
