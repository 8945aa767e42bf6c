//! Letters with what is attached to them, mailboxes of several, and pages that a browser saved as one file.

use mail_parser::{
    Address, DateTime, Message, MessageParser, MessagePart, MimeHeaders, PartType,
    mailbox::mbox::{self, MessageIterator},
};
use model::{Content, MediaType, Part, Published};

use super::{Attachment, Packed, Said, Trouble, Unpacked, as_it_stands, told_title};
use crate::{
    Source,
    clean::{self, Links},
    extract_with,
    formats::{image, text},
    metadata::read_date,
};

/// Parts of a letter that are looked at; more are a flood.
const PARTS_MAX: usize = 2_000;

/// Attachments that become articles of their own.
const ATTACHMENTS_MAX: usize = 100;

/// A page saved as one file: read like the page itself, with the pictures that came along.
pub(super) fn page(packed: &Packed) -> Result<Unpacked, Trouble> {
    let ended = ended(&packed.bytes);
    let message = parsed(ended.as_deref().unwrap_or(&packed.bytes))?;
    let snapshot = message.header_raw("Snapshot-Content-Location").map(|url| url.trim().to_owned());
    let root = html_of(&message).ok_or(Trouble::Damaged)?;
    let place = root.0.content_location().map(str::to_owned).filter(|url| url.starts_with("http"));
    let url = snapshot.filter(|url| url.starts_with("http")).or(place).or_else(|| packed.url.clone());
    let parts = parts_of(&message);
    let title = message.subject().and_then(|subject| told_title(Some(subject)));
    let mut content = extracted(root.1, url.as_deref(), title.as_deref(), true, &parts);
    content.url = content.url.or(url);
    let trouble = ended.is_some().then_some(Trouble::CutOff);
    Ok(Unpacked { content, parts, trouble, ..Unpacked::default() })
}

/// A saved page or letter that was cut off, with the end that its parts want (RFC 2046, 5.1.1); `None` for one that has it.
fn ended(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = MessageParser::default().parse_headers(bytes)?;
    let end = format!("--{}--", head.content_type()?.attribute("boundary")?);
    let has_end = bytes.windows(end.len()).any(|window| window == end.as_bytes());
    (!has_end).then(|| [bytes, b"\r\n", end.as_bytes(), b"\r\n"].concat())
}

/// What a letter in a mailbox begins with (RFC 4155).
pub(crate) const IN_MAILBOX: &str = "From ";

/// A letter, or the letters of a mailbox: one is read as if it had come alone, several as if they were attached to a letter
/// that says nothing itself.
pub(super) fn read(packed: &Packed) -> Result<Unpacked, Trouble> {
    if !packed.bytes.starts_with(IN_MAILBOX.as_bytes()) {
        return letter(&packed.bytes);
    }
    let mut letters = MessageIterator::new(packed.bytes.as_slice()).flatten().map(mbox::Message::unwrap_contents);
    let mut first: Vec<Vec<u8>> = letters.by_ref().take(ATTACHMENTS_MAX).collect();
    if first.len() == 1 {
        return letter(&first.remove(0));
    }
    let trouble = letters.next().map(|_| Trouble::Cut);
    let named = |bytes: Vec<u8>| Attachment { name: subject_of(&bytes), bytes };
    Ok(Unpacked { attachments: first.into_iter().map(named).collect(), trouble, ..Unpacked::default() })
}

/// What a letter is called among others.
fn subject_of(bytes: &[u8]) -> String {
    let message = MessageParser::default().parse_headers(bytes);
    let subject = message.as_ref().and_then(|message| message.subject()).map(str::trim).unwrap_or_default();
    format!("{subject}.eml")
}

/// A letter: its text, who wrote it and when, and what is attached to it.
fn letter(bytes: &[u8]) -> Result<Unpacked, Trouble> {
    let ended = ended(bytes);
    let message = parsed(ended.as_deref().unwrap_or(bytes))?;
    let is_locked = is_locked(&message);
    let parts = parts_of(&message);
    let subject = message.subject().and_then(|subject| told_title(Some(subject)));
    let mut content = match html_of(&message) {
        Some((_, html)) => extracted(html, None, subject.as_deref(), false, &parts),
        None => plain(&message),
    };
    content.title = subject.or(content.title);
    content.byline = message.from().and_then(sender);
    content.published = message.date().and_then(published);
    content.url = None;
    let attachments = if is_locked { Vec::new() } else { attachments(&message) };
    let trouble = is_locked.then_some(Trouble::Encrypted).or(ended.is_some().then_some(Trouble::CutOff));
    Ok(Unpacked { content, parts, attachments, trouble })
}

