"""The report of a district check: what there is, how it hangs together, and what is odd."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from data.declarations import Declaration
from data.import_log import ImportRecord
from data.text import Text

# Findings name this many subjects and count them all.
LISTED = 20


class Severity(StrEnum):
    """How grave a finding is: 提示, 警告, 错误."""

    INFO = "info"
    WARNING = "warning"  # answers will be less certain, or should be looked at
    ERROR = "error"  # the data contradicts itself: answers would be wrong


@dataclass(frozen=True)
class Finding:
    """One thing to know.

    Attributes:
        severity: How grave it is.
        code: Stable name for machines.
        text: One sentence in Chinese and English.
        layer: The layer it is about; empty when about the whole district.
        subjects: Ids (or rows) concerned, in order; the first `LISTED` of them.
        count: How many are concerned in all.
    """

    severity: Severity
    code: str
    text: Text
    layer: str = ""
    subjects: tuple[str, ...] = ()
    count: int = 0


def finding(
    severity: Severity, code: str, text: Text, layer: str = "", subjects: tuple[str, ...] = ()
) -> Finding:
    """A finding about `subjects`, counted in full and listed as far as `LISTED`."""
    return Finding(severity, code, text, layer, subjects[:LISTED], len(subjects))


@dataclass(frozen=True)
class KindSummary:
    """What there is of one layer (`kind` None) or of one kind in it.

    Attributes:
        layer: Name of the standard layer.
        kind: Value of its kind column; None speaks for the whole layer.
        rows: How many rows.
        bounds: (xmin, ymin, xmax, ymax) in the district's CRS; None without rows or geometry.
        declaration: What is declared about it, by kind or else by layer; None: nothing.
        complete_share: Share of the district's area in which it is declared complete, 0 to 1; None
            where the district has no outline or nothing is declared.
    """

    layer: str
    kind: str | None
    rows: int
    bounds: tuple[float, float, float, float] | None
    declaration: Declaration | None
    complete_share: float | None


@dataclass(frozen=True)
class Component:
    """Streets that hang together on foot.

    Attributes:
        streets: How many street edges.
        length_m: Their length.
        people: Residents whose nearest street is one of them.
        share: `people` as a share of all residents; None when nobody is there.
        street: The smallest id of a street in it, to find it by.
    """

    streets: int
    length_m: float
    people: float
    share: float | None
    street: str


@dataclass(frozen=True)
class StreetSummary:
    """How the streets hang together and who lives on them.

    Attributes:
        streets: Street edges in all.
        walkable: Those a person on foot may use.
        length_m: Length of the walkable ones.
        steps_unknown: Streets of which nobody recorded whether they have steps (none is assumed).
        components: All components, most people first.
    """

    streets: int
    walkable: int
    length_m: float
    steps_unknown: int
    components: tuple[Component, ...]


class Access(StrEnum):
    """How a place gets to the streets."""

    BY_POINT = "by_point"  # no gates recorded, not known to be enclosed: from its point
    BY_GATE = "by_gate"
    OFF_STREETS = "off_streets"
    GATES_BARRED = "gates_barred"
    GATES_UNKNOWN = "gates_unknown"  # enclosed, and no gate is recorded


@dataclass(frozen=True)
class PeopleSummary:
    """Who lives in the district, by how their place gets to the streets.

    Attributes:
        people: All residents (column `population`).
        modelled: Of them, those whose number is modelled.
        ungated: People in places whose gates nobody recorded and that are not known to be enclosed;
            they start at their point.
        by_access: People for each way of access; they add up to `people`.
    """

    people: float
    modelled: float
    ungated: float
    by_access: Mapping[Access, float]

    def share(self, access: Access) -> float | None:
        """Share of people with this access; None when nobody is there."""
        return self.by_access[access] / self.people if self.people > 0 else None


class Fit(StrEnum):
    """How positions go with the streets."""

    FITS = "fits"
    SHIFTED = "shifted"  # it is the shifted-back positions that go with the streets
    STREETS_SHIFTED = "streets_shifted"  # it is the streets that seem shifted
    CANNOT_TELL = "cannot_tell"
    TOO_FEW = "too_few"
    NOT_IN_CHINA = "not_in_china"  # GCJ-02 shifts nothing here


@dataclass(frozen=True)
class DatumTest:
    """Whether a layer's positions go with the streets as given, or only shifted back from GCJ-02.

    Attributes:
        layer: The layer.
        kind: The kind; None for the layer, or for its kinds with few points taken together.
        points: Points compared.
        fit: The verdict.
        as_given: How unlike chance the distances to streets are as given, in standard errors.
        shifted_back: The same after shifting the points from GCJ-02 to WGS 84.
        streets_back: The same with the points shifted the other way (as if the streets were off).
    """

    layer: str
    kind: str | None
    points: int
    fit: Fit
    as_given: float | None = None
    shifted_back: float | None = None
    streets_back: float | None = None

    @property
    def label(self) -> str:
        """The layer, or `layer/kind`."""
        return self.layer if self.kind is None else f"{self.layer}/{self.kind}"


@dataclass(frozen=True)
class CheckReport:
    """Everything the check brought to light.

    Attributes:
        name: Name of the district.
        source: File it came from.
        crs: Name of the CRS in which all layers are stored.
        crs_code: Its authority code, for example `EPSG:4544`; empty when it has none.
        area_m2: Area of the district's outline; None when it has none.
        absent_layers: Standard layers that are not there at all.
        absent_columns: Layer to the declared columns its table does not have.
        kinds: What there is, by layer and kind, in the order of the standard layers.
        streets: The streets; None when there are none.
        people: The residents; None when there are none.
        datum_tests: How positions go with the streets.
        import_log: Rows that did not come through as they were.
        findings: Gravest first, then by code and layer.
    """

    name: str
    source: str
    crs: str
    crs_code: str
    area_m2: float | None
    absent_layers: tuple[str, ...]
    absent_columns: Mapping[str, tuple[str, ...]]
    kinds: tuple[KindSummary, ...]
    streets: StreetSummary | None
    people: PeopleSummary | None
    datum_tests: tuple[DatumTest, ...]
    import_log: tuple[ImportRecord, ...]
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that make answers wrong; where there are any, a check has failed."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)
