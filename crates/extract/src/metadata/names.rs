//! Names of authors: what is one, and how several are written.

use super::english;

/// More authors than this are a list of something else.
const AUTHORS_MAX: usize = 12;

/// A name longer than this is a sentence.
const NAME_CHARS_MAX: usize = 80;

/// Words that stand where a name should and name nobody.
const NOBODY: [&str; 64] = [
    "admin",
    "administrator",
    "author",
    "authors",
    "by",
    "written by",
    "published",
    "unknown",
    "null",
    "undefined",
    "none",
    "editor",
    "editors",
    "webmaster",
    "guest",
    "home",
    "about",
    "about us",
    "about the author",
    "contact",
    "contact us",
    "login",
    "log in",
    "sign in",
    "subscribe",
    "share",
    "follow",
    "contributor",
    "editorial process",
    "editorial policy",
    "editorial guidelines",
    "staff writer",
    "read more",
    "view all posts",
    "discuz! team and comsenz ui team",
    "佚名",
    "匿名",
    "未知",
    "网络",
    "不详",
    "作者",
    "记者",
    "编辑",
    "小编",
    "楼主",
    "首页",
    "登录",
    "注册",
    "更多",
    "本站",
    "转载",
    "打印",
    "关闭",
    "关注",
    "搜索",
    "收藏",
    "分享",
    "评论",
    "举报",
    "返回",
    "相关文章",
    "相关阅读",
    "最新文章",
    "网络整理",
];

/// Months that are given names as well.
const GIVEN_NAMES: [&str; 4] = ["april", "may", "june", "august"];

/// Endings of names that name nobody: a crowd, the program that made the page, or whose advertisements stand on it.
const CROWDS: [&str; 5] = ["贡献者", "貢獻者", "contributors", "所有", "taboola"];

/// Endings of credits for pictures.
const CREDITS: [&str; 6] = [" 摄", "\u{a0}摄", " 攝", " 摄影", " files", "getty images"];

/// Labels before a name, longest first.
const LABELS: [&str; 24] = [
    "View all posts by ",
    "Article written by ",
    "Written by ",
    "Reviewed by ",
    "Posted by ",
    "Words by ",
    "Text by ",
    "Story by ",
    "Author: ",
    "Author:",
    "By: ",
    "By:",
    "By ",
    "本报记者",
    "作者：",
    "作者:",
    "记者：",
    "记者:",
    "记者 ",
    "記者",
    "撰文：",
    "文：",
    "文/",
    "文／",
];

/// Signs around a name that do not belong to it.
const SIGNS: [char; 24] = [
    ':', '：', ',', '，', '|', '｜', '/', '·', '•', '-', '—', '–', ';', '；', '、', '【', '】', '[', ']', '。', '<',
    '>', '@', '*',
];

/// The commonest family names of Chinese, most of those of one character that a newspaper prints, in both scripts.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包左石崔吉龚程邢裴陆荣翁荀甄曲封芮储靳段富巫焦巴弓牧车侯全班秋仲伊宫宁仇栾甘祖武符刘景詹束龙叶幸司韶黎乔翟谭劳姬申冉桑桂牛边燕冀浦尚农温庄晏柴瞿阎慕连习艾容向古易慎戈廖终居衡步耿满匡文寇广欧聂敖冷辛简饶曾关游盖益桓公佟代肖闫覃涂蒙植邸仝仉滑修苑亓阳鹿丛岳晁晋楚趙錢孫馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇魯韋馬鳳鮑費賀湯羅畢鄔樂齊顧黃蕭貝談龐紀項藍閔賈婁鍾駱萬盧應鄧單龔陸榮儲劉龍莊閻連習歐聶簡饒關葉喬譚勞溫滿廣鄭吳";

/// Several names as one byline, each once, in order.
pub(super) fn joined(list: Vec<String>) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for name in list.iter().filter_map(|name| tidy(name)).take(AUTHORS_MAX) {
        let name = without_place(&name).to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| names.join(", "))
}

/// A name without its label and punctuation, or `None` for what is not one.
pub(super) fn tidy(raw: &str) -> Option<String> {
    let mut name = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    for label in LABELS {
        let found = name.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label));
        if found && name.len() > label.len() {
            name = name[label.len()..].trim_start().to_owned();
        }
    }
    let name = without_mail(without_report(&name));
    let name = name.trim_matches(|c: char| c.is_whitespace() || SIGNS.contains(&c));
    let name = balanced(name);
    // What follows is where the author works.
    let name = name.split('：').next().unwrap_or(name).trim_end();
    let name = without_calls(name);
    is_name(&name).then(|| unspaced(&name))
}

