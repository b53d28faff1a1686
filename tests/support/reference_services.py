"""What a station does for a resident, and within which limit: the slow reference of issue 3.

Every question about a pair has a level: NO, MAY (something not recorded decides) or YES.
"""

from datetime import date
from fractions import Fraction

import shapely
from support.reference_hours import MAY, NO, YES, level
from support.reference_rows import Record, records

from data.district import District
from data.layers import TIERS
from geo.question import Question

FINEST_FIRST = ("grid", "community", "subdistrict", "district")


class Services:
    """Stations and what they do, under one question."""

    def __init__(self, district: District, question: Question, *, appointment: bool) -> None:
        self.question, self.appointment = question, appointment
        self.areas = records(district, "areas")
        self.closures = records(district, "closures")
        self.scopes = {row["id"]: row["scope"] for row in records(district, "matters")}
        self.handled = records(district, "station_matters")
        self.knows_what_stations_do = district.has("station_matters")
        self.own_names = {district.name, *self._own_area_names(district.name)}

    def _own_area_names(self, name: str) -> list[object]:
        districts = [area for area in self.areas if area["level"] == "district"]
        named = [area for area in districts if name in (area["name"], area["code"])]
        own = named if len(districts) > 1 and named else districts
        return [area[key] for area in own for key in ("name", "code") if area[key] is not None]

    def level(self, station: Record, resident: Record) -> int:
        """Whether the station helps the resident, doors and walk aside."""
        scopes = [self._scope_level(id_, station, resident) for id_ in self.question.matters]
        return min([self.station_level(station), *scopes])

    def station_level(self, station: Record) -> int:
        """Whether the station helps anybody at all, doors aside."""
        matters = [self._matter_level(id_, station) for id_ in self.question.matters]
        return min(
            [self._network_level(station), self._tier_level(station), self._step_level(station),
             self._hours_level(station), *matters]
        )  # fmt: skip

    def _network_level(self, station: Record) -> int:
        asked = self.question.network
        return YES if asked == "all" or station["network"] in (asked, "both", None) else NO

    def _tier_level(self, station: Record) -> int:
        if self.question.tier is None or station["tier"] == self.question.tier:
            return YES
        return MAY if station["tier"] is None else NO

    def _step_level(self, station: Record) -> int:
        if not self.question.step_free:
            return YES
        return {True: YES, None: MAY, False: NO}[station["step_free"]]

    def _hours_level(self, station: Record) -> int:
        if self.question.moment is None:
            return YES
        if any(self._closes(row, station) for row in self.closures):
            return NO
        own = self._open(station["opening_hours"], null=MAY)
        return min(own, self._open(station["host_hours"], null=YES))

    def _open(self, text: str | None, *, null: int) -> int:
        return level(text, self.question.moment, null=null, appointment=self.appointment)

    def _closes(self, closure: Record, station: Record) -> bool:
        today = self.question.moment.date()
        first = date.fromisoformat(closure["from"]) if closure["from"] else date.min
        last = date.fromisoformat(closure["to"]) if closure["to"] else date.max
        return closure["station_id"] == station["id"] and first <= today <= last

    def _matter_level(self, matter: str, station: Record) -> int:
        """The best of the station's rows for the matter."""
        if not self.knows_what_stations_do:
            return MAY
        rows = [
            row
            for row in self.handled
            if row["station_id"] == station["id"] and row["matter_id"] == matter
        ]
        return max((self._row_level(row) for row in rows), default=NO)

    def _row_level(self, row: Record) -> int:
        if row["service"] is None:
            way = MAY
        else:
            way = YES if row["service"] in self.question.services else NO
        return min(way, self._open(row["opening_hours"], null=YES))

    def _scope_level(self, matter: str, station: Record, resident: Record) -> int:
        scope = self.scopes.get(matter)
        if scope == "cross_district":
            return YES
        if scope in ("own_community", "own_subdistrict"):
            return self._same_area(scope.removeprefix("own_"), station, resident)
        neighbours = station["district"] is not None and station["district"] not in self.own_names
        return NO if neighbours else YES

    def _same_area(self, level: str, station: Record, resident: Record) -> int:
        theirs, ours = self.home(level, station), self.home(level, resident)
        if theirs is None or ours is None:
            return MAY
        return YES if theirs["id"] == ours["id"] else NO

    def home(self, level: str, row: Record) -> Record | None:
        """The area of a level in which a row's point lies; of two the smaller id."""
        point = shapely.centroid(row["geometry"])
        around = [
            area
            for area in self.areas
            if area["level"] == level and shapely.intersects(area["geometry"], point)
        ]
        return min(around, key=lambda area: area["id"], default=None)

    def minutes(self, station: Record, resident: Record) -> set[Fraction]:
        """The limits that may hold for the pair; one where everything is known."""
        asked = self.question
        tiers = (
            {station["tier"]} if station["tier"] is not None else {asked.tier or t for t in TIERS}
        )
        possible = set()
        for tier in tiers:
            if tier in asked.tier_limits_min:
                possible.add(asked.tier_limits_min[tier])
            else:
                possible |= self._everyones_minutes(resident)
        return possible

    def _everyones_minutes(self, resident: Record) -> set[Fraction]:
        if self.question.rural_minutes is None:
            return {self.question.minutes}
        homes = [self.home(level, resident) for level in FINEST_FIRST]
        settings = [area["setting"] for area in homes if area is not None and area["setting"]]
        by_setting = {"urban": self.question.minutes, "rural": self.question.rural_minutes}
        return {by_setting[settings[0]]} if settings else set(by_setting.values())
