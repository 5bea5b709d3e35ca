// What the columns of the named questions are called: "key|Chinese|English"; English where the key itself will not do.
import { lang } from "./i18n.js";

const TABLE = `
about|主题与涵盖|topic and scope
adopted|采用
adopter|采用者
agreement|协议
amount|实际数量
article|条
aspect|方面
at|位置
award|奖项
basis|依据
batch|批次
belongs_to|所属
brought_about|促成
by|由谁
calls_for|要求
case|案件
chain|链条
change|变化
checked|核对的数字|figure checked
claim_field|主张的领域
claim_scope|主张的范围
class|类
comparator|约数
comparison|比较对象
computed|算得
counted|原文计数|count as printed
court|法院
court_kind|法院类型|kind of court
created|创立
cut_off|与之断开者
depth|层
detail|细节
direction|增减
document|文件
done|所做
done_by|做者
earlier|此前数字|earlier figure
event|事件
extended_to|扩展至
facility|场所
field|领域
figure|指标
from|起
ground|理由
group|群体
how|方式
implied|推知的前值|earlier figure implied
in|所在
in_force|施行
instance|审级
institutions|机构数|institutions
instrument|协议
issued|发布
jurisdiction|管辖
kind|类
least|至少
led_to|据此建立|what was built on it
length|长度
level|数值或级别
limit|上限
located|位于
matter|案件类别
mechanism|机制
mechanisms|机制数
medium|媒体
member|成员
metric|指标
most|至多
multiplier|倍数
narrower|下位主题|narrower topic
number|文号
object|宾语
of|所属者|of whom
office|职务
on|日期
one|甲|one
one_party|甲方|party of the one
one_passage|甲的原文|passage of the one
one_role|甲的角色|role of the one
one_tie|甲的关系|tie of the one
originator|创设者
other|乙|the other
other_party|乙方|party of the other
other_passage|乙的原文|passage of the other
other_region|对方地区
other_role|乙的角色|role of the other
other_tie|乙的关系|tie of the other
part|部分
participant|参与者
party|当事方
passage|原文
period|期间
place|地方
platform|平台
praised|受肯定者
printed|原文写法|as printed
programme|名目
promoted|推广
promoter|推广者
property|属性
provision|条款
purpose|服务于
rank|名次
recognized|获认可者
region|地区
reported|所报道者
rests_on|依据
result|结果
rival|竞争主张
role|角色
scope|范围
share|占比
shared|共有
signed|签署时间|signed on
since|自
source|来源
steps|步数
subject|主语
subject_matter|事项
tie|关系
ties|关系数
territory|地域
things|事物数
through|经由
to|止
together|一同断开的个数|cut off together
topic|主题
triangles|三角数
unit|单位
value|数值
verdict|结论
way|路径
what|何事何物|what
who|谁
whole|整体
whose|谁的
with|与谁|with whom
wording|措辞
year|年
`;
// What codes in the data mean, by column: the words of kg/lookup/describe.py.
const CODES = {
  comparator: { over: "超", under: "不足", near: "近", about: "约", atLeast: "至少", atMost: "至多" },
  direction: { increase: "升", decrease: "降" },
  instance: { first: "一审", second: "二审", retrial: "再审", execution: "执行", all: "各审级" },
  role: { originator: "创设", adopter: "采用", promoter: "推广" },
};
const NAMES = new Map(
  TABLE.trim()
    .split("\n")
    .map((line) => {
      const [key, zh, en] = line.split("|");
      return [key, { zh, en: en ?? key.replaceAll("_", " ") }];
    }),
);

/** What a code in a column means, in Chinese; any other text as it is. */
export function codeName(key, text) {
  return (lang() === "zh" && CODES[key]?.[text]) || text;
}

/** What a column of a named question is called; its own name where it is in no list. */
export function columnName(key) {
  return NAMES.get(key)?.[lang()] ?? key;
}
