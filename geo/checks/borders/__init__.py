"""Where on the land the answer of a check may change, for a point site; used by screening.

One file for each check that looks at the land, named after it, with one public function

    borders(check, plot) -> list of changes

that gives all lines in the district's CRS at which the answer may change for a point site, and for
each which steps between answers it may pass there. Between the lines of a step nothing passes it,
so that a piece of land is judged at any point inside it. Only lines near the plot are needed. A
line too many is only cost, a line too few a mistake. No change at all means the same answer
everywhere. Arcs lie within `ARC_ERROR_M` of true (`geo.checks.arcs`).
"""
