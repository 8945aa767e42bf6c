//! Reposts on the wire: what an article is like, and the three things to do about it.

use library::{Library, RepostRow};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    WireError,
    articles::{self, ArticleRow},
    items::OneItem,
};

/// An article that another one is like.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Similar {
    /// The other article.
    pub id: String,
    /// The capture that it shows, to compare with.
    pub capture: String,
    /// Its headline.
    pub title: String,
    /// Its publication.
    pub site: Option<String>,
    /// When it was published.
    pub published: Option<String>,
    /// The share of this article's words that stand in the other, from 0 to 1.
    pub share: f64,
    /// Paragraphs of this article that do not stand in the other.
    pub fresh: u32,
    /// The share of the other's words that stand in this article.
    pub share_back: f64,
    /// Paragraphs of the other that do not stand in this article.
    pub fresh_back: u32,
    /// Whether the user keeps both.
    pub kept: bool,
}

/// Request of `reposts.keep`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeepRepost {
    /// The article.
    pub id: String,
    /// False to ask again.
    #[serde(default)]
    #[ts(optional)]
    pub kept: Option<bool>,
}

/// Request of `reposts.merge`: the article becomes another source of `into` and goes to the trash.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MergeRepost {
    /// The article.
    pub id: String,
    /// The one that stays.
    pub into: String,
}

impl From<RepostRow> for Similar {
    fn from(row: RepostRow) -> Self {
        let RepostRow { other, capture, title, site, published, share, fresh, share_back, fresh_back, kept } = row;
        let published = published.map(String::from);
        let capture = capture.to_string();
        Self { id: other.to_string(), capture, title, site, published, share, fresh, share_back, fresh_back, kept }
    }
}

/// What an article is like.
pub fn list(library: &Library, request: OneItem) -> Result<Vec<Similar>, WireError> {
    Ok(library.reposts(&request.id)?.into_iter().map(Similar::from).collect())
}

/// Keeps an article beside those it is like.
pub fn keep(library: &Library, request: KeepRepost) -> Result<Vec<Similar>, WireError> {
    let rows = library.keep_repost(&request.id, request.kept.unwrap_or(true))?;
    Ok(rows.into_iter().map(Similar::from).collect())
}

/// Makes an article another source of one that it is like.
pub fn merge(library: &Library, request: MergeRepost) -> Result<ArticleRow, WireError> {
    articles::row(library, library.merge_articles(&request.id, &request.into)?)
}
