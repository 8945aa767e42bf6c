//! The names of files that are not whole yet.

/// Ends of names that browsers and programs give to what they still write.
const UNFINISHED: [&str; 12] = [
    "crdownload",
    "part",
    "partial",
    "download",
    "opdownload",
    "tmp",
    "temp",
    "aria2",
    "filepart",
    "!ut",
    "td",
    "xltd",
];

/// Whether a name belongs to a file that is hidden, a lock, or not whole yet.
pub(super) fn is_unfinished(name: &str) -> bool {
    name.starts_with(['.', '~']) || name.contains('\n') || finished_name(name).is_some()
}

/// The name that an unfinished file will have: another file of that name only holds its place.
pub(super) fn finished_name(name: &str) -> Option<&str> {
    let (stem, end) = name.rsplit_once('.')?;
    UNFINISHED.iter().any(|known| end.eq_ignore_ascii_case(known)).then_some(stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_written_is_told_by_its_name() {
        for name in ["a.html.crdownload", "良率.pdf.part", "x.PARTIAL", ".hidden", "~$table.xlsx", "a.tmp"] {
            assert!(is_unfinished(name), "{name}");
        }
        for name in ["a.html", "part", "良率.pdf", "department.txt"] {
            assert!(!is_unfinished(name), "{name}");
        }
        assert_eq!(finished_name("a.html.part"), Some("a.html"));
    }
}
