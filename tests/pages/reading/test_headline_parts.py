"""Stacked lines of one head: which is the shoulder, which the headline, which a deck."""

import pytest

from pages.reading.decoder.headline_parts import roles_of

K, H, D = "kicker", "headline", "deck"


@pytest.mark.parametrize(
    ("lines", "roles"),
    [
        (["江汇拆掉一堵墙", "还出一座公园"], [H, H]),
        (["冬季供暖", "温度不低于十八摄氏度", "市里要求对投诉集中的小区派专人驻点督办"], [H, H, D]),
        (["首艘两千标箱货轮顺利靠泊", "安平港三号泊位启用"], [K, H]),
        (["双河县", "清理河道迎春汛"], [K, H]),
        (["梧江市基层社会治理观察", "法庭搬进榕树下"], [K, H]),
        (["金色的田野", "穗谷市农村电商发展速写"], [H, D]),
        (["本报五天前报道有回应", "地铁口终于清爽了"], [K, H]),
        (["轴承产业集群见闻", "一张订单跑通“上下楼”", "一条链子盘活一座城"], [K, H, H]),
        (["全市现场推进会昨天召开", "一张订单跑通上下楼", "一条链子盘活一座城"], [K, H, H]),
        (["一台老式放映机", "照亮山村四十年", "放映员罗世全的光影人生"], [H, H, D]),
        (["一条小船连起三个孤岛", "椰林深处的“摆渡人”"], [K, H]),
        (["江汇人的“抢鲜”时刻到了", "首批江鲜上市价格低一成"], [H, D]),
        (["全市现场会召开", "开年就奔跑 起步即冲刺", "一百零八个项目集中开工"], [K, H, D]),
        (["市委常委会召开会议", "传达学习全国两会精神"], [K, H]),
        (["“小网格”托起“大平安”", "东城街道基层治理的实践与探索"], [H, D]),
        (["春风行动送岗来", "62家企业现场招才"], [H, D]),
        (["市里出台促进消费十条措施", "买车有补贴", "看电影有优惠"], [K, H, H]),
        (["市民反映路灯不亮，记者帮忙协调", "三天，路亮了"], [K, H]),
        (["全市旅游发展大会九月开幕", "八大活动邀您来"], [K, H]),
        (["他用镜头记录家乡变迁", "退休教师李明二十年拍摄照片三万张"], [H, D]),
        (["代表委员为乡村教育支招", "“小规模学校”怎样办出大质量"], [K, H]),
        (["一张订单跑通“上下楼”", "一条链子盘活一座城"], [H, H]),
        (["让老旧小区", "焕发新活力"], [H, H]),
        (["六旬夫妻捐建乡村图书室", "十年捐书两万册"], [H, D]),
        (["平均年龄六十一岁，最大的六十八岁", "一群退休工人踢进了全省四强"], [K, H]),
    ],
)
def test_lines_of_a_head_are_told_apart(lines, roles):
    assert roles_of(lines) == roles


def test_deck_with_a_dash_leaves_no_room_for_another():
    assert D not in roles_of(["六旬夫妻捐建图书室", "十年捐书两万册"], deck=True)


def test_whom_a_brief_is_about_stands_above_it():
    lines = ["市妇幼保健院新院区", "月底试运行"]

    assert roles_of(lines, briefs=True) == [K, H]
    assert roles_of(lines) == [H, H]
