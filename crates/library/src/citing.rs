//! Articles and quotes as sources: in the styles that are built in, and in those of the user, `styles/*.csl` in the library's folder.

use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
};

use cite::{NotAStyle, Passage, Source, Style};
use jiff::tz::TimeZone;
use model::{Article, ItemKind};

use crate::{Error, Library, Result};

/// The folder in the library that holds the user's own styles.
const FOLDER: &str = "styles";
/// More files than this are not styles, but something that was put there by mistake.
const FILES_MAX: usize = 100;

/// A style that a source can be written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleView {
    /// What it is asked for by: `apa` for instance, or the name of the user's file.
    pub id: String,
    /// What it calls itself; the name of the file for one that cannot be used.
    pub name: String,
    /// Why it cannot be used.
    pub problem: Option<NotAStyle>,
}

impl Library {
    /// All styles: the user's own, then those that are built in.
    pub fn styles(&self) -> Vec<StyleView> {
        let own = style_files(&self.folder().join(FOLDER)).into_iter().map(|path| {
            let id = file_name(&path);
            match style_in(&path) {
                Ok((_, name)) => StyleView { id, name, problem: None },
                Err(problem) => StyleView { name: id.clone(), id, problem: Some(problem) },
            }
        });
        own.chain(cite::styles().into_iter().map(|style| StyleView { id: style.id, name: style.name, problem: None }))
            .collect()
    }

    /// An article as a source; a quote with its words before it. A style is asked for by its id, or by another name that is common for
    /// it (`mla`).
    pub fn cite(&self, item: &str, style: &str) -> Result<String> {
        let style = self.style(style)?;
        let (kind, id) = self.kind(item)?;
        let quote = match kind {
            ItemKind::Quote => Some(self.quote(item)?.quote),
            ItemKind::Article => None,
            ItemKind::Note | ItemKind::Theme => return Err(Error::NotFound("article or quote")),
        };
        let article = self.read(|db| store::articles::get(db, quote.as_ref().map_or(id, |quote| quote.article)))?;
        let passage =
            quote.as_ref().map(|quote| Passage { words: &quote.anchor.exact, speaker: quote.speaker.as_deref() });
        Ok(style.cite(&source_of(&article), passage.as_ref()))
    }

    fn style(&self, id: &str) -> Result<Style> {
        if let Some(style) = Style::named(id) {
            return Ok(style);
        }
        let files = style_files(&self.folder().join(FOLDER));
        let path = files.iter().find(|path| file_name(path) == id).ok_or(Error::NotFound("style"))?;
        Ok(style_in(path)?.0)
    }
}

fn source_of(article: &Article) -> Source<'_> {
    Source {
        title: &article.title,
        byline: article.byline.as_deref(),
        site: article.site.as_deref(),
        url: article.url.as_deref(),
        published: article.published.as_ref(),
        seen: TimeZone::system().to_datetime(article.clipped_at).date(),
    }
}

fn style_files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut files: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "csl")).collect();
    files.sort();
    files.truncate(FILES_MAX);
    files
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn style_in(path: &Path) -> std::result::Result<(Style, String), NotAStyle> {
    let mut text = String::new();
    let file = fs::File::open(path).map_err(|_| NotAStyle::Unreadable)?;
    file.take(cite::STYLE_BYTES_MAX as u64 + 1).read_to_string(&mut text).map_err(|_| NotAStyle::Unreadable)?;
    Style::parsed(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_styles_is_read_and_what_is_none_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let style = |title: &str| {
            format!(
                r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>{title}</title><id>x</id><updated>2026-01-01T00:00:00Z</updated></info><citation><layout><text variable="title"/></layout></citation><bibliography><layout><text variable="title"/></layout></bibliography></style>"#
            )
        };
        fs::write(folder.path().join("house.csl"), style("House")).unwrap();
        fs::write(folder.path().join("broken.csl"), "no style").unwrap();
        fs::write(folder.path().join("binary.csl"), [0xff, 0xfe]).unwrap();
        fs::write(folder.path().join("notes.txt"), style("Not one")).unwrap();
        let found = style_files(folder.path());
        assert_eq!(
            found.iter().map(|path| file_name(path)).collect::<Vec<_>>(),
            ["binary.csl", "broken.csl", "house.csl"]
        );
        assert_eq!(style_in(&found[0]).err(), Some(NotAStyle::Unreadable));
        assert_eq!(style_in(&found[1]).err(), Some(NotAStyle::Unreadable));
        assert_eq!(style_in(&found[2]).unwrap().1, "House");
    }
}
