//! Reading on the wire: what is found in a file that is not kept.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::WireError;

/// What extraction found in a file, without keeping it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Extracted {
    /// The headline.
    pub title: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The publication.
    pub site: Option<String>,
    /// The canonical address, or else the one it was read with.
    pub url: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// The site's own abstract.
    #[serde(rename = "abstract")]
    pub abstract_text: Option<String>,
    /// Plain text.
    pub text: String,
    /// Clean HTML.
    pub html: String,
    /// Addresses of its pictures.
    pub images: Vec<String>,
    /// What was cut, and why.
    pub removed: Vec<RemovedPart>,
    /// Why there is less than the file holds, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub message: Option<String>,
}

/// A part that extraction cut.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovedPart {
    /// The step that cut it.
    pub step: String,
    /// Why.
    pub reason: String,
    /// The beginning of its text.
    pub text: String,
}

/// Reads a drop without keeping anything.
pub fn read_page(drop: model::Drop, sites: &library::Sites) -> Result<Extracted, WireError> {
    let (content, message) = library::read_page(drop, sites).map_err(library::Error::from)?;
    let removed =
        |part: model::Removed| RemovedPart { step: part.step.into_owned(), reason: part.reason, text: part.text };
    Ok(Extracted {
        title: content.title,
        byline: content.byline,
        site: content.site,
        url: content.url,
        published: content.published.map(String::from),
        lang: content.lang,
        abstract_text: content.abstract_text,
        text: content.text,
        html: content.html,
        images: content.pictures.into_iter().map(|picture| picture.url).collect(),
        removed: content.removed.into_iter().map(removed).collect(),
        message: message.map(|remark| remark.without_keeping()),
    })
}
