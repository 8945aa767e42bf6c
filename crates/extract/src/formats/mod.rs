//! The formats a capture may have, told by content.

mod ending;
pub(crate) mod foreign;
pub(crate) mod html;
pub(crate) mod image;
pub(crate) mod markdown;
mod telling;
pub(crate) mod text;

use dom_query::Document;

pub(crate) use ending::is_cut_off;
pub(crate) use telling::media_type;

/// The depth of a parsed document, without recursion.
pub(crate) fn depth(document: &Document) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0_usize);
    let mut node = document.root();
    loop {
        if let Some(child) = node.first_child() {
            depth += 1;
            deepest = deepest.max(depth);
            node = child;
            continue;
        }
        loop {
            if depth == 0 {
                return deepest;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return deepest };
            node = parent;
            depth -= 1;
        }
    }
}

/// The name of a file without its extension, as a title.
pub(crate) fn title_of_name(name: &str) -> Option<String> {
    let stem = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let stem = match stem.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 8 => stem,
        _ => stem,
    };
    let title = stem.replace('_', " ").split_whitespace().collect::<Vec<_>>().join(" ");
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_titles() {
        assert_eq!(title_of_name("/a/HBM_良率.v2.html").as_deref(), Some("HBM 良率.v2"));
        assert_eq!(title_of_name(".html").as_deref(), Some(".html"));
    }
}
