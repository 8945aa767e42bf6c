//! Cuts share bars, calls to follow or subscribe, and lists of other articles.

use dom_query::NodeRef;

use super::blocks::lines;
use crate::formats::html::Page;

/// Lines that head a list of other articles; what follows at the foot of the article goes with them.
const HEADS: [&str; 31] = [
    "相关阅读",
    "相关新闻",
    "相关文章",
    "相关推荐",
    "推荐阅读",
    "延伸阅读",
    "更多精彩",
    "热门文章",
    "热门推荐",
    "往期回顾",
    "往期推荐",
    "精彩推荐",
    "猜你喜欢",
    "为你推荐",
    "大家都在看",
    "网友评论",
    "最新评论",
    "发表评论",
    "全部评论",
    "相關閱讀",
    "相關新聞",
    "延伸閱讀",
    "推薦閱讀",
    "Related articles",
    "Related stories",
    "Related posts",
    "Read next",
    "More from",
    "Recommended for you",
    "You may also like",
    "Read more:",
];

/// Lines that ask for something and say nothing about the subject.
const CALLS: [&str; 36] = [
    "分享到",
    "扫一扫",
    "扫描二维码",
    "长按二维码",
    "长按识别",
    "点击关注",
    "关注我们",
    "点击上方",
    "点击下方",
    "阅读原文",
    "返回搜狐",
    "打开APP",
    "打开 APP",
    "下载APP",
    "免费下载",
    "举报",
    "责任编辑",
    "责编",
    "上一篇",
    "下一篇",
    "点赞",
    "转发",
    "收藏本文",
    "海量资讯",
    "本文来源于",
    "编辑：",
    "Share this",
    "Sign up for",
    "Subscribe to",
    "Follow us",
    "Advertisement",
    "Click here to",
    "Thanks for reading",
    "Copyright ©",
    "All rights reserved",
    "Share on",
];

/// A line longer than this is a sentence of the article.
const LINE_CHARS_MAX: usize = 60;

/// The share of the article after which a head begins a list of other articles.
const FOOT_FROM: usize = 50;

/// Cuts such lines.
pub(super) fn cut(page: &mut Page) {
    let document = std::mem::take(&mut page.document);
    let lines = lines(&document);
    let all: usize = lines.iter().map(|(_, text)| text.len()).sum();
    let (mut so_far, mut at_foot) = (0, false);
    for (node, text) in &lines {
        so_far += text.len();
        let short = text.chars().count() <= LINE_CHARS_MAX;
        let heads = short
            && text.chars().count() <= 20
            && HEADS.iter().any(|head| text.trim_start_matches(['【', '■', '▍', ' ']).starts_with(head));
        at_foot = (at_foot && (short || node.has_name("li"))) || (heads && so_far * 100 > all * FOOT_FROM);
        let calls = short && CALLS.iter().any(|call| text.starts_with(call)) && !text.ends_with('。');
        if at_foot || heads || calls {
            remove(node);
            page.log("boilerplate", if calls { "asks for something" } else { "other articles" }, text);
        }
    }
    page.document = document;
}

/// Removes a line and the list or box that it leaves empty.
fn remove(node: &NodeRef) {
    let parent = node.parent();
    node.remove_from_parent();
    if let Some(parent) = parent.filter(|parent| parent.has_name("ul") || parent.has_name("ol"))
        && parent.text().trim().is_empty()
    {
        parent.remove_from_parent();
    }
}
