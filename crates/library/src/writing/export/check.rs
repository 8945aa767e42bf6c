//! Quoted words held against the captures they were taken from.
//!
//! **Invariant:** a passage that does not stand as it is quoted is told; it is neither dropped nor silently mended.

use model::{Id, Quote, char_slice};
use store::Reading;

use super::paper::Tongue;

/// What is wrong with a quote: `None` when its words stand in the capture that is shown now.
pub(crate) fn quote(db: &Reading<'_>, quote: &Quote, tongue: Tongue) -> store::Result<Option<String>> {
    if quote.anchor.picture.is_some() {
        return picture(db, quote, tongue);
    }
    let current = store::captures::get(db, quote.anchor.capture)?;
    let there = char_slice(&current.text, quote.anchor.start, quote.anchor.end);
    if same(there, &quote.anchor.exact) {
        return words(db, quote.article, &quote.anchor.exact, tongue);
    }
    let fault = words(db, quote.article, &quote.anchor.exact, tongue)?;
    Ok(fault.map(|fault| match quote.placed && !there.is_empty() {
        true => tongue.of(
            format!("{fault} It now says: “{}”", squeezed(there)),
            format!("{fault}现在的文字是：“{}”", squeezed(there)),
        ),
        false => fault,
    }))
}

/// What is wrong with a quoted picture: `None` when the latest capture shows the same bytes where it stands.
fn picture(db: &Reading<'_>, quote: &Quote, tongue: Tongue) -> store::Result<Option<String>> {
    let there = store::captures::pictures::of_capture(db, quote.anchor.capture)?;
    let quoted = quote.anchor.picture.as_ref();
    let shown = there.iter().find(|one| quote.placed && Some(one.position) == quoted.map(|picture| picture.number));
    Ok(match shown.map(|one| &one.blob) {
        Some(None) => None,
        Some(blob) if blob.as_ref() == quoted.map(|picture| &picture.blob) => None,
        Some(_) => Some(
            tongue
                .of("The latest capture shows another picture in its place.", "最新存档在此处换了一张图片。")
                .to_owned(),
        ),
        None => Some(
            tongue.of("The latest capture no longer has this picture.", "最新存档中已经没有这张图片了。").to_owned(),
        ),
    })
}

/// What is wrong with words that an article is said to hold: `None` when they stand in its current capture.
pub(crate) fn words(db: &Reading<'_>, article: Id, quoted: &str, tongue: Tongue) -> store::Result<Option<String>> {
    let current = store::articles::get(db, article)?.capture;
    if holds(&store::captures::get(db, current)?.text, quoted) {
        return Ok(None);
    }
    for row in store::captures::of_article(db, article)? {
        let capture = store::captures::get(db, row.id)?;
        if holds(&capture.text, quoted) {
            let day = capture.taken_at.strftime("%Y-%m-%d").to_string();
            return Ok(Some(tongue.of(
                format!("These words stood in the capture of {day}; the latest one no longer has them."),
                format!("这段文字见于 {day} 的存档，最新存档中已经没有了。"),
            )));
        }
    }
    Ok(Some(tongue.of(
        "These words do not stand in any capture of the article.".to_owned(),
        "这段文字不在该文章的任何存档里。".to_owned(),
    )))
}

fn holds(text: &str, quoted: &str) -> bool {
    let quoted = squeezed(quoted);
    !quoted.is_empty() && (text.contains(&quoted) || squeezed(text).contains(&quoted))
}

fn same(a: &str, b: &str) -> bool {
    a == b || squeezed(a) == squeezed(b)
}

/// Words with single blanks between them, as they count for a comparison.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_alone_is_no_difference() {
        assert!(holds("良率大约\n62%，到年底", "良率大约 62%"));
        assert!(holds("a  b", "a b"));
        assert!(!holds("良率大约 63%", "良率大约 62%"));
        assert!(!holds("anything", "  "));
    }
}
