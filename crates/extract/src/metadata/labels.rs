//! The labels of source lines (`来源：… 作者：…`) and the values behind them.

/// What stands before an author's name; the longer forms first.
pub(super) const AUTHOR_LABELS: [&str; 31] = [
    "本文作者",
    "文章作者",
    "原创作者",
    "原作者",
    "作者",
    "本报记者",
    "见习记者",
    "实习记者",
    "特约记者",
    "记者",
    "記者",
    "撰文",
    "撰稿人",
    "撰稿",
    "執筆",
    "执笔人",
    "执笔",
    "供稿",
    "文字",
    "文/",
    "文／",
    "文｜",
    "文丨",
    "文|",
    "文：",
    "文 /",
    "文 ／",
    "文 ｜",
    "文 |",
    "编译",
    "發帖人",
];

/// What stands before the name of an editor, who stands in where no author is named.
pub(super) const EDITOR_LABELS: [&str; 7] = ["责任编辑", "責任編輯", "本文编辑", "责编", "編輯", "编辑", "编审"];

/// What stands before a publication's name.
pub(super) const SITE_LABELS: [&str; 9] =
    ["来自微信公众号", "文章来源", "信息来源", "稿件来源", "新闻来源", "来源", "來源", "稿源", "转自"];

/// Where a value ends: the labels of what usually follows it.
pub(super) const ENDS: [&str; 46] = [
    "来源",
    "來源",
    "作者",
    "编辑",
    "編輯",
    "责编",
    "责任",
    "責任",
    "发布",
    "發布",
    "发表",
    "發表",
    "时间",
    "時間",
    "日期",
    "阅读",
    "閱讀",
    "浏览",
    "点击",
    "评论",
    "字号",
    "原标题",
    "原文标题",
    "标题",
    "分享",
    "收藏",
    "更新",
    "记者",
    "稿源",
    "校对",
    "审核",
    "监制",
    "关注",
    "摄影",
    "转载",
    "微信",
    "来自",
    "出自",
    "返回",
    "电话",
    "出处",
    "题图",
    "头图",
    "图片",
    "实习生",
    "出品",
];

/// A value longer than this is a sentence.
const VALUE_CHARS_MAX: usize = 60;

/// The value after one of the labels in a line.
pub(super) fn labelled(line: &str, labels: &[&str]) -> Option<String> {
    labels.iter().find_map(|label| {
        let at = line.find(label)?;
        // 中文/英文 names no author.
        let is_word = label.starts_with('文') && line[..at].ends_with(super::names::is_han);
        let rest = &line[at + label.len()..];
        let ends_itself = label.ends_with(['/', '／', '｜', '丨', '|', '：']);
        let trimmed = rest.trim_start();
        let value = match trimmed.strip_prefix([':', '：', '|', '｜', '丨', '/', '／', '】']) {
            _ if is_word => return None,
            Some(value) => value,
            None if ends_itself => rest,
            None if rest.starts_with([' ', '\u{3000}']) && (at == 0 || is_short_name(rest)) => rest,
            None => return None,
        };
        let value = value_of(value);
        (!value.is_empty()).then_some(value)
    })
}

/// Whether a text begins with two to four Han characters and then ends or pauses: `记者 陈一鸣`.
fn is_short_name(rest: &str) -> bool {
    let ends = |c: &char| c.is_whitespace() || matches!(c, '）' | ')' | '，' | '、' | '】');
    let name: Vec<char> = rest.trim_start().chars().take_while(|c| !ends(c)).take(5).collect();
    (2..=4).contains(&name.len()) && name.iter().copied().all(super::names::is_han)
}

/// The paper before the word for its reporters is no longer than this, in characters.
const PAPER_CHARS_MAX: usize = 8;

/// A value without the paper whose reporters follow: `示例报记者 陈一鸣`.
fn without_paper(value: &str) -> &str {
    let reporter = ["记者", "記者"].iter().find_map(|label| value.split_once(label));
    let of_paper = |paper: &str| paper.chars().count() <= PAPER_CHARS_MAX && paper.chars().all(super::names::is_han);
    match reporter {
        Some((paper, names)) if of_paper(paper) && names.trim_start().starts_with(super::names::is_han) => {
            names.trim_start()
        }
        _ => value,
    }
}

/// What belongs to a label: up to the next label, a date, or a wide gap.
fn value_of(rest: &str) -> String {
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '【' | '［' | '（' | '('));
    let rest = without_paper(rest);
    let label = ENDS.iter().filter_map(|end| rest.find(end).filter(|at| *at > 0)).min();
    let sign =
        rest.find(['|', '｜', '丨', '【', '】', '；', ';', '。', '　', '》', '《', '\u{a0}', ']', '］', '）', '→']);
    let dot = rest.find('·').filter(|at| !joins_names(rest, *at));
    let end = [label, sign, dot, digit_outside_a_name(rest)].into_iter().flatten().min().unwrap_or(rest.len());
    let value = super::names::without_report(without_prefix(&rest[..end], label == Some(end)).trim());
    value
        .trim_end_matches(['(', '（', '/', '·', ',', '，', ' ', '本', ':', '：'])
        .chars()
        .take(VALUE_CHARS_MAX)
        .collect()
}

