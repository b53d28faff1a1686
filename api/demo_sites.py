"""The sites that `quankan demo` surveys, one for each verdict, found by searching the district.

That each still comes to its verdict is tested; when district or rules change, look for others.
"""

from dataclasses import dataclass
from datetime import date

from data.text import Text
from geo.survey.outcome import Outcome

# A fixed day, so that the demo says the same whenever it is run.
DEMO_DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class DemoSurvey:
    """One survey of the demo.

    Attributes:
        verdict: What it comes to.
        shows: What it shows.
        business: Business type as an applicant calls it.
        site: `LON,LAT` in WGS 84, or an address in the demo district.
        facts: What is known of the undertaking, as `--facts` takes it.
    """

    verdict: Outcome
    shows: Text
    business: str
    site: str
    facts: str


_PREMISES = "premises_use=commercial,shared_address_allowed=yes@document"
_CAFE = (
    f"{_PREMISES},business_area_m2=300,computers=80,inside_homes_estate=no,"
    "province_layout_approval=yes@document"
)
_NOODLES = (
    f"{_PREMISES},fire_check=yes@document,floor=1,area_m2=120,produces_fume=yes,dedicated_flue=yes,"
    "fire_risk=no,discharges_pollutants=no"
)

DEMO_SURVEYS: tuple[DemoSurvey, ...] = (
    DemoSurvey(
        Outcome.PASS,
        Text("网吧，远离学校，材料齐全", "an internet café far from schools, all papers there"),
        "网吧",
        "104.05170,30.65727",
        f"{_CAFE},fire_check=yes@document",
    ),
    DemoSurvey(
        Outcome.CONDITIONAL,
        Text("网吧，消防安全检查还没办", "an internet café whose fire check is still to come"),
        "网吧",
        "104.03915,30.65942",
        f"{_CAFE},fire_check=no",
    ),
    DemoSurvey(
        Outcome.ON_SITE,
        Text("面馆，楼上是住宅，专用烟道只有自述", "a noodle shop under flats, its flue declared"),
        "面馆",
        "示范区北堰街道云巷东街279号1栋",
        _NOODLES,
    ),
    DemoSurvey(
        Outcome.UNKNOWN,
        Text("网吧，靠近区界，看不到邻区的学校", "an internet café near the district's border"),
        "网吧",
        "示范区鹿鸣街道明坡路114号",
        f"{_CAFE},fire_check=yes@document",
    ),
    DemoSurvey(
        Outcome.FAIL,
        Text("网吧，离小学太近", "an internet café too near a primary school"),
        "网吧",
        "104.06943,30.65813",
        f"{_CAFE},fire_check=yes@document",
    ),
)
# Three places for one internet café, in WGS 84: far from schools, beside one, and one in doubt.
DEMO_COMPARED: tuple[tuple[str, str, str], ...] = (
    ("甲 A", "104.05170", "30.65727"),
    ("乙 B", "104.06943", "30.65813"),
    ("丙 C", "104.05036", "30.65081"),
)
COMPARED_FACTS = f"{_CAFE},fire_check=yes@document"
COMPARED_BUSINESS = "网吧"
# It shows every outcome, and has no walking distances, so that screening takes seconds.
SCREENED_BUSINESS = "宠物医院"
SCREENED_FACTS = (
    f"{_PREMISES},usable_area_m2=120,own_entrance=yes,entrance_in_homes=no,shared_passage=no"
)