/// Whether a letter is encrypted: by OpenPGP (RFC 3156, 4) or S/MIME (RFC 8551, 3.3).
fn is_locked(message: &Message<'_>) -> bool {
    let Some(kind) = message.content_type() else { return false };
    match (kind.c_type.to_ascii_lowercase().as_str(), kind.c_subtype.as_deref().unwrap_or_default()) {
        ("multipart", "encrypted") => true,
        ("application", "pkcs7-mime" | "x-pkcs7-mime") => {
            kind.attribute("smime-type").is_none_or(|sealed| sealed.contains("enveloped"))
        }
        _ => false,
    }
}

fn parsed(bytes: &[u8]) -> Result<Message<'_>, Trouble> {
    let message = MessageParser::default().parse(bytes).ok_or(Trouble::Damaged)?;
    if message.parts.len() > PARTS_MAX { Err(Trouble::Bomb) } else { Ok(message) }
}

/// The first part of the text that is HTML as it was sent; what is attached is none.
fn html_of<'a>(message: &'a Message<'_>) -> Option<(&'a MessagePart<'a>, &'a str)> {
    message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(html) => Some((part, &**html)),
        _ => None,
    })
}

fn extracted(html: &str, url: Option<&str>, title: Option<&str>, whole_page: bool, parts: &[Part]) -> Content {
    let source = Source {
        captured: None,
        sites: crate::Sites::built_in(),
        bytes: html.as_bytes(),
        media_type: &MediaType::Html,
        charset: Some("utf-8"),
        url,
        title,
        name: None,
        whole_page,
    };
    extract_with(&source, parts)
}

fn plain(message: &Message<'_>) -> Content {
    let texts = message.text_bodies().filter_map(MessagePart::text_contents);
    let text = texts.collect::<Vec<_>>().join("\n\n");
    as_it_stands(&clean::sanitise(&text::html(&text), Links::Web), Said::default())
}

/// The raster pictures of a message by what its HTML calls them.
fn parts_of(message: &Message<'_>) -> Vec<Part> {
    let named = |part: &MessagePart<'_>| {
        let id = part.content_id().map(|id| format!("cid:{}", id.trim().trim_matches(['<', '>'])));
        let place = part.content_location().map(|place| place.trim().to_owned());
        id.into_iter().chain(place).collect::<Vec<_>>()
    };
    let pictures = message.parts.iter().filter_map(|part| {
        let (names, bytes) = (named(part), bytes_of(part)?);
        (!names.is_empty() && image::media_type(bytes).is_some()).then(|| Part { names, bytes: bytes.to_vec() })
    });
    pictures.collect()
}

fn bytes_of<'a>(part: &'a MessagePart<'_>) -> Option<&'a [u8]> {
    match &part.body {
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Some(bytes),
        _ => None,
    }
}

/// The sender's name, or address where there is no name.
fn sender(from: &Address<'_>) -> Option<String> {
    let first = from.first()?;
    let name = first.name().map(str::trim).filter(|name| !name.is_empty());
    name.or(first.address()).map(str::to_owned)
}

fn published(at: &DateTime) -> Option<Published> {
    read_date(&at.to_rfc3339())
}

/// What is attached and not shown in the letter itself.
fn attachments(message: &Message<'_>) -> Vec<Attachment> {
    let shown = html_of(message).map(|(_, html)| html).unwrap_or_default();
    let of = |part: &MessagePart<'_>| {
        let in_text = part.content_id().is_some_and(|id| shown.contains(id.trim().trim_matches(['<', '>'])));
        let bytes = match &part.body {
            PartType::Message(inner) => inner.raw_message.to_vec(),
            _ => part.contents().to_vec(),
        };
        (!in_text && !bytes.is_empty()).then(|| Attachment { name: name_of(part), bytes })
    };
    message.attachments().filter_map(of).take(ATTACHMENTS_MAX).collect()
}

/// The name of an attachment without folders; a letter within the letter is called by its subject.
fn name_of(part: &MessagePart<'_>) -> String {
    let inner = match &part.body {
        PartType::Message(inner) => inner.subject().map(|subject| format!("{subject}.eml")),
        _ => None,
    };
    let name = part.attachment_name().map(str::to_owned).or(inner).unwrap_or_default();
    name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned()
}
