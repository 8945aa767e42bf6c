//! The library as a whole, and what is written as files.

use api::{
    desk::{Checked, Finding},
    exports::ExportedFile,
    items::EmptiedTrash,
    rescue::Rescued,
};

use super::ForPeople;

impl ForPeople for Checked {
    fn for_people(&self) -> String {
        let line = |finding: &Finding| {
            let of = [finding.kind.as_deref(), finding.item.as_deref()].into_iter().flatten();
            let of: String = of.map(|word| format!(" {word}")).collect();
            format!("{}{of}{}: {}", finding.what, if finding.repaired { " (mended)" } else { "" }, finding.message)
        };
        let end = match &self.kept_as {
            Some(path) => format!("A new library file holds what could be read; the damaged one is kept as {path}."),
            None if self.ok => "The library is in order.".to_owned(),
            None => "The library is not in order.".to_owned(),
        };
        self.findings.iter().map(line).chain(std::iter::once(end)).collect::<Vec<_>>().join("\n")
    }
}

impl ForPeople for Rescued {
    fn for_people(&self) -> String {
        let Self { folder, files, lost } = self;
        format!("{files} files are in {folder}; {lost} things could not be read.")
    }
}

impl ForPeople for Vec<ExportedFile> {
    fn for_people(&self) -> String {
        let one = |file: &ExportedFile| {
            let faults = file.faults.iter().map(|fault| format!("\n  “{}”: {}", fault.words, fault.message));
            let count = |count: u32, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
            let held = [count(file.sources, "source"), count(file.passages, "passage")].join(", ");
            format!("{} ({held}){}", file.file, faults.collect::<String>())
        };
        if self.is_empty() { "Nothing.".into() } else { self.iter().map(one).collect::<Vec<_>>().join("\n") }
    }
}

impl ForPeople for EmptiedTrash {
    fn for_people(&self) -> String {
        format!("{} removed for good, {} bytes freed", self.items, self.freed_bytes)
    }
}