/// A byline without the parts between its commas that name nobody or stand there already: buttons, roles, a second link to the same person.
fn without_calls(name: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in name.split(',').map(|part| without_moment(without_role(part.trim()))) {
        let is_call = NOBODY.contains(&&*part.trim_start_matches(['+', ' ']).to_lowercase());
        let is_agency = !parts.is_empty() && AGENCIES.iter().any(|agency| part.ends_with(agency));
        if !part.is_empty() && !is_call && !is_agency && !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}

/// Endings of what stands behind a name and a comma, and is who the person writes for.
const AGENCIES: [&str; 7] = [" News", "Bloomberg", "Reuters", "Associated Press", " Times", " Journal", " Post"];

/// A name without the moment behind it: `林晓 · 刚刚`.
fn without_moment(part: &str) -> &str {
    let name = MOMENTS.iter().find_map(|moment| part.strip_suffix(moment)).map(str::trim_end);
    name.and_then(|name| name.strip_suffix(['·', '|', '｜', '•'])).map_or(part, str::trim_end)
}

/// A full name without the word behind it that only says that it is an author's: `Ann Example Author`.
fn without_role(part: &str) -> &str {
    let part = [" + Follow", " + FOLLOW"].iter().find_map(|button| part.strip_suffix(button)).unwrap_or(part);
    let person = [" Author", " Contributor"].iter().find_map(|role| part.strip_suffix(role));
    person.map(str::trim_end).filter(|person| person.contains(' ')).unwrap_or(part)
}

/// Names without the place that they report from or the paper that they report for: `陈一鸣 北京报道`, `周言／示例日报`.
pub(super) fn without_report(names: &str) -> &str {
    match names.rsplit_once([' ', '\u{3000}', '／', '/', '∕']) {
        Some((names, place)) if ["报道", "報導", "報道", "报", "報"].iter().any(|report| place.ends_with(report)) => {
            names.trim_end()
        }
        _ => names,
    }
}

/// A name without the mail address in brackets or signs that follows it.
fn without_mail(name: &str) -> &str {
    let Some(at) = name.find('@').filter(|at| *at > 0) else { return name };
    let start = name[..at].rfind([' ', '(', '（', '<', '[']).unwrap_or(0);
    if start == 0 { name } else { name[..start].trim_end_matches([' ', '(', '（', '<', '[']) }
}

/// A name without a bracket that is closed but not opened, or opened but not closed.
fn balanced(name: &str) -> &str {
    for (open, close) in [('(', ')'), ('（', '）')] {
        match (name.find(open), name.find(close)) {
            (None, Some(at)) | (Some(at), None) => return name[..at].trim(),
            _ => {}
        }
    }
    name
}

fn is_name(name: &str) -> bool {
    let length = name.chars().count();
    let lower = name.to_lowercase();
    let is_address = lower.contains("://") || lower.starts_with("www.") || lower.contains(".com/");
    (2..=NAME_CHARS_MAX).contains(&length)
        && !is_address
        && !is_variable(name)
        && (!english::is_month(&lower) || GIVEN_NAMES.contains(&&*lower))
        && !lower.starts_with("published in ")
        && !NOBODY.contains(&&*lower)
        && !MOMENTS.contains(&name)
        && !CREDITS.iter().any(|credit| lower.ends_with(credit))
        && !name.contains('©')
        && !CROWDS.iter().any(|crowd| lower.ends_with(crowd))
        && !name.contains(['。', '？', '！', '!', '{', '}', '<', '>', ':', '=', '\\', '%', '#', '“', '"'])
        && name.chars().any(char::is_alphabetic)
        && name.split_whitespace().count() <= 14
}

/// Whether it is a template's expression that nobody filled in: `page.extra.author`.
fn is_variable(name: &str) -> bool {
    const HOLDERS: [&str; 8] = ["page", "post", "extra", "author", "data", "item", "site", "user"];
    name.matches('.').count() >= 2
        && name.split('.').any(|part| HOLDERS.contains(&part))
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.' || byte == b'_')
}

/// What stands where a time does, beside a name.
const MOMENTS: [&str; 6] = ["刚刚", "剛剛", "今天", "昨天", "昨日", "前天"];

/// The parts of a text between blanks and signs that may be names.
fn parts(text: &str) -> Vec<&str> {
    let is_sign = |c: char| c.is_whitespace() || "、，,/／∕·".contains(c);
    text.split(is_sign).filter(|part| !part.is_empty() && !MOMENTS.contains(part)).collect()
}

/// The Chinese personal names that a text consists of, separated by blanks or signs; `None` when anything else stands in it.
pub(super) fn chinese_names(text: &str) -> Option<Vec<String>> {
    let parts = parts(text);
    let all = (1..=AUTHORS_MAX).contains(&parts.len()) && parts.iter().all(|part| is_chinese_name(part));
    all.then(|| parts.iter().map(|part| (*part).to_owned()).collect())
}

/// Several names of two or three Han characters, one of which begins with a family name; `None` when anything else stands there.
pub(super) fn several(text: &str) -> Option<Vec<String>> {
    let parts = parts(text);
    let fits = (2..=AUTHORS_MAX).contains(&parts.len()) && parts.iter().all(|part| is_short_han(part));
    (fits && parts.iter().any(|part| is_chinese_name(part)))
        .then(|| parts.iter().map(|part| (*part).to_owned()).collect())
}

/// A name of two or three characters set apart by blanks, without them: `林　晓`.
pub(super) fn unspaced(line: &str) -> String {
    let joined: String = line.split_whitespace().collect();
    if is_short_han(&joined) { joined } else { line.to_owned() }
}

/// Whether a character is one that names are written in: the ideographs in common use.
pub(super) fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Two or three Han characters.
pub(super) fn is_short_han(part: &str) -> bool {
    (2..=3).contains(&part.chars().count()) && part.chars().all(is_han)
}

/// Endings of names that are those of companies, publications and offices.
const ORGANISATIONS: [&str; 21] = [
    "网络",
    "科技",
    "公司",
    "集团",
    "编辑部",
    "新闻网",
    "日报",
    "晚报",
    "晨报",
    "通讯社",
    "新闻社",
    "电视台",
    "出版社",
    "杂志社",
    "论坛",
    "网",
    " Inc",
    " Inc.",
    " LLC",
    " Ltd",
    " Association",
];

/// Whether a name is that of an organisation.
pub(super) fn is_organisation(name: &str) -> bool {
    ORGANISATIONS.iter().any(|ending| name.ends_with(ending))
}

/// A name without the place that a news agency prints behind it: `Ann Example, Taipei`.
fn without_place(name: &str) -> &str {
    let Some((person, place)) = name.rsplit_once(", ") else { return name };
    let capital = place.starts_with(char::is_uppercase) && place.chars().skip(1).all(char::is_lowercase);
    let is_place = capital && place.chars().count() >= 4 && person.contains(' ') && !person.contains(',');
    if is_place { person } else { name }
}

/// Two to three Han characters that begin with a family name.
pub(crate) fn is_chinese_name(part: &str) -> bool {
    is_short_han(part)
        && part.chars().next().is_some_and(|first| SURNAMES.contains(first))
        && !is_measure(part)
        && !NOBODY.contains(&part)
}

/// Whether a word is a measure, as it stands in brackets at the head of a table: `（万人）`, `（万吨）`.
fn is_measure(part: &str) -> bool {
    part.starts_with('万') && part.ends_with(['人', '元', '吨', '台', '户', '亩', '件', '辆', '股', '次', '套', '片'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_mail_addresses_and_stray_brackets_are_no_part_of_a_name() {
        for (raw, name) in [
            ("By Ann Example", "Ann Example"),
            ("WRITTEN BY  Ann  Example", "Ann Example"),
            ("Ann Example <ann@news.example>", "Ann Example"),
            ("作者：林晓", "林晓"),
            ("林晓）", "林晓"),
            ("Paul (Bo) Sample", "Paul (Bo) Sample"),
            ("[ 林晓 ]", "林晓"),
            ("林晓：示例大学，某市", "林晓"),
            ("林 晓", "林晓"),
            ("周言／台北報導", "周言"),
            ("周言/示例日报", "周言"),
            ("張三∕台北報導", "張三"),
            ("林晓 · 刚刚", "林晓"),
            ("Ann Example, Example News", "Ann Example"),
            ("Ann Example, MD, RD , + Follow", "Ann Example, MD, RD"),
            ("Ann Example, Ann Example, , Editorial Process", "Ann Example"),
            ("Ann Example Author, Ann Example", "Ann Example"),
            ("Ann Example , Contributor", "Ann Example"),
            ("Ann Example + FOLLOW, Ann Example", "Ann Example"),
            ("View all posts by Ann Example", "Ann Example"),
        ] {
            assert_eq!(tidy(raw).as_deref(), Some(name), "{raw}");
        }
    }

    #[test]
    fn what_names_nobody_is_no_name() {
        for raw in [
            "admin",
            "By",
            "Feb",
            "Published in Example Notes",
            "https://x.example/a",
            "page.extra.author",
            "{{author}}",
            "某某百科贡献者",
            "2026",
            "",
            "成就一群读者!",
            "林晓 摄",
            "关注",
            "昨天",
            "相关文章",
            "Taboola by Taboola",
            "Bo Sample/Example files",
            "© Bo Sample/Example",
        ] {
            assert_eq!(tidy(raw), None, "{raw}");
        }
    }

    #[test]
    fn places_behind_a_name_are_no_part_of_it_and_degrees_are() {
        assert_eq!(without_place("Ann Example, Taipei"), "Ann Example");
        for name in ["Ann Example, MD", "Ann Example, Bo Sample", "Example, Ann"] {
            assert_eq!(without_place(name), name);
        }
        assert!(is_organisation("某某网络") && !is_organisation("林晓"));
    }

    #[test]
    fn chinese_names_begin_with_a_family_name() {
        assert_eq!(chinese_names("林晓、周言").unwrap(), ["林晓", "周言"]);
        assert_eq!(chinese_names("陈一鸣 李想").unwrap(), ["陈一鸣", "李想"]);
        assert_eq!(chinese_names("張三、劉洋").unwrap(), ["張三", "劉洋"]);
        assert_eq!(chinese_names("林晓 · 刚刚").unwrap(), ["林晓"]);
        for text in ["打印 关闭", "万人", "万吨", "完", "本文完", "图", "上", "", "林晓和他的朋友们"]
        {
            assert_eq!(chinese_names(text), None, "{text}");
        }
    }
}
