//! Cuts disclaimers: what a site prints under every article to be on the safe side.

use std::collections::HashSet;

use crate::{clean, formats::html::Page};

/// Lines that head a disclaimer.
const HEADS: [&str; 20] = [
    "风险提示及免责条款",
    "风险提示及免责声明",
    "免责声明",
    "免责条款",
    "版权声明",
    "版权与免责声明",
    "特别声明",
    "重要声明",
    "郑重声明",
    "法律声明",
    "免責聲明",
    "风险提示与免责声明",
    "Disclaimer",
    "Disclosure",
    "Important disclosures",
    "Legal disclaimer",
    "Analyst’s Disclosure",
    "Analyst's Disclosure",
    "Seeking Alpha's Disclosure",
    "Seeking Alpha’s Disclosure",
];

/// Words of disclaimers, two of which must stand in a line of the last part, one of them sure.
const PHRASES: [&str; 28] = [
    "不构成",
    "投资建议",
    "市场有风险",
    "投资需谨慎",
    "投资者据此操作",
    "风险自担",
    "后果自负",
    "责任自负",
    "仅供参考",
    "不代表本",
    "观点仅代表",
    "仅代表作者",
    "与本网站无关",
    "立场无关",
    "版权归",
    "版权所有",
    "未经授权",
    "未经许可",
    "不得转载",
    "侵权",
    "删除",
    "如有侵权",
    "联系删除",
    "特定的投资目标",
    "does not constitute",
    "investment advice",
    "solely those of the author",
    "for informational purposes",
];

/// Those of them that articles use as well, of a court case or of a market.
const UNSURE: [&str; 7] = ["投资建议", "市场有风险", "未经授权", "未经许可", "侵权", "删除", "investment advice"];

/// What no article says of its subject: one of these alone tells a short line at the foot.
const SAID_OF_ITSELF: [&str; 34] = [
    "入市需谨慎",
    "入市須謹慎",
    "不作为投资依据",
    "不作為投資依據",
    "不构成任何投资",
    "不構成任何投資",
    "不构成投资建议",
    "不構成投資建議",
    "据此操作，风险",
    "据此操作，一切后果",
    "據此操作",
    "著作权归作者",
    "著作权归第一",
    "版权归作者",
    "版權歸",
    "禁止转载",
    "禁止轉載",
    "转载声明",
    "轉載聲明",
    "仅代表作者个人",
    "仅代表作者本人",
    "僅代表作者",
    "仅代表该作者或机构",
    "股市瞬息万变",
    "炒股就看",
    "all rights reserved",
    "our standards:",
    "not a recommendation to buy or sell",
    "the opinions expressed are his own",
    "the opinions expressed are her own",
    "the opinions expressed are their own",
    "receive new posts and support my work",
    "on google news to get",
    "past performance is no guarantee of future results",
];

/// A line of that kind is no longer than this, in characters; a longer one has something else to say.
const SAID_CHARS_MAX: usize = 160;

/// A disclaimer stands in the last part of an article, from this percentage of its text on.
const FOOT_FROM: usize = 60;

/// A line longer than this has something else to say as well.
const LINE_CHARS_MAX: usize = 500;

/// Cuts disclaimers and what belongs to them.
pub(super) fn cut(page: &mut Page) {
    let lines = clean::lines(&page.blocks);
    let all: usize = lines.iter().map(String::len).sum();
    let (mut so_far, mut headed) = (0, false);
    let mut cut = HashSet::new();
    for (number, line) in lines.iter().enumerate() {
        let foot = so_far * 100 >= all * FOOT_FROM;
        so_far += line.len();
        let of_itself = foot && says_of_itself(line);
        let found: Vec<&str> = PHRASES.iter().copied().filter(|phrase| line.contains(phrase)).collect();
        let is_sure = found.iter().any(|phrase| !UNSURE.contains(phrase));
        let fits = line.chars().count() <= LINE_CHARS_MAX;
        headed = (foot && fits && begins(line)) || (headed && !found.is_empty());
        if headed || of_itself || (foot && fits && found.len() >= 2 && is_sure) {
            cut.insert(number);
        }
    }
    page.cut_lines("disclaimer", "a disclaimer", &cut);
}

/// Whether a line speaks of the page it stands on: of its rights, its writer's opinions, the reader's risk.
fn says_of_itself(line: &str) -> bool {
    let text = line.trim_start_matches(['（', '(', '【', '[', '*', ' ']);
    let lower = text.to_lowercase();
    let is_quoted = text.starts_with(['“', '"', '「']);
    !is_quoted
        && text.chars().count() <= SAID_CHARS_MAX
        && (lower.starts_with('©') || SAID_OF_ITSELF.iter().any(|phrase| lower.contains(phrase)))
}

fn begins(text: &str) -> bool {
    let text = text.trim_start_matches(['【', '[', '（', '(', '*', '※', '■', '▍', '—', '-', ' ']);
    HEADS.iter().any(|head| text.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head)))
}

#[cfg(test)]
mod tests {
    use model::MediaType;

    use crate::{Source, extract, sites::Sites};

    /// Whether a line is in the article when it stands below some paragraphs of it.
    fn stays(line: &str) -> bool {
        let (zh, en) = (
            "键合机的交期拉长到十二周，买方提前半年下单，二线厂商也排到了明年。",
            "Lead times reach twelve weeks, and buyers now pay half a year in advance.",
        );
        let body = if line.is_ascii() || line.starts_with('©') { en } else { zh };
        let paragraphs = format!("<p>{body}</p>").repeat(6);
        let page = format!(
            "<html><head><title>T</title></head><body><article><h1>T</h1>{paragraphs}<p>{line}</p></article></body></html>"
        );
        let source = Source {
            bytes: page.as_bytes(),
            media_type: &MediaType::Html,
            charset: Some("utf-8"),
            url: Some("https://news.example/a"),
            title: None,
            name: None,
            captured: None,
            sites: Sites::built_in(),
            whole_page: true,
        };
        extract(&source).text.contains(line)
    }

    #[test]
    fn what_a_page_says_of_itself_is_cut() {
        for line in [
            "风险提示：投资有风险，入市需谨慎。",
            "文中观点仅供参考，不作为投资依据。",
            "聲明：本文內容僅供參考，不構成投資建議。",
            "投资者据此操作，风险请自担。",
            "著作权归作者所有，商业用途请联系作者。",
            "转载声明：欢迎注明出处。",
            "未经授权，禁止转载",
            "声明：本文仅代表作者个人观点。",
            "本文为机构上传，仅代表该作者或机构观点。",
            "Copyright Example Limited 2026. All rights reserved.",
            "© 2026 Example & Company, Inc.",
            "Our Standards: The Example Trust Principles.",
            "(The author is an Example columnist. The opinions expressed are his own.)",
            "This is for information only and is not a recommendation to buy or sell any security.",
            "Thanks for reading! Subscribe for free to receive new posts and support my work.",
            "Follow Example on Google News to get our news.",
            "Analyst's Disclosure: I have no position in any company named here.",
        ] {
            assert!(!stays(line), "{line}");
        }
    }

    #[test]
    fn what_an_article_says_of_its_subject_stays() {
        for line in [
            "监管部门要求券商在开户页面写明风险提示，并记录客户是否读过。",
            "法院认定该公司未经授权使用了三项专利，判令其赔偿。",
            "“投资有风险，入市需谨慎”，他在发布会上笑着说，“但我们准备好了。”",
            "The court held that the copyright notice was missing from the manual.",
            "The bank has a recommendation to buy on the maker of the machines.",
        ] {
            assert!(stays(line), "{line}");
        }
    }
}
