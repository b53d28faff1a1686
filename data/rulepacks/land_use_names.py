"""What the land-use codes that packs and vocabulary name are called in the 2023 guide.

国土空间调查、规划、用途管制用地用海分类指南 (自然资发〔2023〕234号).
"""

from collections.abc import Mapping
from types import MappingProxyType

from data.text import Text

LAND_USE_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "01": Text("耕地", "arable land"),
        "02": Text("园地", "orchards and plantations"),
        "03": Text("林地", "woodland"),
        "04": Text("草地", "grassland"),
        "06": Text("农业设施建设用地", "farm buildings"),
        "0603": Text("畜禽养殖设施建设用地", "livestock buildings"),
        "0701": Text("城镇住宅用地", "urban dwellings"),
        "0702": Text("城镇社区服务设施用地", "urban community services"),
        "0703": Text("农村宅基地", "rural homesteads"),
        "08": Text("公共管理与公共服务用地", "public administration and services"),
        "0801": Text("机关团体用地", "government offices"),
        "080403": Text("中小学用地", "primary and middle schools"),
        "080404": Text("幼儿园用地", "kindergartens"),
        "080405": Text("其他教育用地", "other education"),
        "0805": Text("体育用地", "sports"),
        "0806": Text("医疗卫生用地", "health care"),
        "080601": Text("医院用地", "hospitals"),
        "080602": Text("基层医疗卫生设施用地", "primary health care"),
        "080701": Text("老年人社会福利用地", "care of the elderly"),
        "0901": Text("商业用地", "commerce"),
        "090101": Text("零售商业用地", "retail"),
        "090103": Text("餐饮用地", "catering"),
        "090104": Text("旅馆用地", "hotels"),
        "090105": Text("公用设施营业网点用地", "outlets of utilities, filling stations among them"),
        "0902": Text("商务金融用地", "offices and finance"),
        "0903": Text("娱乐用地", "entertainment"),
        "0904": Text("其他商业服务业用地", "other commercial services"),
        "1001": Text("工业用地", "industry"),
        "100101": Text("一类工业用地", "industry of class 1"),
        "100102": Text("二类工业用地", "industry of class 2"),
        "100103": Text("三类工业用地", "industry of class 3"),
        "1101": Text("物流仓储用地", "logistics and storage"),
        "110103": Text("三类物流仓储用地", "storage of class 3"),
        "1207": Text("城镇村道路用地", "roads of towns and villages"),
        "1208": Text("交通场站用地", "transport stations and car parks"),
        "13": Text("公用设施用地", "utilities"),
        "1401": Text("公园绿地", "parks"),
        "1402": Text("防护绿地", "protective green belts"),
        "1503": Text("宗教用地", "worship"),
        "1506": Text("殡葬用地", "funerals and burial"),
        "1704": Text("坑塘水面", "ponds"),
    }
)


def land_use_text(code: str) -> Text:
    """A code with its name, where it is known here."""
    name = LAND_USE_NAMES.get(code)
    return Text(code, code) if name is None else Text(f"{code} {name.zh}", f"{code} {name.en}")
