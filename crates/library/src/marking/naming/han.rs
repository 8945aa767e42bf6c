//! Names in Han: those that begin with a family name, and foreign ones by the characters that they are written in.

/// Endings of offices and trades; a name follows.
const OFFICES: [&str; 45] = [
    "官",
    "总裁",
    "经理",
    "董事长",
    "董事",
    "主席",
    "总监",
    "主任",
    "部长",
    "院长",
    "所长",
    "社长",
    "局长",
    "会长",
    "理事长",
    "秘书长",
    "处长",
    "司长",
    "行长",
    "厂长",
    "校长",
    "主管",
    "负责人",
    "发言人",
    "创始人",
    "合伙人",
    "联席首席",
    "代表",
    "顾问",
    "律师",
    "记者",
    "编辑",
    "主编",
    "作者",
    "特派员",
    "分析师",
    "策略师",
    "研究员",
    "经济学家",
    "科学家",
    "专家",
    "工程师",
    "掌门人",
    "高管",
    "的",
];
/// What follows a name that it is said with respect.
const TITLES: [&str; 8] = ["先生", "女士", "博士", "教授", "院士", "老师", "小姐", "夫人"];
/// When, where and how something is said; it follows a name.
const OCCASIONS: [&str; 60] = [
    "在",
    "对",
    "也",
    "还",
    "则",
    "曾",
    "并",
    "再",
    "又",
    "均",
    "都",
    "已",
    "将",
    "接受",
    "进一步",
    "明确",
    "公开",
    "首次",
    "近日",
    "日前",
    "昨日",
    "昨天",
    "今日",
    "今天",
    "当日",
    "当天",
    "随后",
    "此前",
    "周一",
    "周二",
    "周三",
    "周四",
    "周五",
    "周六",
    "周日",
    "告诉",
    "表示",
    "指出",
    "认为",
    "透露",
    "强调",
    "坦言",
    "提到",
    "补充",
    "回应",
    "直言",
    "报道",
    "介绍",
    "宣称",
    "声称",
    "称",
    "说",
    "测算",
    "预测",
    "估计",
    "分析",
    "披露",
    "了解",
    "观察",
    "的",
];
/// Those that may also end a name, and need something after them: `向媒体`.
const PREPOSITIONS: [&str; 9] = ["向", "于", "就", "与", "和", "同", "跟", "为", "从"];
/// What may stand before a name at the beginning of a clause.
const OPENERS: [&str; 17] = [
    "对此", "其中", "同时", "随后", "近日", "日前", "昨日", "今日", "会后", "此前", "此外", "不过", "然而", "因此",
    "但", "而", "正如",
];
/// Words, and the best known companies, that begin like a Chinese name or are written like a foreign one.
const ORDINARY: [&str; 86] = [
    "公司",
    "公告",
    "公众",
    "公开",
    "代表",
    "司机",
    "全球",
    "全年",
    "全体",
    "全部",
    "任何",
    "时间",
    "时代",
    "应该",
    "应当",
    "应用",
    "居民",
    "车企",
    "车主",
    "安全",
    "安徽",
    "连续",
    "于是",
    "边际",
    "牛市",
    "金融",
    "金额",
    "石油",
    "明年",
    "明显",
    "游客",
    "游戏",
    "计划",
    "容易",
    "简单",
    "简言之",
    "习惯",
    "温和",
    "温度",
    "关于",
    "关键",
    "关税",
    "单位",
    "单价",
    "方案",
    "方法",
    "方向",
    "方面",
    "方式",
    "毛利",
    "白宫",
    "乐观",
    "包括",
    "水平",
    "云端",
    "云厂",
    "常见",
    "常规",
    "强调",
    "强劲",
    "党委",
    "宣布",
    "严格",
    "陆续",
    "余下",
    "许多",
    "何时",
    "支持",
    "解释",
    "房企",
    "左右",
    "农业",
    "高管",
    "高层",
    "高盛",
    "高通",
    "项目",
    "管理",
    "董事",
    "华为",
    "华泰",
    "平安",
    "广发",
    "国泰",
    "易方",
    "基本",
];
/// Endings of publications and agencies.
const PAPERS: [char; 3] = ['社', '报', '网'];
/// Family names of two characters.
const DOUBLE: [&str; 14] =
    ["欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐"];
