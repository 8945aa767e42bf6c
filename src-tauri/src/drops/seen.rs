//! What the page itself saw of a drop; used where the platform's watch kept nothing.

use model::Drop;
use serde::Deserialize;

use super::{Found, parts::web_address};

/// The texts of a drop event.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Seen {
    html: Option<String>,
    text: Option<String>,
    url: Option<String>,
    title: Option<String>,
    /// Whether it was pasted: then nothing that was dragged is meant.
    pub(crate) pasted: bool,
    /// How many files the event named; their bytes come by `clip_bytes`.
    files: serde::de::IgnoredAny,
}

impl Seen {
    /// The one thing to clip: a link, else a selection, else text; empty text when there is nothing.
    pub(crate) fn found(self) -> Vec<Found> {
        let full = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        let title = full(self.title);
        let drop = match (self.url.as_deref().and_then(web_address), full(self.html), full(self.text)) {
            (Some(url), _, _) => Drop::Url { url, title },
            (_, Some(html), _) => Drop::Html { html, url: None, title },
            (_, _, text) => Drop::Text { text: text.unwrap_or_default(), url: None },
        };
        vec![Found::Drop(drop)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: serde_json::Value) -> Found {
        serde_json::from_value::<Seen>(json).unwrap().found().remove(0)
    }

    #[test]
    fn a_link_goes_before_a_selection_and_a_selection_before_text() {
        let link =
            found(serde_json::json!({"url": "https://example.com/", "html": "<a>x</a>", "text": "x", "files": 0}));
        assert!(matches!(link, Found::Drop(Drop::Url { .. })));
        let selection =
            found(serde_json::json!({"url": "file:///etc/passwd", "html": "<p>x</p>", "text": "x", "files": []}));
        assert!(matches!(selection, Found::Drop(Drop::Html { .. })));
        assert!(matches!(found(serde_json::json!({"text": "x"})), Found::Drop(Drop::Text { .. })));
    }

    #[test]
    fn an_empty_drop_reaches_the_library_as_empty_text() {
        assert_eq!(found(serde_json::json!({})), Found::Drop(Drop::Text { text: String::new(), url: None }));
    }
}
