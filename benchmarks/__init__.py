"""Measurements beside peers. Each script prints a table; none is part of the tests.

What peers need beyond the app is in ``benchmarks/requirements.txt``.
"""