/// The characters that names of other languages are commonly written in.
const FOREIGN: &str = "阿埃艾爱安奥巴柏拜班邦贝本比宾波伯博布查达戴丹道德登迪蒂丁杜多恩尔法菲费芬弗福盖戈格古哈海汉赫亨洪胡霍华怀惠基吉加杰金卡凯康考柯科克肯库拉莱兰朗劳勒雷里利莉林琳隆鲁路露伦罗洛马迈麦曼梅蒙米莫姆穆纳娜奈内尼宁纽诺帕佩皮普奇齐乔切钦琼萨塞桑森沙莎山珊舍施史丝斯苏索塔泰坦汤特提图托瓦万威韦维温沃伍西希锡夏香肖谢辛休雅亚扬耶伊易因英尤约泽扎詹珍朱兹佐";
/// A foreign name without a dot is not longer.
const FOREIGN_MAX: usize = 5;
/// A foreign name with its dots is not longer.
const DOTTED_MAX: usize = 14;
/// The shortest name.
const NAME_MIN: usize = 2;

/// The person who is the subject of a clause.
pub(super) fn subject(run: &str) -> Option<String> {
    let subject = until(run, &OCCASIONS);
    // The office goes first: “高盛分析师张三” is not 高盛. An office may itself have a place: “瑞银在华首席分析师张三”.
    after_office(subject).or_else(|| at_start(subject)).or_else(|| after_office(run)).map(str::to_owned)
}

/// Whether a run only says when, where and how.
pub(super) fn is_occasion(run: &str) -> bool {
    OCCASIONS.iter().chain(&PREPOSITIONS).any(|word| run.starts_with(word))
}

fn after_office(run: &str) -> Option<&str> {
    let mut ends: Vec<usize> =
        OFFICES.iter().flat_map(|office| run.match_indices(office).map(|(at, word)| at + word.len())).collect();
    ends.sort_unstable();
    ends.into_iter().rev().find_map(|end| {
        let rest = until(until(&run[end..], &OCCASIONS), &TITLES);
        Some(until(rest, &OFFICES)).filter(|name| is_person(name))
    })
}

fn at_start(run: &str) -> Option<&str> {
    let mut run = run;
    while let Some(rest) = OPENERS.iter().find_map(|opener| run.strip_prefix(opener)) {
        run = rest;
    }
    Some(until(until(run, &OCCASIONS), &TITLES)).filter(|name| is_person(name))
}

/// A run until the first of some words that leaves room for a name.
fn until<'a>(run: &'a str, words: &[&str]) -> &'a str {
    let is_object = |rest: &str| !rest.is_empty() && !is_occasion(rest);
    let ends = |rest: &str| {
        words.iter().any(|word| rest.starts_with(word))
            || PREPOSITIONS.iter().any(|word| rest.strip_prefix(word).is_some_and(is_object))
    };
    let end = run.char_indices().skip(NAME_MIN).find(|(at, _)| ends(&run[*at..]));
    end.map_or(run, |(at, _)| &run[..at])
}

fn is_person(name: &str) -> bool {
    let is_double = DOUBLE.iter().any(|family| {
        name.strip_prefix(family).is_some_and(|given| (1..=2).contains(&given.chars().count()) && !given.contains('·'))
    });
    let is_name = extract::is_chinese_name(name) || is_double || is_foreign(name);
    is_name && !name.ends_with(PAPERS) && !ORDINARY.iter().any(|word| name.starts_with(word))
}

fn is_foreign(name: &str) -> bool {
    let length = name.chars().count();
    if name.contains('·') {
        return length <= DOTTED_MAX && name.split('·').all(|part| !part.is_empty());
    }
    (NAME_MIN..=FOREIGN_MAX).contains(&length) && name.chars().all(|c| FOREIGN.contains(c))
}
