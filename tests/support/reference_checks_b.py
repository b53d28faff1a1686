"""Checks of zones, land use and buildings over again: one site, one feature at a time, plainly.

Written from the meaning of the answers alone. A zone is (shape, position error, counts for sure).
"""

import shapely

NOT_MET, UNKNOWN, ON_SITE, MET = "not_met", "unknown", "on_site", "met"
ORDER = [NOT_MET, UNKNOWN, ON_SITE, MET]


def worst(answers):
    """The worst of some answers."""
    return min(answers, key=ORDER.index, default=MET)


def certain_overlap(site, zone, error):
    """Area that surely lies in both, wherever within the error they are."""
    inside = site.intersection(zone.buffer(-error, quad_segs=64)).area
    return max(inside, zone.intersection(site.buffer(-error, quad_segs=64)).area)


def surely_in(site, zone, error, sliver=1.0):
    """Whether a point, or part of a polygon, surely lies in a zone."""
    if site.geom_type == "Point":
        return zone.contains(site) and zone.boundary.distance(site) > error
    return certain_overlap(site, zone, error) > sliver


def perhaps_in(site, zone, error, sliver=1.0):
    """Whether it may."""
    return surely_in(site, zone, error, sliver) or (error > 0 and site.distance(zone) <= error)


def outside(site, zones, site_error, sliver=1.0):
    """`outside_zone`."""
    answers = []
    for shape, zone_error, sure in zones:
        error = site_error + zone_error
        if surely_in(site, shape, error, sliver):
            answers.append(NOT_MET if sure else ON_SITE)
        elif perhaps_in(site, shape, error, sliver):
            answers.append(ON_SITE)
    return worst(answers)


def inside(site, zones, site_error):
    """`inside_zone`, of zones that all count."""
    for _, worst_error, _ in zones:
        well = [shape for shape, zone_error, _ in zones if zone_error <= worst_error]
        inner = shapely.union_all(well).buffer(-site_error - worst_error, quad_segs=64)
        if inner.buffer(0.001).covers(site):
            return MET
    grown = shapely.union_all([shape.buffer(site_error + e, quad_segs=64) for shape, e, _ in zones])
    if site.geom_type == "Point":
        return ON_SITE if grown.covers(site) else NOT_MET
    return ON_SITE if site.difference(grown.buffer(0.001)).area == 0 else NOT_MET


def share(site, zones, site_error, at_most, sliver=1.0):
    """`overlap_share` of a polygon, of zones that all count."""
    errors = [site_error + zone_error for _, zone_error, _ in zones]
    shapes = [shape for shape, _, _ in zones]
    least = _taken(site, [s.buffer(-e, quad_segs=64) for s, e in zip(shapes, errors, strict=True)])
    most = _taken(site, [s.buffer(e, quad_segs=64) for s, e in zip(shapes, errors, strict=True)])
    if most <= at_most * site.area or (max(errors, default=0) == 0 and most <= sliver):
        return MET
    return NOT_MET if least > max(at_most * site.area, sliver) else ON_SITE


def _taken(site, shapes):
    return site.intersection(shapely.union_all(shapes)).area


def agreed(site, polygons, site_error, *, tiled=False):
    """What all polygons say that a site may lie in; each is (shape, error, answer).

    What no polygon surely holds may lie in none; unless they are `tiled` and hold it together.
    """
    said = [
        answer for shape, error, answer in polygons if perhaps_in(site, shape, site_error + error)
    ]
    if not any(surely_in(site, shape, site_error + error) for shape, error, _ in polygons):
        near = [(shape, site_error + error) for shape, error, _ in polygons]
        ground = shapely.union_all([shape for shape, e in near if shape.distance(site) <= e])
        if not (tiled and ground.contains(site) and ground.boundary.distance(site) > near[0][1]):
            said.append(ON_SITE)
    if len(set(said)) == 1:
        return said[0]
    return UNKNOWN if UNKNOWN in said else ON_SITE


def code_says(code, asked, old_codes):
    """What a code of land use says of codes asked for: fits, does not, or is to be decided."""
    separators = "+、,，;；"
    for separator in separators:
        code = code.replace(separator, "/")
    parts = {_part_says(part, asked, old_codes) for part in code.split("/") if part}
    return parts.pop() if len(parts) == 1 else ON_SITE


def _part_says(part, asked, old_codes):
    meant = old_codes[part] if part[0].isalpha() else (part,)
    says = set()
    for code in meant:
        if any(code.startswith(each) for each in asked):
            says.add(MET)
        elif any(each.startswith(code) for each in asked):
            says.add(ON_SITE)
        else:
            says.add(NOT_MET)
    return says.pop() if len(meant) == 1 or says == {NOT_MET} else ON_SITE


def below(floor, lowest_dwelling, gap):
    """`below_dwellings` in one building: floors are counted one by one, without a floor 0."""
    if lowest_dwelling is None:
        return MET
    steps, at = 0, floor
    while at < lowest_dwelling:
        at = at + 1 if at != -1 else 1
        steps += 1
    return MET if steps >= gap and floor < lowest_dwelling else NOT_MET
