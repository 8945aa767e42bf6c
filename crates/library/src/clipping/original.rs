//! A capture as it was: the bytes as they came, and how they look through the same layers as everything else.
//!
//! **Invariant:** nothing is fetched; a picture that was not kept is shown as missing.

use extract::{Sites, Source};
use model::{BlobHash, Capture, Id, MediaType, Picture, PictureRef};

use crate::{
    Error, Library, Result, articles::view, clipping::clip::inline_picture, open::id, writing::export::file_name,
};

/// The end of a file name has at most so many characters; more is a word of it.
const ENDING_CHARS_MAX: usize = 8;

/// A capture as it was.
#[derive(Clone, Debug)]
pub struct Original {
    /// The capture.
    pub capture: Id,
    /// The media type of its bytes.
    pub media_type: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// All of it, sanitised, for the reader frame; empty when its kind cannot be shown.
    pub html: String,
}

impl Library {
    /// The bytes of a capture as they came, the current one unless named, or those that a receipt keeps; and their media type.
    pub fn original_bytes(&self, article: &str, capture: Option<&str>) -> Result<(Vec<u8>, String)> {
        if let Some(receipt) = self.job(article)? {
            return self.blob(&receipt.original.ok_or(Error::NoOriginal)?);
        }
        let (capture, _) = self.captured(article, capture)?;
        self.blob(&capture.original.ok_or(Error::NoOriginal)?)
    }

    /// What a file of the bytes that a receipt keeps is called: as it was, and with an ending even when it had none.
    pub fn original_name(&self, receipt: &str) -> Result<(String, String)> {
        let name = file_name(&self.receipt(receipt)?.ok_or(Error::NotFound("receipt"))?.title);
        let is_ending = |end: &str| !end.is_empty() && end.chars().all(|c| c.is_ascii_alphanumeric());
        match name.rsplit_once('.').filter(|(_, end)| is_ending(end) && end.len() <= ENDING_CHARS_MAX) {
            Some((stem, end)) => Ok((stem.to_owned(), end.to_owned())),
            None => Ok((name, "bin".to_owned())),
        }
    }

    /// A capture as it was: nothing is judged and nothing cut but what no page may do here. `address` gives the address of a blob.
    pub fn original(
        &self,
        article: &str,
        capture: Option<&str>,
        address: &dyn Fn(&BlobHash) -> String,
    ) -> Result<Original> {
        let (capture, pictures) = self.captured(article, capture)?;
        let (bytes, media_type) = self.blob(capture.original.as_ref().ok_or(Error::NoOriginal)?)?;
        let html = shown(&self.inner().sites, &capture, &pictures, (&bytes, &media_type), address);
        Ok(Original { capture: capture.id, media_type, bytes: bytes.len() as u64, html })
    }

    fn captured(&self, article: &str, capture: Option<&str>) -> Result<(Capture, Vec<Picture>)> {
        let article = id(article, "article")?;
        let named = capture.map(|capture| id(capture, "capture")).transpose()?;
        let (capture, pictures) = self.read(|db| {
            let capture = match named {
                Some(named) => named,
                None => store::articles::get(db, article)?.capture,
            };
            Ok((store::captures::get(db, capture)?, store::captures::pictures::of_capture(db, capture)?))
        })?;
        if capture.article == article { Ok((capture, pictures)) } else { Err(Error::NotFound("capture")) }
    }
}

fn shown(
    sites: &Sites,
    capture: &Capture,
    pictures: &[Picture],
    (bytes, media_type): (&[u8], &str),
    address: &dyn Fn(&BlobHash) -> String,
) -> String {
    let kind = extract::media_type(bytes, None, Some(media_type));
    if let MediaType::Foreign(_) | MediaType::Unknown(_) = kind {
        return String::new();
    }
    if let MediaType::Image(_) = kind {
        return extract::reader_html(&capture.html, &|position| view(pictures, position, address));
    }
    let (url, media_type) = (capture.url.as_deref(), &kind);
    let source = Source {
        bytes,
        media_type,
        charset: None,
        url,
        title: None,
        name: None,
        captured: Some(capture.taken_at),
        sites,
        whole_page: false,
    };
    let content = extract::extract(&source);
    let places: Vec<Picture> =
        (0..).zip(&content.pictures).filter_map(|(position, picture)| place(position, picture, pictures)).collect();
    extract::reader_html(&content.html, &|position| view(&places, position, address))
}

/// The kept picture that stands at this place of the original: by its address, or when it stood in the page itself, by its bytes.
fn place(position: u32, picture: &PictureRef, kept: &[Picture]) -> Option<Picture> {
    let inline = inline_picture(&picture.url).map(|(bytes, _)| blake3::hash(&bytes).to_hex().to_string());
    let same = |one: &&Picture| match (&inline, &one.blob) {
        (Some(hash), Some(blob)) => blob.as_str() == hash,
        (None, _) => one.url == picture.url,
        _ => false,
    };
    kept.iter().find(same).map(|found| Picture { position, ..found.clone() })
}
