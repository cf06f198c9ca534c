"""Charts as values that templates draw as SVG: bars and lines.

No style and no script: classes of ``static/css/charts.css`` give the colours. Every chart has a
title, a description, labels beside its marks, and its figures again as a table.
"""
