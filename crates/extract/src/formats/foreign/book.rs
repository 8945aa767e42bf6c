//! Books: the chapters in their order, each read like a selection of a page, with the pictures of the book.

use std::{collections::HashMap, io::Cursor};

use model::{Content, MediaType, Part, PictureRef};
use rbook::{Epub, ebook::errors::EbookError};

use super::{Said, Trouble, Unpacked, archive, as_it_stands, told_author, told_title};
use crate::{
    Source,
    clean::{self, Block},
    extract_with,
    formats::image,
    metadata::read_date,
};

/// The text of a book that is read, in bytes of its chapters: five long novels.
const CHAPTER_BYTES_MAX: usize = 20 << 20;

/// Pictures of a book that are kept (safety: pictures of a page).
const PICTURES_MAX: usize = 200;

/// Where a book says what of it is encrypted, and how many bytes of that are looked at (OCF 3.3, 4.2.6.3.2).
const ENCRYPTION: (&str, u64) = ("META-INF/encryption.xml", 1 << 20);

/// Ways to hide fonts, which need no password and no book has to be read for (OCF 3.3, 4.4; Adobe's older one).
const OF_FONTS: [&str; 2] = ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"];

/// The chapters of a book.
pub(super) fn read(bytes: &[u8]) -> Result<Unpacked, Trouble> {
    let book = Epub::options().read(Cursor::new(bytes.to_vec())).map_err(|error| trouble(&error))?;
    if is_locked(bytes) {
        let content = with_publisher(as_it_stands(&[], said(&book)), &book);
        return Ok(Unpacked { content, trouble: Some(Trouble::Encrypted), ..Unpacked::default() });
    }
    let mut parts = pictures(&book);
    let (mut blocks, mut shown, mut left, mut trouble) = (Vec::new(), Vec::new(), CHAPTER_BYTES_MAX, None);
    for entry in book.spine().iter().filter_map(|chapter| chapter.manifest_entry()) {
        match entry.read_bytes() {
            Ok(bytes) if bytes.len() <= left => {
                left -= bytes.len();
                let path = entry.href().decode().into_owned();
                blocks.extend(chapter(&bytes, &path, &parts, &mut shown));
            }
            Ok(_) => trouble = Some(Trouble::Cut),
            Err(_) => trouble = trouble.or(Some(Trouble::Partly)),
        }
    }
    let mut content = as_it_stands(&blocks, said(&book));
    content.pictures = keep_shown(&mut parts, shown);
    Ok(Unpacked { content: with_publisher(content, &book), parts, trouble, ..Unpacked::default() })
}

/// Whether more than fonts is encrypted.
fn is_locked(bytes: &[u8]) -> bool {
    let said = archive::text_of(bytes, ENCRYPTION.0, ENCRYPTION.1).unwrap_or_default();
    let methods = said.split("EncryptionMethod").skip(1).filter_map(|rest| rest.split('>').next());
    let named = methods.filter_map(|method| method.split_once("Algorithm=")).map(|(_, name)| name);
    named.into_iter().any(|name| !OF_FONTS.iter().any(|font| name.trim_start_matches(['"', '\'']).starts_with(font)))
}

fn trouble(_: &EbookError) -> Trouble {
    Trouble::Damaged
}

fn said(book: &Epub) -> Said {
    let about = book.metadata();
    let authors: Vec<String> = about.creators().filter_map(|creator| told_author(Some(creator.value()))).collect();
    Said {
        title: about.title().and_then(|title| told_title(Some(title.value()))),
        author: Some(authors.join("、")).filter(|authors| !authors.is_empty()),
        published: about.published_entry().and_then(|entry| read_date(entry.value())),
        lang: about.language().map(|lang| lang.value().to_owned()),
    }
}

fn with_publisher(content: Content, book: &Epub) -> Content {
    let site = book.metadata().publishers().next().map(|publisher| publisher.value().trim().to_owned());
    Content { site: site.filter(|site| !site.is_empty()), ..content }
}

/// The raster pictures of a book by their paths in it.
fn pictures(book: &Epub) -> Vec<Part> {
    let entries = book.manifest().images().take(PICTURES_MAX);
    let part = |entry: rbook::epub::manifest::EpubManifestEntry<'_>| {
        let bytes = entry.read_bytes().ok().filter(|bytes| image::media_type(bytes).is_some())?;
        Some(Part { names: vec![entry.href().decode().trim_start_matches('/').to_owned()], bytes })
    };
    entries.filter_map(part).collect()
}

/// The blocks of a chapter; its pictures are numbered after those of the chapters before.
fn chapter(bytes: &[u8], path: &str, parts: &[Part], shown: &mut Vec<PictureRef>) -> Vec<Block> {
    let folder = path.trim_start_matches('/').rsplit_once('/').map_or("", |(folder, _)| folder);
    let named: Vec<Part> =
        parts.iter().map(|part| Part { names: from(folder, &part.names), bytes: Vec::new() }).collect();
    let source = Source {
        captured: None,
        sites: crate::Sites::built_in(),
        bytes,
        media_type: &MediaType::Html,
        charset: None,
        url: None,
        title: None,
        name: None,
        whole_page: false,
    };
    let content = extract_with(&source, &named);
    let mut blocks = crate::blocks_of(&content.html);
    let first = u32::try_from(shown.len()).unwrap_or(u32::MAX);
    clean::shift_pictures(&mut blocks, first);
    shown.extend(content.pictures);
    blocks
}

/// Paths within the book as a chapter in `folder` writes them.
fn from(folder: &str, names: &[String]) -> Vec<String> {
    names.iter().map(|name| relative(folder, name)).collect()
}

fn relative(folder: &str, path: &str) -> String {
    let (mut folders, mut steps) = (folder.split('/').filter(|part| !part.is_empty()), path.split('/'));
    let (mut rest, mut at) = (path, folders.clone());
    while let (Some(a), Some(b)) = (at.next(), steps.next()) {
        if a != b || !rest.contains('/') {
            break;
        }
        rest = &rest[b.len() + 1..];
        folders.next();
    }
    "../".repeat(folders.count()) + rest
}

/// Keeps the parts that are shown, and numbers the pictures by them.
fn keep_shown(parts: &mut Vec<Part>, shown: Vec<PictureRef>) -> Vec<PictureRef> {
    let (mut kept, mut numbers) = (Vec::new(), HashMap::new());
    let refs = shown.into_iter().map(|picture| {
        let old: Option<usize> = picture.url.strip_prefix("part:").and_then(|number| number.parse().ok());
        let Some((old, part)) = old.and_then(|old| Some((old, parts.get(old)?))) else { return picture };
        let number = *numbers.entry(old).or_insert_with(|| {
            kept.push(part.clone());
            kept.len() - 1
        });
        PictureRef { url: format!("part:{number}"), ..picture }
    });
    let refs = refs.collect();
    *parts = kept;
    refs
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn paths_are_told_from_where_the_chapter_lies() {
        assert_eq!(relative("OEBPS/text", "OEBPS/images/a.png"), "../images/a.png");
        assert_eq!(relative("OEBPS", "OEBPS/images/a.png"), "images/a.png");
        assert_eq!(relative("", "a.png"), "a.png");
        assert_eq!(relative("a/b", "c.png"), "../../c.png");
    }
}
