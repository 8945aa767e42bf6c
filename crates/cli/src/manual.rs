//! What the command says of itself: completions for shells, the manual page.

use std::io::Write;

use clap::CommandFactory;

use crate::{args::Arguments, outcome::Outcome, print::line};

/// Prints completions for a shell.
pub(crate) fn completions(shell: clap_complete::Shell) -> anyhow::Result<Outcome> {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "tearsheet", &mut out);
    line(String::from_utf8_lossy(&out).trim_end())?;
    Ok(Outcome::Done)
}

/// One verb, and those below it, as a section of the one manual page.
fn manual_of(verb: &clap::Command, out: &mut Vec<u8>) -> anyhow::Result<()> {
    let name = verb.get_bin_name().unwrap_or_else(|| verb.get_name()).to_uppercase();
    writeln!(out, ".SH \"{name}\"")?;
    let page = clap_mangen::Man::new(verb.clone());
    page.render_description_section(out)?;
    page.render_options_section(out)?;
    if verb.get_after_help().is_some() {
        page.render_extra_section(out)?;
    }
    verb.get_subcommands().filter(|below| below.get_name() != "help").try_for_each(|below| manual_of(below, out))
}

/// Prints the manual page, every verb in it.
pub(crate) fn man() -> anyhow::Result<Outcome> {
    let mut command = Arguments::command();
    command.build();
    let mut out = Vec::new();
    clap_mangen::Man::new(command.clone().disable_help_subcommand(true)).render(&mut out)?;
    for verb in command.get_subcommands().filter(|verb| verb.get_name() != "help") {
        manual_of(verb, &mut out)?;
    }
    line(String::from_utf8_lossy(&out).trim_end())?;
    Ok(Outcome::Done)
}
