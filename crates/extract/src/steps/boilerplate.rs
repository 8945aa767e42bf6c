//! Cuts share bars, calls to follow or subscribe, and lists of other articles.

use std::collections::HashSet;

use crate::{clean, formats::html::Page};

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

/// A head is no longer than this.
const HEAD_CHARS_MAX: usize = 20;

/// From this share of linked characters on, a longer line is a link to another article.
const LINK_SHARE_MIN: f32 = 0.7;

/// Signs before a head or a call.
const OPENING: [char; 11] = ['【', '■', '▍', '（', '(', '[', '·', '▼', '▲', '|', ' '];

/// The percentage of the article after which a head begins a list of other articles.
const FOOT_FROM: usize = 50;

/// Cuts such lines.
pub(super) fn cut(page: &mut Page) {
    let lines = clean::lines(&page.blocks);
    let shares = clean::link_shares(&page.blocks);
    let all: usize = lines.iter().map(String::len).sum();
    let mut cut = HashSet::new();
    let (mut so_far, mut at_foot) = (0, false);
    for (number, line) in lines.iter().enumerate() {
        let line = line.trim_start_matches(OPENING);
        so_far += line.len();
        let length = line.chars().count();
        let heads = length <= HEAD_CHARS_MAX && HEADS.iter().any(|head| line.starts_with(head));
        let goes_on = at_foot && (length <= LINE_CHARS_MAX || shares[number] > LINK_SHARE_MIN);
        at_foot = goes_on || (heads && so_far * 100 > all * FOOT_FROM);
        let calls =
            length <= LINE_CHARS_MAX && !line.ends_with('。') && CALLS.iter().any(|call| line.starts_with(call));
        if at_foot || heads || calls {
            cut.insert(number);
        }
    }
    page.cut_lines("boilerplate", "a call to do something, or other articles", &cut);
}
