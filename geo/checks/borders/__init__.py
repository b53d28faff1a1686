"""Where on the land the answer of a check may change, for a point site; used by screening.

One file for each check that looks at the land, named after it, with one public function

    borders(check, scene, error_m, business, within) -> list of lines

that gives all lines in the district's CRS at which the answer may change for a point site with
position error `error_m`. Between the lines nothing changes, so that a piece of land is judged at
any point inside it. Only lines near the polygon `within` are needed. A line too many is only cost,
a line too few a mistake. Arcs lie within `ARC_ERROR_M` of true (`geo.checks.arcs`).
"""
