import pytest

from pages.reading.organizations.canonical import Place, canonical, city_in_question, city_of

HOME = Place("云津市", "江原省")


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("市民政局", "云津市民政局"),
        ("省教育厅", "江原省教育厅"),
        ("该县人社局", "白塔县人力资源和社会保障局"),
        ("县残联", "白塔县残疾人联合会"),
        ("团市委", "共青团云津市委员会"),
        ("市发改委", "云津市发展和改革委员会"),
        ("市机关工委", "云津市机关工委"),
        ("云津市中医医院", "云津市中医医院"),
        ("共青团云津市委", "共青团云津市委员会"),
        ("市中院", "云津市中级人民法院"),
        ("县交警大队", "白塔县公安局交通警察大队"),
        ("白塔县公安交警大队", "白塔县公安交警大队"),
        ("市委政法委", "云津市委政法委员会"),
        ("云津市公安局交警支队", "云津市公安局交警支队"),
        ("砚北公安分局", "云津市公安局砚北分局"),
        ("白塔区公安分局", "白塔区公安分局"),
        ("交警二大队", "云津市公安局交警二大队"),
        ("第四医院", "云津市第四医院"),
        ("第二军医大学", "第二军医大学"),
        ("市一中", "云津市一中"),
        ("云津市一中", "云津市一中"),
        ("市委网信办", "云津市委网络安全和信息化委员会办公室"),
        ("工商总局", "国家工商行政管理总局"),
    ],
)
def test_canonical_name_spells_out_place_and_abbreviation(name, full):
    assert canonical(name, HOME, "白塔县") == full


@pytest.mark.parametrize(
    ("paper", "city"),
    [("合肥晚报", "合肥市"), ("河南日报", "郑州市"), ("人民日报", "北京市"), ("平陆报", "")],
)
def test_paper_is_at_home_in_the_city_of_its_name(paper, city):
    assert city_of(paper) == city


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("安徽省合肥市一处工地起火，市消防救援支队出动。", "合肥市"),
        ("市文旅局组团赴杭州市推介。", "云津市"),
        ("合肥市和杭州市的代表来了，市政府接待。", "云津市"),
        ("合肥市代表来到我市，市政府接待。", "云津市"),
    ],
)
def test_city_in_question_is_the_only_one_named_before_its_offices(text, city):
    assert city_in_question([text], HOME) == city
