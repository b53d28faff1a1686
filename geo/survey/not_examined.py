"""What a survey never looks at, and who decides it.

A survey holds a site against siting rules by layers and facts. None of what follows is in any
layer; a site that meets every rule may fail on it all the same.
"""

from dataclasses import dataclass

from data.text import Text


@dataclass(frozen=True)
class NotExamined:
    """One thing that was not examined.

    Attributes:
        key: Its name.
        what: What it is.
        decided_by: Who decides it.
    """

    key: str
    what: Text
    decided_by: Text


_HOUSING = Text(
    "住房和城乡建设部门；有资质的鉴定机构",
    "the housing and construction office; a qualified surveyor of buildings",
)

NOT_EXAMINED: tuple[NotExamined, ...] = (
    NotExamined(
        "fire_safety",
        Text(
            "消防安全：防火分区、疏散、消防设施，营业前消防安全检查和消防设计审查验收",
            "fire safety: compartments, escape routes, equipment, the check before opening and the "
            "review of the fire design",
        ),
        Text(
            "消防救援机构（营业前检查）；住房和城乡建设部门（设计审查验收）",
            "the fire and rescue service (check before opening); the housing and construction "
            "office (review of the design)",
        ),
    ),
    NotExamined(
        "structure",
        Text(
            "房屋安全：结构、承重改动、危房、自建房鉴定",
            "the building's safety: structure, changes to what bears load, unsafe or self-built "
            "houses",
        ),
        _HOUSING,
    ),
    NotExamined(
        "title_and_lease",
        Text(
            "产权与租赁：权属、抵押查封、租赁合同、转租和规划用途记载",
            "title and lease: who owns it, mortgages and seizures, the lease, subletting, the use "
            "on record",
        ),
        Text(
            "不动产登记机构；出租人；有争议的由人民法院",
            "the real-estate registry; the lessor; in a dispute the court",
        ),
    ),
    NotExamined(
        "owners_consent",
        Text(
            "有利害关系的业主是否一致同意（住宅改为经营性用房）",
            "whether the owners concerned all agree, where a dwelling is turned into a shop",
        ),
        Text(
            "有利害关系的业主本人；业主委员会或社区出具证明",
            "those owners themselves; the owners' committee or the community attests it",
        ),
    ),
    NotExamined(
        "environment",
        Text(
            "环境影响评价、排污许可与登记、油烟和噪声实测",
            "environmental impact assessment, discharge permits, fumes and noise as measured",
        ),
        Text("生态环境部门", "the ecology and environment office"),
    ),
    NotExamined(
        "illegal_building",
        Text(
            "是否属于违法建设、临时建筑或已列入征收拆迁",
            "whether it was built without permission, for a time only, or is to be pulled down",
        ),
        Text(
            "自然资源部门、综合行政执法（城市管理）部门；征收部门",
            "the natural-resources office and the city management office; the expropriation office",
        ),
    ),
    NotExamined(
        "layout_and_hygiene",
        Text(
            "场所内部布局、设施设备和卫生条件",
            "the layout inside, the equipment, hygiene",
        ),
        Text("许可审批部门的现场核查人员", "the inspectors of the office that grants the permit"),
    ),
    NotExamined(
        "connections",
        Text(
            "燃气、供电、给排水和排烟道的接入与容量",
            "gas, power, water, drains and flues: connections and capacity",
        ),
        Text("燃气、供电、供排水企业；物业服务人", "the utilities; the manager of the property"),
    ),
    NotExamined(
        "signs_and_pavement",
        Text("户外招牌、占道经营、停车", "signs outside, use of the pavement, parking"),
        Text("综合行政执法（城市管理）部门", "the city management office"),
    ),
    NotExamined(
        "people",
        Text(
            "申请人和从业人员的资格、信用、健康证明和从业禁止",
            "whether the applicant and the staff may do this work: qualifications, record, health",
        ),
        Text("许可审批部门；市场监管部门", "the office that grants the permit; market regulation"),
    ),
)


def not_examined() -> tuple[NotExamined, ...]:
    """What no survey looks at, in the order in which it should be told."""
    return NOT_EXAMINED
