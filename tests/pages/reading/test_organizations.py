import pytest

from pages.reading.organizations.extract import Place, find
from pages.reading.records import OrganizationName

HOME = Place("云津市", "江原省")


def names(text, heads=(), known=()):
    return [o.name for o in find([text], [], list(heads), HOME, known)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨日，市民政局召开会议。", ["市民政局"]),
        ("活动中，该县人社局、县残联派员参加。", ["县人社局", "县残联"]),
        (
            "白塔区青年志愿者协会联合城北小区物业举办义诊。",
            ["白塔区青年志愿者协会", "城北小区物业"],
        ),
        ("市文旅局会同市货运行业联合会检查。", ["市文旅局", "市货运行业联合会"]),
        ("记者从省教育厅了解到，学校开学了。", ["省教育厅"]),
        ("太康县回族中学校长出席。", ["太康县回族中学"]),
        ("民政部门和有关部门表示感谢。", []),
        ("各社区居民都来了，重点中学也停课。", []),
        ("东河县公安局石桥派出所破案。", ["东河县公安局石桥派出所"]),
        ("3月9日市交警支队巡逻。", ["市交警支队"]),
        (
            "据云津海关介绍，云津经济技术开发区管委会招商。",
            ["云津海关", "云津经济技术开发区管委会"],
        ),
        ("市商务局签署合作协议。", ["市商务局"]),
        ("市粮食和物资储备局联合市供销社办会。", ["市粮食和物资储备局", "市供销社"]),
        ("市文化广电和旅游局、市见义勇为基金会。", ["市文化广电和旅游局", "市见义勇为基金会"]),
        ("各地高校图书馆、各县区残疾人联合会都开放了。", []),
        ("他把菜园叫作“农学院”，孩子学会了种菜。", []),
        ("云津城建投资公司昨天投资市民公园。", ["云津城建投资公司"]),
        ("数据直通市水利局和平阳县堤防管理局。", ["市水利局", "平阳县堤防管理局"]),
        ("车来云津市餐饮行业协会接人，讨论社区滑梯。", ["云津市餐饮行业协会"]),
        ("清河社区党委书记来了。", ["清河社区"]),
        ("东河县文化站在出版社隔壁。", ["东河县文化站"]),
        ("家住供电局家属院的老人在泉南街道望山路晨练。", []),
        ("记者走进砚北街道的和平里社区。", ["和平里社区"]),
        ("市中心医院来村委会义诊，垃圾站离幼儿园很近。", ["市中心医院"]),
        ("我市砚山实验幼儿园和我市公安局来人。", ["砚山实验幼儿园", "市公安局"]),
        ("收据盖有房产公司的章，他找过物业公司。", []),
        ("云津宏穗冷藏有限公司和通达机械厂来人。", ["云津宏穗冷藏有限公司", "通达机械厂"]),
        ("市住建局物业管理处负责人答复。", ["市住建局"]),
        ("救护车直奔第四医院，交警二大队开道。", ["第四医院", "交警二大队"]),
        ("东城区教育局的人距县图书馆很近。", ["东城区教育局", "县图书馆"]),
        ("部分县人大代表来到市出租汽车协会。", ["市出租汽车协会"]),
        ("在云津市火车站，百年粮仓变身书店。", []),
        ("这家食品公司看了中国队和日本队的比赛。", []),
        ("棉纺厂工会和省级示范性幼儿园都关门。", []),
        ("今起市图书馆延时，西门街道办派人。", ["市图书馆", "西门街道办"]),
    ],
)
def test_names_are_found(text, expected):
    assert names(text) == expected


def test_short_form_behind_the_full_name_is_an_alias():
    text = "白塔区东城街道梧桐社区昨天开会。会后，梧桐社区清扫街道。"

    (organization,) = find([text], [], [], HOME)
    assert organization.name == "白塔区东城街道梧桐社区"
    assert "梧桐社区" in organization.aliases


def test_county_of_the_headline_owns_a_bare_county_office():
    (organization,) = find(["近日，县残联办班。"], [], ["白塔县"], HOME)

    assert organization.canonical == "白塔县残疾人联合会"


def test_known_alias_is_read_as_its_organization():
    known = (OrganizationName("云津博爱中心", "云津博爱中心", ("博爱之家",)),)

    (organization,) = find(["昨日，博爱之家开放。"], [], [], HOME, known)
    assert (organization.name, organization.canonical) == ("博爱之家", "云津博爱中心")


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("云津市第二人民医院", "市二院"),
        ("云津市第一中学", "云津一中"),
        ("云津恒力轴承有限公司", "恒力轴承公司"),
        ("云津市恒丰纺织集团有限公司", "恒丰集团"),
    ],
)
def test_usual_short_name_means_the_full_one(full, short):
    (organization,) = find([f"昨日，{short}来人了。", f"{full}成立于去年。"], [], [], HOME)

    assert (organization.name, organization.canonical) == (full, full)
    assert short in organization.aliases


def test_short_name_in_brackets_means_the_name_before_it():
    text = "云津市城市建设投资控股有限公司（以下简称“云津城投集团”）招标。云津城投集团负责人说。"

    (organization,) = find([text], [], [], HOME)
    assert organization.name == "云津市城市建设投资控股有限公司"
    assert organization.aliases == ("云津城投集团",)


def test_head_gives_the_full_name_but_names_nothing_alone():
    heads = ["记白塔区石门乡中心小学教师", "市图书馆开放"]

    (organization,) = find(["石门乡中心小学的钟响了。"], [], heads, HOME)
    assert organization.name == "石门乡中心小学"
    assert organization.canonical == "白塔区石门乡中心小学"


def test_bare_town_office_is_named_by_its_full_name():
    found = find(["镇政府对过有个公厕。记者来到石桥镇政府。"], [], [], HOME)

    assert [o.name for o in found] == ["石桥镇政府"]


def test_deputy_head_of_a_county_is_no_county():
    (organization,) = find(["常务副县长来了，县财政局拨款。"], [], ["白塔县"], HOME)

    assert organization.canonical == "白塔县财政局"


def test_section_names_its_office_too():
    assert names("市民政局养老服务科的人来了。") == ["市民政局", "市民政局养老服务科"]


def test_county_paper_is_at_home_in_its_county():
    (organization,) = find(["县财政局拨款。"], [], [], Place("白塔县"))

    assert organization.canonical == "白塔县财政局"


def test_a_paragraph_that_names_one_county_speaks_of_that_one():
    first = "上游的南溪县说是下游的，下游的砚湖区说是上游的。"
    second = "双河县去年拿到了补偿金。该县农业农村局改造了养殖场，县林业局栽下了水杉。"

    found = find([first, second], [], [], Place("云津市", "江原省"))

    assert [o.canonical for o in found] == ["双河县农业农村局", "双河县林业局"]
