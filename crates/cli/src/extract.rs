//! The verb `extract`: reads pages, touches no library.

use std::{
    collections::BTreeSet,
    io::BufRead,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, ensure};
use api::extracting::{Extracted, read_page};
use library::{Drop, Sites, Unread};
use serde::{Deserialize, Serialize};

use crate::{
    args,
    clip::with_url,
    input::{bounded, open, unread, unwritten},
    outcome::Outcome,
    print::{line, show},
};

/// A page to read, a line of the manifest.
#[derive(Debug, Deserialize)]
struct Page {
    id: String,
    path: PathBuf,
    #[serde(default)]
    url: Option<String>,
}

#[derive(Debug, Default, Serialize)]
struct Summary {
    pages: u64,
    answered: u64,
    failed: u64,
    bytes: u64,
    seconds: f64,
}

/// Reads one page, or all of a manifest.
pub(crate) fn run(asked: &args::Extract, json: bool) -> anyhow::Result<Outcome> {
    let sites = sites(asked)?;
    match (&asked.file, &asked.manifest, &asked.out) {
        (Some(file), ..) => {
            let (extracted, _) = page(file, asked.url.as_deref(), &sites)?;
            show(&extracted, json)?;
            Ok(Outcome::Done)
        }
        (None, Some(list), Some(out)) => manifest(list, out, &sites, json),
        _ => Ok(Outcome::Done),
    }
}

/// The rules to read by; what cannot be used of them is told.
fn sites(asked: &args::Extract) -> anyhow::Result<Sites> {
    let Some(folder) = &asked.sites else { return Ok(Sites::built_in().clone()) };
    ensure!(folder.is_dir(), "{} is no folder; name the one that holds the rules.", folder.display());
    let (sites, problems) = library::sites_in(folder);
    problems.iter().for_each(|problem| eprintln!("{problem}"));
    Ok(sites)
}

/// Reads a file with what lies beside it; one that is packed with gzip is unpacked first. A link is followed: it was named by a person.
fn page(file: &Path, url: Option<&str>, sites: &Sites) -> anyhow::Result<(Extracted, u64)> {
    let file = std::fs::canonicalize(file).map_err(unread(file))?;
    ensure!(!file.is_dir(), "{} is a folder; name one file, or a list of files with --manifest", file.display());
    let read = library::drops_of(&file).next().context("There is nothing to read.")?;
    let drop = read.map_err(|Unread { name, message, .. }| anyhow::anyhow!("{name}: {message}"))?;
    let drop = with_url(unpacked(drop)?, url);
    let bytes = match &drop {
        Drop::File { bytes, .. } | Drop::SavedPage { bytes, .. } => bytes.len() as u64,
        _ => 0,
    };
    let read = read_page(drop, sites)?;
    Ok((Extracted { url: read.url.or_else(|| url.map(str::to_owned)), ..read }, bytes))
}

/// How gzip begins, RFC 1952.
const GZIP: [u8; 3] = [0x1f, 0x8b, 8];

fn unpacked(drop: Drop) -> anyhow::Result<Drop> {
    let (name, packed, url) = match drop {
        Drop::File { name, bytes, url } if bytes.starts_with(&GZIP) => (name, bytes, url),
        other => return Ok(other),
    };
    let bytes = bounded(flate2::read::GzDecoder::new(&packed[..]), library::FILE_BYTES_MAX, &name)?;
    Ok(Drop::File { name: name.trim_end_matches(".gz").to_owned(), bytes, url })
}

fn manifest(list: &Path, out: &Path, sites: &Sites, json: bool) -> anyhow::Result<Outcome> {
    std::fs::create_dir_all(out).map_err(unwritten(out))?;
    let folder = list.parent().unwrap_or(Path::new("."));
    let (begun, mut summary, mut written) = (Instant::now(), Summary::default(), BTreeSet::new());
    for page in bounded(open(list)?, library::FILE_BYTES_MAX, "The list")?.lines() {
        let page = page?;
        if page.trim().is_empty() {
            continue;
        }
        summary.pages += 1;
        match answer(&page, folder, out, sites, &mut written) {
            Ok(bytes) => {
                summary.answered += 1;
                summary.bytes += bytes;
            }
            Err(error) => {
                summary.failed += 1;
                eprintln!("line {}: {error:#}", summary.pages);
            }
        }
    }
    summary.seconds = begun.elapsed().as_secs_f64();
    let text = serde_json::to_string(&summary)?;
    if json {
        line(&text)?;
    } else {
        line(&format!("{} pages, {} failed, {:.1} s", summary.pages, summary.failed, summary.seconds))?;
    }
    Ok(Outcome::of(usize::try_from(summary.pages)?, usize::try_from(summary.failed)?))
}

/// Reads the page of a line and writes what was understood, never over what an earlier line gave.
fn answer(line: &str, folder: &Path, out: &Path, sites: &Sites, written: &mut BTreeSet<String>) -> anyhow::Result<u64> {
    let asked: Page = serde_json::from_str(line).context("not a line of a manifest")?;
    let name = file_name(&asked.id);
    let file = out.join(format!("{name}.json"));
    ensure!(!written.contains(&name), "{} was written for an earlier line; give this one another id.", file.display());
    let (extracted, bytes) = page(&folder.join(&asked.path), asked.url.as_deref(), sites)?;
    std::fs::write(&file, serde_json::to_vec(&extracted)?).map_err(unwritten(&file))?;
    written.insert(name);
    Ok(bytes)
}

/// An id as a file name: other characters than letters, digits, `_`, `.`, `-` become `_`; 150 at the most.
fn file_name(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || "_.-".contains(c) { c } else { '_' }).take(150).collect()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn ids_become_safe_file_names() {
        assert_eq!(file_name("a/b:c良.x-1"), "a_b_c_.x-1");
        assert_eq!(file_name(&"x".repeat(400)).len(), 150);
    }
}
