//! ripgrep over a folder of Markdown files, as in an editor: nothing to keep, every file read for each word.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    process::Command,
};

use super::Rival;
use crate::articles::Made;

/// Files of one folder.
const FILES_PER_FOLDER: u32 = 1_000;

pub(super) struct Ripgrep(PathBuf);

impl Ripgrep {
    /// ripgrep, when it is installed.
    pub(super) fn found(folder: &Path) -> anyhow::Result<Option<Self>> {
        if Command::new("rg").arg("--version").output().is_err() {
            return Ok(None);
        }
        std::fs::create_dir(folder)?;
        Ok(Some(Self(folder.to_owned())))
    }

    /// The numbers of the files that hold a word.
    fn files_with(&self, word: &str) -> anyhow::Result<BTreeSet<u32>> {
        let found = Command::new("rg").args(["-l", "-i", "-F", "--no-messages", "-e", word]).arg(&self.0).output()?;
        let number = |line: &str| Path::new(line).file_stem()?.to_str()?.parse().ok();
        Ok(String::from_utf8_lossy(&found.stdout).lines().filter_map(number).collect())
    }
}

impl Rival for Ripgrep {
    fn add(&mut self, first: u32, articles: &[Made]) -> anyhow::Result<()> {
        for (number, Made { title, body, .. }) in (first..).zip(articles) {
            let folder = self.0.join((number / FILES_PER_FOLDER).to_string());
            std::fs::create_dir_all(&folder)?;
            std::fs::write(folder.join(format!("{number}.md")), format!("# {title}\n\n{body}\n"))?;
        }
        Ok(())
    }

    fn finish(&mut self) -> anyhow::Result<()> {
        Ok(())
    }

    fn ask(&mut self, query: &str) -> anyhow::Result<usize> {
        Ok(self.all(query)?.len())
    }

    fn all(&mut self, query: &str) -> anyhow::Result<BTreeSet<u32>> {
        let mut words = query.split(' ');
        let mut found = self.files_with(words.next().unwrap_or_default())?;
        for word in words {
            let others = self.files_with(word)?;
            found.retain(|number| others.contains(number));
        }
        Ok(found)
    }
}
