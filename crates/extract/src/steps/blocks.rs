//! From the document to clean blocks, and the pictures that those still show.

use crate::{
    clean::{self, Links},
    formats::html::Page,
};

/// Sanitises what is left of the document; from here on there is nothing foreign.
pub(super) fn read(page: &mut Page) {
    page.blocks = clean::sanitise(&page.document.root().inner_html(), Links::Web);
}

/// Forgets pictures that were cut with their lines, and numbers the others anew.
pub(super) fn keep_pictures(page: &mut Page) {
    let shown = clean::renumber(&mut page.blocks);
    page.pictures = shown.iter().filter_map(|number| page.pictures.get(*number as usize).cloned()).collect();
}
