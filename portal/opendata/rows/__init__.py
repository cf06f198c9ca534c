"""Rows of a dataset by address: what may be asked, how it is read, and the formats of answers.

``parameters`` is the table of what an address may hold, ``reading`` makes a query of it, the
store answers, ``writing`` gives the answer its format, and ``views`` joins them.
"""
