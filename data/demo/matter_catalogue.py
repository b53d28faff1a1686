"""The delegated matters of the demo district, by theme: what they are called, and for whom.

Names follow the usage of provincial catalogues; selection, scopes and figures are made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

PERSON, ENTERPRISE = "person", "enterprise"
OWN_COMMUNITY, OWN_SUBDISTRICT = "own_community", "own_subdistrict"
DISTRICT, CROSS = "district", "cross_district"


@dataclass(frozen=True)
class Group:
    """Matters of one theme that are alike.

    Attributes:
        theme: Theme as a service guide has it.
        audience: person or enterprise.
        scope: Who may be served where; None where nobody recorded it.
        depth: How far down it is handled: 0 in the hall only, 1 in subdistrict centres, 2 in
            community stations, 3 in posts and with partners too.
        online: Whether it can be done wholly online; None where nobody recorded it.
        names: The matters.
    """

    theme: str
    audience: str
    scope: str | None
    depth: int
    online: bool | None
    names: tuple[str, ...]


def _group(
    theme: str, audience: str, scope: str | None, depth: int, online: bool | None, names: str
) -> Group:
    return Group(theme, audience, scope, depth, online, tuple(names.split()))


GROUPS_OF_MATTERS: tuple[Group, ...] = (
    _group("户籍居住", PERSON, OWN_SUBDISTRICT, 1, True,
           "居住证办理 居住证签注 居住登记申报"),
    _group("户籍居住", PERSON, CROSS, 1, False,
           "居民身份证换领异地受理 户口迁移跨省通办受理"),
    _group("户籍居住", PERSON, OWN_COMMUNITY, 2, False,
           "居住情况核实"),
    _group("社会保险", PERSON, CROSS, 3, True,
           "社会保障卡申领 社会保障卡补换 社会保障卡激活 养老保险待遇资格认证 "
           "个人参保证明打印 养老保险关系转移接续"),
    _group("社会保险", PERSON, DISTRICT, 2, True,
           "城乡居民养老保险参保登记 城乡居民养老保险待遇申领 灵活就业人员参保登记 "
           "灵活就业社保补贴申请 社会保险个人信息变更 养老保险个人账户查询 "
           "丧葬补助金申领"),
    _group("社会保险", PERSON, DISTRICT, 1, False,
           "企业职工退休申报 工伤认定申请 劳动能力鉴定申请 失业保险金申领"),
    _group("社会保险", ENTERPRISE, DISTRICT, 1, True,
           "企业社会保险登记 用人单位职工参保增减员 社会保险缴费基数申报 稳岗返还申领"),
    _group("医疗保障", PERSON, CROSS, 3, True,
           "异地就医备案 医保电子凭证激活 职工医保关系转移接续"),
    _group("医疗保障", PERSON, DISTRICT, 2, True,
           "城乡居民医保参保登记 城乡居民医保参保变更 医保个人账户家庭共济备案 "
           "门诊慢特病认定申请 生育津贴申领 医药费手工报销受理"),
    _group("医疗保障", PERSON, OWN_SUBDISTRICT, 1, False,
           "医疗救助申请 长期护理保险失能评估申请"),
    _group("医疗保障", ENTERPRISE, DISTRICT, 0, False,
           "定点医疗机构协议申请 定点零售药店协议申请"),
    _group("养老服务", PERSON, OWN_COMMUNITY, 2, True,
           "高龄津贴申请 老年人优待证办理 居家养老服务补贴申请 老年人能力评估申请 "
           "独居老人探访登记"),
    _group("养老服务", PERSON, OWN_SUBDISTRICT, 1, False,
           "经济困难老年人护理补贴申请 特困老年人机构养老申请"),
    _group("残疾人服务", PERSON, OWN_SUBDISTRICT, 2, True,
           "困难残疾人生活补贴申请 重度残疾人护理补贴申请 残疾人辅助器具适配申请 "
           "残疾人家庭无障碍改造申请"),
    _group("残疾人服务", PERSON, CROSS, 1, False,
           "残疾人证新办 残疾人证换领迁移"),
    _group("社会救助", PERSON, OWN_COMMUNITY, 2, False,
           "最低生活保障申请 特困人员救助供养申请 临时救助申请 "
           "最低生活保障边缘家庭认定 困境儿童生活补贴申请"),
    _group("社会救助", PERSON, OWN_SUBDISTRICT, 1, False,
           "孤儿基本生活费申请 流动人口临时救助受理"),
    _group("就业创业", PERSON, DISTRICT, 3, True,
           "求职登记 就业登记 失业登记 职业介绍 就业困难人员认定"),
    _group("就业创业", PERSON, DISTRICT, 1, True,
           "创业担保贷款申请 一次性创业补贴申领 高校毕业生见习登记 职业培训补贴申领"),
    _group("就业创业", ENTERPRISE, DISTRICT, 1, True,
           "用工备案 招聘信息发布 企业吸纳就业补贴申领"),
    _group("就业创业", ENTERPRISE, DISTRICT, 0, False,
           "劳务派遣经营许可 人力资源服务许可"),
    _group("生育服务", PERSON, CROSS, 2, True,
           "生育登记 再生育情况登记"),
    _group("生育服务", PERSON, OWN_COMMUNITY, 2, False,
           "独生子女父母奖励申领 计划生育特别扶助申请 农村部分计划生育家庭奖励扶助申请"),
    _group("生育服务", PERSON, OWN_SUBDISTRICT, 1, False,
           "出生医学证明补发咨询受理 免费孕前优生健康检查登记"),
    _group("婚姻收养", PERSON, CROSS, 0, False,
           "内地居民结婚登记 内地居民离婚登记 收养登记"),
    _group("住房保障", PERSON, DISTRICT, 1, True,
           "公共租赁住房申请 公共租赁住房租赁补贴申请 人才公寓申请"),
    _group("住房保障", PERSON, OWN_COMMUNITY, 2, False,
           "既有住宅增设电梯意见征询受理 房屋安全隐患报告"),
    _group("住房公积金", PERSON, CROSS, 1, True,
           "住房公积金提取 住房公积金异地转移接续 住房公积金缴存证明打印"),
    _group("住房公积金", ENTERPRISE, DISTRICT, 1, True,
           "住房公积金单位缴存登记 住房公积金汇缴变更"),
    _group("不动产登记", PERSON, DISTRICT, 0, False,
           "不动产转移登记 不动产抵押登记 不动产变更登记 不动产继承登记"),
    _group("不动产登记", PERSON, DISTRICT, 3, True,
           "不动产登记信息查询"),
    _group("教育入学", PERSON, OWN_SUBDISTRICT, 1, True,
           "义务教育入学登记 进城务工人员随迁子女入学申请 学前教育资助申请"),
    _group("教育入学", PERSON, DISTRICT, 0, False,
           "教师资格认定"),
    _group("教育入学", ENTERPRISE, DISTRICT, 0, False,
           "民办幼儿园设立审批 校外培训机构办学许可"),
    _group("退役军人", PERSON, OWN_SUBDISTRICT, 2, False,
           "退役军人优待证申请 退役军人信息采集 优抚对象年度确认 义务兵家庭优待金申领"),
    _group("退役军人", PERSON, DISTRICT, 1, False,
           "自主就业退役士兵补助申领"),
    _group("法律服务", PERSON, DISTRICT, 1, True,
           "法律援助申请 公证预约登记 人民调解申请"),
    _group("法律服务", PERSON, OWN_COMMUNITY, 2, None,
           "社区矛盾纠纷调解受理 社区矫正对象帮扶登记"),
    _group("出入境", PERSON, CROSS, 0, False,
           "普通护照签发 往来港澳通行证签注"),
    _group("交通出行", PERSON, CROSS, 1, True,
           "机动车驾驶证补换领 机动车检验标志申领"),
    _group("交通出行", PERSON, DISTRICT, 2, True,
           "老年人公交卡办理 残疾人免费乘车证办理"),
    _group("市场准入", ENTERPRISE, DISTRICT, 1, True,
           "个体工商户设立登记 个体工商户变更登记 个体工商户注销登记 公司设立登记 "
           "公司变更登记 公司注销登记 营业执照补换领 企业简易注销"),
    _group("市场准入", ENTERPRISE, CROSS, 1, True,
           "企业迁移调档 电子营业执照下载"),
    _group("市场准入", ENTERPRISE, DISTRICT, 0, False,
           "外商投资企业设立登记 住所申报承诺核查"),
    _group("食品药品", ENTERPRISE, DISTRICT, 1, True,
           "食品经营许可 食品经营许可变更 食品经营许可延续 仅销售预包装食品备案 "
           "小餐饮备案 食品摊贩备案"),
    _group("食品药品", ENTERPRISE, DISTRICT, 0, False,
           "药品零售企业经营许可 第三类医疗器械经营许可 第二类医疗器械经营备案 "
           "食品小作坊备案"),
    _group("卫生健康", ENTERPRISE, DISTRICT, 0, False,
           "公共场所卫生许可 诊所备案 医疗机构执业登记 生活饮用水供水单位卫生许可"),
    _group("卫生健康", PERSON, DISTRICT, 2, True,
           "健康体检预约 家庭医生签约登记 预防接种证补办"),
    _group("文化旅游", ENTERPRISE, DISTRICT, 0, False,
           "互联网上网服务营业场所设立审批 歌舞娱乐场所设立审批 游艺娱乐场所设立审批 "
           "营业性演出审批 高危险性体育项目经营许可"),
    _group("消防安全", ENTERPRISE, DISTRICT, 0, False,
           "公众聚集场所投入使用营业前消防安全检查 烟花爆竹零售经营许可 "
           "危险化学品经营许可"),
    _group("城市管理", ENTERPRISE, DISTRICT, 1, False,
           "户外招牌设置备案 临时占道经营许可 占用城市道路审批 建筑垃圾处置核准"),
    _group("城市管理", PERSON, OWN_COMMUNITY, 2, None,
           "犬只登记 大件垃圾清运预约"),
    _group("税务办理", ENTERPRISE, DISTRICT, 0, True,
           "发票领用 一照一码登记信息确认 代开增值税发票"),
    _group("税务办理", PERSON, CROSS, 0, True,
           "个人所得税纳税记录开具"),
    _group("人才服务", PERSON, DISTRICT, 1, True,
           "流动人员档案转递 人才落户申请"),
    _group("惠企政策", ENTERPRISE, DISTRICT, 1, True,
           "高新技术企业培育入库 中小企业贷款贴息申请 专精特新企业申报"),
    _group("农业农村", PERSON, OWN_COMMUNITY, 2, None,
           "农村宅基地用地申请 耕地地力保护补贴申报"),
    _group("农业农村", ENTERPRISE, None, 0, None,
           "农药经营许可 动物诊疗许可 动物防疫条件审查"),
    _group("证明查询", PERSON, None, 3, True,
           "政务服务办件进度查询"),
)  # fmt: skip
# Licences that the halls alone grant; they come last, so that the numbers above do not change.
LATER_GROUPS: tuple[Group, ...] = (
    _group("行业许可", ENTERPRISE, DISTRICT, 0, False,
           "成品油零售经营资格审批 烟草专卖零售许可 燃气经营许可 烟花爆竹批发经营许可"),
    _group("行业许可", ENTERPRISE, DISTRICT, 0, True,
           "养老机构备案 托育机构备案 再生资源回收经营者备案"),
)  # fmt: skip


def _bundle(title: str, names: str) -> tuple[str, tuple[str, ...]]:
    return title, tuple(names.split())


# 一件事: several matters in one visit.
BUNDLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    _bundle(
        "新生儿出生一件事",
        "生育登记 预防接种证补办 城乡居民医保参保登记 社会保障卡申领",
    ),
    _bundle(
        "企业职工退休一件事",
        "企业职工退休申报 养老保险个人账户查询 住房公积金提取 高龄津贴申请",
    ),
    _bundle(
        "灵活就业一件事",
        "就业登记 灵活就业人员参保登记 灵活就业社保补贴申请 失业登记",
    ),
    _bundle(
        "残疾人服务一件事",
        "残疾人证新办 困难残疾人生活补贴申请 重度残疾人护理补贴申请 残疾人免费乘车证办理",
    ),
    _bundle(
        "义务教育入学一件事",
        "义务教育入学登记 居住证办理 不动产登记信息查询 个人参保证明打印",
    ),
    _bundle(
        "开办餐饮店一件事",
        "个体工商户设立登记 食品经营许可 户外招牌设置备案 公众聚集场所投入使用营业前消防安全检查",
    ),
    _bundle(
        "开办药店一件事",
        "公司设立登记 药品零售企业经营许可 第二类医疗器械经营备案 发票领用",
    ),
    _bundle(
        "员工录用一件事",
        "用工备案 用人单位职工参保增减员 住房公积金汇缴变更 社会保障卡申领",
    ),
)


def all_matters() -> Iterator[tuple[Group, str]]:
    """Every matter with its group, in catalogue order."""
    for group in (*GROUPS_OF_MATTERS, *LATER_GROUPS):
        for name in group.names:
            yield group, name
