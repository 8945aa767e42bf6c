//! What was clipped, read and imported, and what it repeats.

use api::{
    clips::{Clipped, Receipt},
    extracting::Extracted,
    imports::Imported,
    reposts::Similar,
};

use super::{ForPeople, day, joined, names, or_empty};

impl ForPeople for Vec<Clipped> {
    fn for_people(&self) -> String {
        self.iter().map(clip).collect::<Vec<_>>().join("\n")
    }
}

/// What was understood of a clip: the same facts as the window's sheet.
fn clip(clip: &Clipped) -> String {
    let source = joined(&[
        kind(clip.media_type.as_deref()).to_owned(),
        or_empty(clip.site.as_deref()),
        or_empty(clip.byline.as_deref()),
        day(clip.published.as_deref()),
        pictures(clip),
    ]);
    let lines = [
        address(clip.url.as_deref().filter(|_| matches!(&*clip.state, "waiting" | "failed")), &clip.title).to_owned(),
        source,
        or_empty(clip.message.as_deref()),
        listed("receipt", clip.receipt.as_deref().unwrap_or_default()),
        again(clip),
        clip.similar_to.iter().map(similar).collect::<Vec<_>>().join("\n    "),
        listed("themes", &names(&clip.themes)),
        listed("speaks of", &names(&clip.suggested)),
    ];
    let rest: String = lines.iter().filter(|line| !line.is_empty()).map(|line| format!("\n    {line}")).collect();
    format!("{:<9}{}  {}{rest}", clip.state, clip.id, clip.title)
}

/// Where something is, unless it is called so.
fn address<'a>(url: Option<&'a str>, title: &str) -> &'a str {
    url.filter(|url| *url != title).unwrap_or_default()
}

fn listed(what: &str, names: &str) -> String {
    if names.is_empty() { String::new() } else { format!("{what}: {names}") }
}

/// What was taken, in a word; the end of a media type where there is no word for it.
fn kind(media_type: Option<&str>) -> &str {
    match media_type {
        None => "",
        Some("text/html") => "page",
        Some("text/plain") => "text",
        Some("text/markdown") => "Markdown",
        Some("application/pdf") => "PDF",
        Some("application/epub+zip") => "EPUB",
        Some("multipart/related") => "MHTML",
        Some("message/rfc822") => "letter",
        Some(office) if office.ends_with(".wordprocessingml.document") => "Word",
        Some(office) if office.ends_with(".presentationml.presentation") => "PowerPoint",
        Some(office) if office.ends_with(".spreadsheetml.sheet") => "Excel",
        Some(picture) if picture.starts_with("image/") => "picture",
        Some(other) => other.rsplit(['/', '.']).next().unwrap_or(other),
    }
}

fn pictures(clip: &Clipped) -> String {
    let kept = clip.pictures.iter().filter(|picture| picture.state == "kept").count();
    if clip.pictures.is_empty() { String::new() } else { format!("pictures {kept}/{}", clip.pictures.len()) }
}

fn again(clip: &Clipped) -> String {
    match clip.state.as_str() {
        "seen" => "in the library already, with the same text".to_owned(),
        "captured" => {
            let lost = of_its_quotes(clip.unplaced, "has no place any more", "have no place any more");
            let reworded =
                of_its_quotes(clip.reworded, "stands where the words changed", "stand where the words changed");
            format!("capture {} of it{lost}{reworded}; `tearsheet diff` shows what changed", clip.captures)
        }
        _ => String::new(),
    }
}

fn of_its_quotes(count: u32, one: &str, several: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!("; 1 of its quotes {one}"),
        count => format!("; {count} of its quotes {several}"),
    }
}

/// "87 % the same as X, 2 new paragraphs".
pub(super) fn similar(other: &Similar) -> String {
    let share = |share: f64| format!("{:.0} %", (share * 100.0).floor());
    let fresh = match other.fresh {
        0 => "no new paragraph".to_owned(),
        1 => "1 new paragraph".to_owned(),
        more => format!("{more} new paragraphs"),
    };
    let back = if other.share_back < other.share {
        format!(", {} of that one", share(other.share_back))
    } else {
        String::new()
    };
    let kept = if other.kept { " (kept)" } else { "" };
    format!("{} the same as {} [{}], {fresh}{back}{kept}", share(other.share), other.title, other.id)
}

impl ForPeople for Vec<Similar> {
    fn for_people(&self) -> String {
        if self.is_empty() {
            "Like no other article.".into()
        } else {
            self.iter().map(similar).collect::<Vec<_>>().join("\n")
        }
    }
}

impl ForPeople for Vec<Receipt> {
    fn for_people(&self) -> String {
        if self.is_empty() {
            "Nothing.".into()
        } else {
            self.iter().map(Receipt::for_people).collect::<Vec<_>>().join("\n")
        }
    }
}

impl ForPeople for Receipt {
    fn for_people(&self) -> String {
        let kept = match self.pictures {
            0 => String::new(),
            all => format!("  pictures {}/{all}", self.pictures_kept),
        };
        let address = match address(self.url.as_deref(), &self.title) {
            "" => String::new(),
            address => format!("\n    {address}"),
        };
        let reason = self.message.as_ref().map(|message| format!("\n    {message}")).unwrap_or_default();
        let original = if self.original { "\n    It is kept as it came, with this receipt." } else { "" };
        format!("{:<9}{}  {}{kept}{address}{reason}{original}", self.state, self.id, self.title)
    }
}

impl ForPeople for Extracted {
    fn for_people(&self) -> String {
        let fields = [
            ("title", &self.title),
            ("byline", &self.byline),
            ("site", &self.site),
            ("published", &self.published),
            ("lang", &self.lang),
            ("abstract", &self.abstract_text),
        ];
        let head: String = fields
            .iter()
            .filter_map(|(name, value)| value.as_ref().map(|value| format!("{name:<10} {value}\n")))
            .collect();
        let cut: String = self
            .removed
            .iter()
            .map(|part| format!("cut by {}: {} ({})\n", part.step, part.text, part.reason))
            .collect();
        let less = self.message.as_ref().map(|message| format!("({message})\n")).unwrap_or_default();
        format!("{head}pictures   {}\n{less}\n{}\n\n{cut}", self.images.len(), self.text)
    }
}

impl ForPeople for Imported {
    fn for_people(&self) -> String {
        let failed: String =
            self.failed.iter().map(|failure| format!("\nline {}: {}", failure.line, failure.message)).collect();
        format!(
            "{} imported, {} updated, {} there already, {} failed, {:.1} s{failed}",
            self.imported,
            self.updated,
            self.known,
            self.failed.len(),
            self.seconds
        )
    }
}
