//! Notes when a page asks to log in or to pay before it shows the article, and gives only its beginning or nothing of it.

use std::collections::HashSet;

use super::boilerplate::weight;
use crate::{clean, formats::html::Page};

/// A line that asks for it is no heavier than this; a heavier one tells of something.
const LINE_WEIGHT_MAX: usize = 240;

/// A text lighter than this (Latin letters; a Han character weighs three) is less than a brief.
const STUB_WEIGHT_MAX: usize = 600;

/// A text lighter than this may be the first paragraphs that a site gives away.
const TEASER_WEIGHT_MAX: usize = 1_500;

/// The request stands no further than so many lines from the last line that is shown.
const LINES_BETWEEN_MAX: usize = 4;

/// What a page asks a reader to do.
const ASKED: [&str; 33] = [
    "log in",
    "login",
    "sign in",
    "sign up",
    "register",
    "subscribe",
    "subscription",
    "subscriber",
    "create a free account",
    "create an account",
    "become a member",
    "members",
    "free trial",
    "upgrade",
    "purchase",
    "article limit",
    "free articles",
    "登录",
    "登陆",
    "登入",
    "登錄",
    "注册",
    "註冊",
    "订阅",
    "訂閱",
    "付费",
    "付費",
    "购买",
    "購買",
    "开通",
    "會員",
    "会员",
    "解锁",
];

/// What it promises for that: the rest of this very text.
const REST: [&str; 28] = [
    "continue reading",
    "keep reading",
    "finish reading",
    "read the full",
    "read the rest",
    "read the whole",
    "read this article",
    "read this story",
    "unlock this",
    "unlock the full",
    "view the full",
    "full article",
    "full story",
    "access this article",
    "this post is for",
    "this article is for",
    "this story is for",
    "this content is for",
    "全文",
    "剩余内容",
    "剩餘內容",
    "剩余部分",
    "余下内容",
    "完整内容",
    "完整內容",
    "继续阅读",
    "繼續閱讀",
    "本文为付费",
];

/// Requests that may be of something else than this text, and tell a wall only where hardly anything else is shown.
const UNSURE: [&str; 43] = [
    "log in to continue",
    "login to continue",
    "sign in to continue",
    "log in to read",
    "sign in to read",
    "log in to view",
    "sign in to view",
    "please log in",
    "please sign in",
    "you must be logged in",
    "you need to be logged in",
    "register to read",
    "register to continue",
    "subscribe to read",
    "subscribe to continue",
    "subscribe to view",
    "subscription required",
    "subscribers only",
    "members only",
    "请登录",
    "请先登录",
    "请您登录",
    "請登入",
    "請先登入",
    "需要登录",
    "登录后查看",
    "登录后阅读",
    "登录后继续",
    "登录后才",
    "登录后可见",
    "登录后可查看",
    "登录后可阅读",
    "登入後查看",
    "登入後閱讀",
    "登入後可",
    "订阅后查看",
    "订阅后阅读",
    "订阅后可",
    "訂閱後查看",
    "訂閱後閱讀",
    "訂閱後可",
    "付费内容",
    "会员专享",
];

/// What is asked for so is a comment, not a reading.
const OTHERWISE: [&str; 10] =
    ["comment", "reply", "newsletter", "inbox", "评论", "評論", "回复", "留言", "收藏", "点赞"];

/// Notes it in the log of what is not there.
pub(super) fn note(page: &mut Page) {
    let body: Vec<String> = clean::lines(&page.blocks);
    let shown = Shown::of(page, &body);
    let by_rule = page.removed.iter().filter(|removed| removed.step == "site").map(|removed| &removed.text);
    let found = by_rule.chain(&body).chain(&page.visible).find(|line| shown.ends_at(line)).cloned();
    if let Some(line) = found {
        page.log(crate::WALL, "the page asks for this before it shows the rest", &line);
    }
}

/// What a page shows of its article.
struct Shown<'a> {
    /// Where the lines of the page stand that are around the last line of the article.
    around_end: HashSet<&'a str>,
    weight: usize,
    /// Whether the text ends in the middle of a sentence.
    breaks_off: bool,
    /// Whether the page says to programs that its article is not free.
    is_paid: bool,
}

impl<'a> Shown<'a> {
    fn of(page: &'a Page, body: &'a [String]) -> Self {
        let told: Vec<&String> = body.iter().filter(|line| !asks(line)).collect();
        let end = told.last().map(|line| line.trim_end());
        let squeezed = |line: &str| line.split_whitespace().collect::<String>();
        let last = end.map(squeezed);
        let at = last.and_then(|last| page.visible.iter().rposition(|line| squeezed(line) == last));
        let near = at.map_or(0..page.visible.len(), |at| at..page.visible.len().min(at + 1 + LINES_BETWEEN_MAX));
        let behind = body.len().saturating_sub(LINES_BETWEEN_MAX);
        Self {
            around_end: page.visible[near].iter().chain(&body[behind..]).map(String::as_str).collect(),
            weight: told.iter().map(|line| weight(line)).sum(),
            breaks_off: end.is_some_and(breaks_off),
            is_paid: page.facts.is_paid,
        }
    }

