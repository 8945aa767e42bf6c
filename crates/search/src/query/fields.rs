//! The fields of the language and the words that their values may be, in English and Chinese.

/// A field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FieldName {
    Theme,
    Site,
    Author,
    Speaker,
    Person,
    Kind,
    Lang,
    Before,
    After,
    On,
    Clipped,
    Is,
    Has,
    Url,
    Title,
}

/// How a value is compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Compare {
    /// As the field means it.
    #[default]
    Plain,
    /// `=`: the whole of it.
    Equal,
    /// `<`
    Below,
    /// `<=`
    UpTo,
    /// `>`
    Above,
    /// `>=`
    From,
}

impl Compare {
    /// The sign, as it is printed.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Equal => "=",
            Self::Below => "<",
            Self::UpTo => "<=",
            Self::Above => ">",
            Self::From => ">=",
        }
    }
}

/// Each field with its names: how it is printed, how Chinese is typed, then what else is understood.
const NAMES: [(FieldName, &[&str]); 15] = [
    (FieldName::Theme, &["theme", "主题", "tag", "themes", "標籤", "主題", "标签"]),
    (FieldName::Site, &["site", "来源", "source", "來源", "媒体", "媒體", "网站", "網站"]),
    (FieldName::Author, &["author", "作者", "by", "记者", "記者"]),
    (FieldName::Speaker, &["speaker", "说话人", "發言人", "发言人", "說話人"]),
    (FieldName::Person, &["person", "人物", "who", "人"]),
    (FieldName::Kind, &["kind", "类型", "type", "類型", "种类", "種類"]),
    (FieldName::Lang, &["lang", "语言", "language", "語言"]),
    (FieldName::Before, &["before", "早于", "until", "早於", "之前"]),
    (FieldName::After, &["after", "晚于", "since", "晚於", "之后", "之後"]),
    (FieldName::On, &["on", "日期", "during", "date", "published", "时间", "時間", "发布", "發布", "发表", "發表"]),
    (FieldName::Clipped, &["clipped", "收录", "added", "收錄", "剪藏"]),
    (FieldName::Is, &["is", "状态", "狀態", "是"]),
    (FieldName::Has, &["has", "含有", "含", "有"]),
    (FieldName::Url, &["url", "网址", "網址", "链接", "鏈接"]),
    (FieldName::Title, &["title", "标题", "標題"]),
];

impl FieldName {
    /// The field with this name, letter case aside.
    pub(super) fn from_word(word: &str) -> Option<Self> {
        let is_it = |name: &&str| name.eq_ignore_ascii_case(word);
        NAMES.into_iter().find(|(_, names)| names.iter().any(is_it)).map(|(field, _)| field)
    }

    /// The name it is printed with.
    pub(crate) fn as_str(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// Whether this is one of the two names that are offered, as they are printed: the English and the Chinese one.
    pub(super) fn is_offered_as(self, word: &str) -> bool {
        self.names().iter().take(2).any(|name| *name == word)
    }

    fn names(self) -> &'static [&'static str] {
        NAMES.into_iter().find(|(field, _)| *field == self).map_or(&[], |(_, names)| names)
    }

    /// The fields of which a name begins so, each with that name; the English and the Chinese one are offered.
    pub(super) fn beginning_with(typed: &str) -> impl Iterator<Item = (Self, &'static str)> {
        let typed = typed.to_lowercase();
        NAMES.into_iter().filter_map(move |(field, names)| {
            names.iter().take(2).find(|name| name.starts_with(&typed)).map(|name| (field, *name))
        })
    }

    /// Whether its values are dates.
    pub(super) fn is_date(self) -> bool {
        matches!(self, Self::Before | Self::After | Self::On | Self::Clipped)
    }

    /// The values that can be listed: the word of the index, then how else it is typed.
    pub(super) fn values(self) -> &'static [(&'static str, &'static [&'static str])] {
        match self {
            Self::Kind => &[
                ("article", &["文章", "articles"]),
                ("quote", &["摘录", "quotes", "摘錄", "引文"]),
                ("note", &["笔记", "notes", "筆記"]),
            ],
            Self::Is => &[
                ("unread", &["未读", "未讀"]),
                ("read", &["已读", "已讀"]),
                ("starred", &["星标", "starred", "加星", "星標"]),
                ("trashed", &["回收站", "已删除", "trash", "已刪除"]),
                ("untagged", &["无主题", "未分类", "無主題", "未分類"]),
            ],
            Self::Has => &[
                ("quote", &["摘录", "quotes", "摘錄"]),
                ("note", &["笔记", "notes", "筆記"]),
                ("figure", &["数字", "figures", "數字", "数据"]),
                ("picture", &["图片", "pictures", "圖片", "图", "image"]),
            ],
            Self::Lang => &[
                ("zh", &["中文", "chinese"]),
                ("en", &["英文", "english"]),
                ("ja", &["日文", "japanese"]),
                ("ko", &["韩文", "korean"]),
            ],
            Self::Before | Self::After | Self::On | Self::Clipped => &[
                ("today", &["今天"]),
                ("yesterday", &["昨天"]),
                ("this week", &["本周"]),
                ("last week", &["上周"]),
                ("this month", &["本月"]),
                ("last month", &["上个月"]),
                ("this quarter", &["本季度"]),
                ("this year", &["今年"]),
                ("last year", &["去年"]),
            ],
            _ => &[],
        }
    }

    /// The word of the index for a value that can be listed.
    pub(super) fn value(self, typed: &str) -> Option<&'static str> {
        let typed = typed.trim();
        let is_it = |name: &str| name.eq_ignore_ascii_case(typed);
        self.values().iter().find(|(word, names)| is_it(word) || names.iter().any(|n| is_it(n))).map(|(word, _)| *word)
    }
}
