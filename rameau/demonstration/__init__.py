"""The demonstration: its story, its pages, the synthetic filling and the benchmarks.

Installed with DEMO=1 or MESURES=1 and for the tests; nothing of the product imports it, and the
production image does not hold it.
"""