    /// Whether the article ends at this line, which asks for something before it goes on.
    fn ends_at(&self, line: &str) -> bool {
        let is_there = self.around_end.contains(line);
        let is_little = self.weight < STUB_WEIGHT_MAX;
        let may_be_teaser = self.weight < TEASER_WEIGHT_MAX || self.breaks_off || self.is_paid;
        asks(line)
            && (is_little && (is_there || promises_rest(line)) || is_there && promises_rest(line) && may_be_teaser)
    }
}

/// Whether a line asks to log in or to pay.
fn asks(line: &str) -> bool {
    let lower = line.to_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
    weight(line) <= LINE_WEIGHT_MAX && !says(&OTHERWISE) && (says(&UNSURE) || promises_rest(line))
}

/// Whether a line asks for something and promises the rest of the text for it.
fn promises_rest(line: &str) -> bool {
    let lower = line.to_lowercase();
    let says = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
    weight(line) <= LINE_WEIGHT_MAX && says(&ASKED) && says(&REST)
}

fn breaks_off(end: &str) -> bool {
    let is_open = end.ends_with("...") || end.ends_with('…');
    is_open
        || !end
            .ends_with(['.', '!', '?', '"', '”', '’', '\'', ')', ':', '。', '！', '？', '」', '』', '）', '：', '；'])
}

#[cfg(test)]
mod tests {
    use crate::{Sites, Source, extract};
    use model::MediaType;

    const EN: &str = "<p>The plant in the south runs three shifts, and its managers say that the queue for substrates has grown longer in every week since the spring.</p>";
    const ZH: &str =
        "<p>南边的工厂三班不停，管理的人说，基板的队伍从春天起每个星期都在变长，来得晚的客户要等九个月。</p>";

    /// Whether a wall is noted on a page whose article begins with this, and whose end is that.
    fn walled(head: &str, body: &str, end: &str) -> bool {
        let html = format!(
            "<html><head><title>The queue grows</title>{head}</head><body><header><a href='/in'>Log in</a> <span>您好，请登录</span></header>\
             <main><article><h1>The queue grows</h1>{body}</article>{end}</main><footer>All rights reserved</footer></body></html>"
        );
        let source = Source {
            bytes: html.as_bytes(),
            media_type: &MediaType::Html,
            charset: Some("utf-8"),
            url: Some("https://www.news.example/a"),
            title: None,
            name: None,
            captured: None,
            sites: Sites::built_in(),
            whole_page: true,
        };
        extract(&source).removed.iter().any(|removed| removed.step == crate::WALL)
    }

    #[test]
    fn a_page_that_gives_little_and_asks_for_more_is_a_wall() {
        assert!(walled("", "<p>Log in to continue</p>", ""));
        assert!(walled("", EN, "<div class='gate'>Subscribe to read</div>"));
        assert!(walled("", ZH, "<div>登录后查看全文</div>"));
        assert!(walled("", &EN.repeat(6), "<div><p>Already a subscriber? Log in to keep reading.</p></div>"));
        assert!(walled(
            "",
            &format!("{}<p>三家供应商都不认为情况会变，因为……</p>", ZH.repeat(14)),
            "<div>本文为付费内容，开通会员阅读全文</div>"
        ));
        let paid =
            "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"isAccessibleForFree\":\"False\"}</script>";
        assert!(walled(paid, &EN.repeat(20), "<div>Subscribe to continue reading</div>"));
    }

    #[test]
    fn a_whole_article_with_a_box_below_it_is_none() {
        for end in [
            "<div>Subscribe to our newsletter</div>",
            "<div>Subscribe to read more stories like this one</div>",
            "<div>Subscribe to continue reading</div>",
            "<div>登录后发表评论</div>",
            "<div>登录后查看全文</div>",
        ] {
            assert!(!walled("", &EN.repeat(20), end), "{end}");
        }
        assert!(!walled("", EN, "<div>You must be logged in to post a comment.</div>"));
        assert!(!walled("", ZH, "<div>登录后发表评论</div>"));
        assert!(!walled("", ZH, "<div>登录后您可以享受以下权益</div>"));
        assert!(!walled(
            "",
            &format!("<p>Readers now subscribe to continue reading the paper.</p>{}", EN.repeat(8)),
            ""
        ));
    }
}