/// Whether a dot stands inside a name: `某某证券报·某证网`.
fn joins_names(value: &str, at: usize) -> bool {
    let is_name = |c: Option<char>| c.is_some_and(super::names::is_han);
    is_name(value[..at].chars().next_back()) && is_name(value[at + '·'.len_utf8()..].chars().next())
}

/// Where a date or a count begins: at a digit, but not one of a name such as `ZeR0`, `Web3观察` or `36氪的朋友们`.
fn digit_outside_a_name(value: &str) -> Option<usize> {
    let named = value.trim_start_matches(|c: char| c.is_ascii_digit());
    let begins_a_name = named.starts_with(|c: char| c.is_alphabetic() && !UNITS.contains(&c));
    let from = if begins_a_name { value.len() - named.len() } else { 0 };
    let mut before = None;
    value.char_indices().find_map(|(at, c)| {
        let of_name = before.is_some_and(|before: char| before.is_ascii_alphabetic());
        // A digit of a name makes what follows it a part of the name.
        before = if c.is_ascii_digit() && of_name { before } else { Some(c) };
        (at >= from && c.is_ascii_digit() && !of_name).then_some(at)
    })
}

/// What stands behind the figures of dates and counts.
const UNITS: [char; 16] =
    ['年', '月', '日', '号', '時', '时', '点', '分', '秒', '天', '小', '周', '个', '万', '次', '人'];

/// A value without the words that belong to the label at its end: `张三丰 每经` before `编辑：`.
fn without_prefix(value: &str, ends_at_label: bool) -> &str {
    match value.rsplit_once([' ', '\u{3000}']) {
        Some((before, prefix)) if ends_at_label && !prefix.is_empty() => before,
        _ => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labelled_names_end_where_the_next_label_begins() {
        let line = "来源：示例财经 作者：林晓、Chen Wei 2026-03-02 05:05 阅读 3012";
        assert_eq!(labelled(line, &AUTHOR_LABELS).as_deref(), Some("林晓、Chen Wei"));
        assert_eq!(labelled(line, &SITE_LABELS).as_deref(), Some("示例财经"));
        let line = "本文作者：周言，来源：芯片观察，原文标题：《良率之战》";
        assert_eq!(labelled(line, &AUTHOR_LABELS).as_deref(), Some("周言"));
        assert_eq!(labelled(line, &SITE_LABELS).as_deref(), Some("芯片观察"));
        assert_eq!(labelled("文｜李想 编辑｜王一", &AUTHOR_LABELS).as_deref(), Some("李想"));
        assert_eq!(labelled("（责任编辑：王一）", &EDITOR_LABELS).as_deref(), Some("王一"));
        for (line, name) in [
            ("每经记者：张三丰 每经编辑：李四光", "张三丰"),
            ("界面新闻记者 | 陈晓晨 界面新闻编辑 | 文静静", "陈晓晨"),
            ("示例报记者 陈一鸣 北京报道", "陈一鸣"),
            ("本报记者 王一一 实习生 赵六六 上海报道", "王一一"),
            ("文 / 李想 编辑 / 王一", "李想"),
            ("【作者】林晓 【来源】示例周刊", "林晓"),
            ("作者：周言，题图来自：示例图库", "周言"),
            ("作者：示例社记者 张三", "张三"),
            ("作者：记者张三、李四", "张三、李四"),
            ("作者：ZeR0，编辑：漠然", "ZeR0"),
            ("作者：林晓 · 刚刚", "林晓"),
            ("作者：Web3某某城 2026-03-02", "Web3某某城"),
            ("作者：36某的朋友们 3月2日", "36某的朋友们"),
            ("作者：01Founder", "01Founder"),
            ("作者：U1 2026-03-02", "U1"),
            ("作者：林晓2026-03-02", "林晓"),
            ("作者：林晓 3天前", "林晓"),
        ] {
            assert_eq!(labelled(line, &AUTHOR_LABELS).as_deref(), Some(name), "{line}");
        }
        assert_eq!(labelled("来源：某某证券报·某证网 作者：林晓", &SITE_LABELS).as_deref(), Some("某某证券报·某证网"));
        assert_eq!(labelled("中文/英文", &AUTHOR_LABELS), None);
        assert_eq!(labelled("该公司的来源并不清楚", &SITE_LABELS), None);
    }
}
