//! The pages of an article that goes over several: followed while it is clipped, and joined.
//!
//! **Invariant:** no page of another host is followed, and none twice.

use std::{collections::HashSet, sync::Arc};

use capture::{Fetched, Fetcher};
use model::MediaType;
use url::Url;

use super::page;
use crate::{
    Library,
    clipping::{
        reading::{Read, Taken},
        remarks::Remark,
    },
};

/// Pages of one article at the most: the longest reviews have some thirty.
const PAGES_MAX: usize = 40;

/// Bytes of all pages after the first at the most.
const BYTES_MAX: usize = 50_000_000;

/// An article with all its pages, and what to say of them.
pub(super) struct Followed {
    pub(super) read: Read,
    pub(super) message: Option<Remark>,
}

/// Fetches the pages that follow what was read, one after the other at the pace of their host, and joins them to it. What cannot be
/// fetched ends the article there, and it is said.
pub(super) async fn follow(library: &Library, fetcher: &Fetcher, taken: &Taken, mut read: Read) -> Followed {
    let (mut seen, mut pages, mut bytes) = (HashSet::from_iter(taken.url.clone()), 1, 0);
    while let Some(next) = next_page(&read, taken.url.as_deref(), &mut seen) {
        if pages == PAGES_MAX || bytes > BYTES_MAX {
            return Followed { read, message: Some(Remark::of("too-many-pages").with(&pages)) };
        }
        let fetched = match fetcher.page(&next).await {
            Ok(fetched) => fetched,
            Err(error) => return Followed { read, message: Some(ends_early(pages, &error)) },
        };
        bytes += fetched.bytes.len();
        let broke_off = fetched.broke_off.clone();
        let Some(after) = read_page(library, fetched).await else {
            return Followed { read, message: Some(ends_early(pages, Remark::of("no-text-there"))) };
        };
        read.content = extract::joined(read.content, after.content);
        pages += 1;
        if let Some(error) = broke_off {
            return Followed { read, message: Some(ends_early(pages, &error)) };
        }
    }
    Followed { read, message: (pages > 1).then(|| Remark::of("joined").with(&pages)) }
}

/// What is said of an article of which the first pages alone were kept.
fn ends_early(pages: usize, why: impl Into<Remark>) -> Remark {
    let said = if pages == 1 { Remark::of("ends-early-at-once") } else { Remark::of("ends-early").with(&pages) };
    said.because(why)
}

/// The address of the page that follows, on the same host and not seen yet.
fn next_page(read: &Read, from: Option<&str>, seen: &mut HashSet<String>) -> Option<String> {
    let mut next = Url::parse(read.content.next_page.as_deref()?).ok()?;
    next.set_fragment(None);
    let same_host = Url::parse(from?).ok()?.host_str() == next.host_str();
    (same_host && seen.insert(next.to_string())).then(|| next.into())
}

async fn read_page(library: &Library, fetched: Fetched) -> Option<Read> {
    let media_type = extract::media_type(&fetched.bytes, None, fetched.media_type.as_deref());
    if media_type != MediaType::Html {
        return None;
    }
    page::read(library, &Arc::new(Taken::page(fetched, media_type, None))).await.ok()?.ok()
}
