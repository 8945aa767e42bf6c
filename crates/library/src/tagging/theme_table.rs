//! Themes as a table: CSV in and out, and the starter set that one may take.
//!
//! **Invariant:** taking a table removes nothing and renames nothing; what is there already only gains what it lacks.
//! **Invariant:** a row that cannot be taken is told by its line and harms no other.

use std::collections::{BTreeMap, HashMap, HashSet};

use model::{Alias, Id, Theme, ThemeKind, Timestamp};
use store::Writing;

use super::{
    alias_cell::{aliases, cell_of},
    themes::{self, COLOURS, by_name},
};
use crate::{Error, Library, Result};

/// Topics, companies and people of the AI hardware industry: names, tickers and other names in both languages.
const STARTER: &str = include_str!("../../starter/themes.csv");

/// A table of some hundred thousand themes; more is not a table of themes.
const TABLE_BYTES_MAX: usize = 16 << 20;
/// Names and aliases are short; what is longer is a wrong column.
const FORM_CHARS_MAX: usize = 200;
/// A description is a sentence or two.
const DESCRIPTION_CHARS_MAX: usize = 2_000;
/// First characters that spreadsheet programs take for a formula.
const FORMULA_STARTS: &[char] = &['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// What became of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableTaken {
    /// Themes that are new.
    pub added: u32,
    /// Themes that were there and gained something.
    pub extended: u32,
    /// Rows and forms that were left out.
    pub problems: Vec<TableProblem>,
}

/// Something of a table that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableProblem {
    /// Its line, from 1.
    pub line: u64,
    /// Why, for people.
    pub message: String,
}

/// A row of the table; every column but `name` may be absent or empty. `aliases` are parted by `|`, each with its
/// rules behind it in braces: `ARM{case context}`; `rule` is how often its names must stand in what carries it by itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
struct Row {
    name: String,
    kind: String,
    parent: String,
    colour: Option<u8>,
    description: String,
    aliases: String,
    rule: Option<u32>,
}

impl Library {
    /// Takes the themes of a CSV table; fails with [`Error::Table`] when it is none.
    pub fn take_theme_table(&self, csv: &str) -> Result<TableTaken> {
        let (rows, problems) = read(csv)?;
        self.write(|db| {
            let mut taken = TableTaken { problems: problems.clone(), ..TableTaken::default() };
            for (line, row) in &rows {
                take(db, *line, row, &mut taken)?;
            }
            taken.problems.sort_by_key(|problem| problem.line);
            Ok(taken)
        })
    }

    /// Takes the starter set.
    pub fn take_starter_themes(&self) -> Result<TableTaken> {
        self.take_theme_table(STARTER)
    }

    /// All themes as a CSV table, parents before what lies under them.
    pub fn theme_table(&self) -> Result<String> {
        let (themes, rules) = self.read(|db| Ok((store::themes::list(db)?, store::rules::list(db)?)))?;
        Ok(write(&parents_first(&themes), &rules))
    }
}

/// A row with its line.
type Numbered = (u64, Row);

/// The rows that can be read, and what is none.
fn read(csv: &str) -> Result<(Vec<Numbered>, Vec<TableProblem>)> {
    if csv.len() > TABLE_BYTES_MAX {
        return Err(Error::Table("it is larger than 16 MB"));
    }
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let heads = reader.headers().cloned().unwrap_or_default();
    if !heads.iter().any(|head| head == "name") {
        return Err(Error::Table("its first line must name the columns, 'name' among them"));
    }
    let (mut rows, mut problems) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let line = match &record {
            Ok(record) => record.position().map_or(0, csv::Position::line),
            Err(error) => error.position().map_or(0, csv::Position::line),
        };
        match record.and_then(|record| record.deserialize::<Row>(Some(&heads))).map(unguarded) {
            Ok(row) if is_sound(&row) => rows.push((line, row)),
            _ => problems.push(TableProblem { line, message: "this is no row of a table of themes".to_owned() }),
        }
    }
    Ok((rows, problems))
}

fn is_sound(row: &Row) -> bool {
    let short = |text: &str, chars_max: usize| text.chars().count() <= chars_max;
    let kind_known = row.kind.is_empty() || ThemeKind::from_word(&row.kind).is_some();
    let named = !row.name.is_empty() && short(&row.name, FORM_CHARS_MAX) && short(&row.parent, FORM_CHARS_MAX);
    named && kind_known && short(&row.description, DESCRIPTION_CHARS_MAX)
}

/// Makes the theme of a row, or gives the one of that name what it lacks.
fn take(db: &Writing<'_>, line: u64, row: &Row, taken: &mut TableTaken) -> store::Result<()> {
    let known = known(db, row)?;
    let before = known.clone();
    let mut theme = known.unwrap_or_else(|| fresh(row, taken.added));
    gain(db, line, themes::alias(&row.name), &mut theme, taken)?;
    theme.description = theme.description.or_else(|| Some(row.description.clone()).filter(|text| !text.is_empty()));
    if theme.parent.is_none() && !row.parent.is_empty() {
        theme.parent = parent(db, line, row, theme.id, taken)?;
    }
    for alias in aliases(&row.aliases) {
        gain(db, line, alias, &mut theme, taken)?;
    }
    match &before {
        None => store::themes::add(db, &theme)?,
        Some(before) if *before != theme => store::themes::put(db, &theme)?,
        Some(_) => {}
    }
    let ruled = gain_rule(db, theme.id, row.rule)?;
    match before {
        None => taken.added += 1,
        Some(before) => taken.extended += u32::from(ruled || before != theme),
    }
    Ok(())
}

/// The theme that a row is about: that of its name, or for a company or a person the one of that kind that has another of its names.
fn known(db: &Writing<'_>, row: &Row) -> store::Result<Option<Theme>> {
    if let Some(id) = by_name(db, &row.name)? {
        return store::themes::get(db, id).map(Some);
    }
    let kind = ThemeKind::from_word(&row.kind).unwrap_or_default();
    for alias in aliases(&row.aliases).iter().filter(|alias| kind != ThemeKind::Topic && !alias.ambiguous) {
        if let Some(id) = store::themes::by_form(db, &alias.form)? {
            return store::themes::get(db, id).map(|theme| Some(theme).filter(|theme| theme.kind == kind));
        }
    }
    Ok(None)
}

/// Gives a theme the rule of its row, if it has none; says whether it did.
fn gain_rule(db: &Writing<'_>, theme: Id, rule: Option<u32>) -> store::Result<bool> {
    let fresh = rule.filter(|least| *least > 0);
    if fresh.is_none() || store::rules::list(db)?.contains_key(&theme) {
        return Ok(false);
    }
    store::rules::put(db, theme, fresh)?;
    Ok(true)
}

fn fresh(row: &Row, number: u32) -> Theme {
    let turn = u8::try_from(number % u32::from(COLOURS)).unwrap_or_default() + 1;
    Theme {
        id: Id::new(),
        name: row.name.clone(),
        kind: ThemeKind::from_word(&row.kind).unwrap_or_default(),
        parent: None,
        colour: row.colour.unwrap_or(turn).clamp(1, COLOURS),
        description: None,
        aliases: Vec::new(),
        created_at: Timestamp::now(),
    }
}

/// The theme of the column `parent`, unless it is not there or lies under `theme` itself.
fn parent(db: &Writing<'_>, line: u64, row: &Row, theme: Id, taken: &mut TableTaken) -> store::Result<Option<Id>> {
    let found = by_name(db, &row.parent)?;
    let sound = match found {
        Some(parent) => !store::themes::under(db, theme)?.contains(&parent),
        None => false,
    };
    if !sound {
        let message = format!("“{}” is no theme that “{}” can lie under; it stands by itself", row.parent, row.name);
        taken.problems.push(TableProblem { line, message });
    }
    Ok(found.filter(|_| sound))
}

/// Adds an alias that no theme has yet.
fn gain(db: &Writing<'_>, line: u64, alias: Alias, theme: &mut Theme, taken: &mut TableTaken) -> store::Result<()> {
    let folded = store::themes::fold(&alias.form);
    let own = std::iter::once(&theme.name).chain(theme.aliases.iter().map(|alias| &alias.form));
    if own.into_iter().any(|form| store::themes::fold(form) == folded) {
        return Ok(());
    }
    let why_not = if alias.form.chars().count() > FORM_CHARS_MAX {
        Some("it is too long")
    } else {
        store::themes::by_form(db, &alias.form)?.map(|_| "another theme has this name")
    };
    match why_not {
        Some(reason) => {
            let message = format!("“{}” was left out: {reason}", alias.form);
            taken.problems.push(TableProblem { line, message });
        }
        None => theme.aliases.push(alias),
    }
    Ok(())
}

fn write(themes: &[&Theme], rules: &BTreeMap<Id, u32>) -> String {
    let names: HashMap<Id, &str> = themes.iter().map(|theme| (theme.id, theme.name.as_str())).collect();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for theme in themes {
        let Theme { id, name, kind, parent, colour, description, aliases, created_at: _ } = *theme;
        let row = Row {
            name: name.clone(),
            kind: kind.as_str().to_owned(),
            parent: parent.and_then(|id| names.get(&id)).copied().unwrap_or_default().to_owned(),
            colour: Some(*colour),
            description: description.clone().unwrap_or_default(),
            aliases: aliases.iter().map(cell_of).collect::<Vec<_>>().join("|"),
            rule: rules.get(id).copied(),
        };
        // Writing into memory has no way to fail.
        let _ = writer.serialize(guarded(row));
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn parents_first(themes: &[Theme]) -> Vec<&Theme> {
    let mut rest: Vec<&Theme> = themes.iter().collect();
    let mut sorted: Vec<&Theme> = Vec::new();
    while !rest.is_empty() {
        let placed: HashSet<Id> = sorted.iter().map(|theme| theme.id).collect();
        let (next, later): (Vec<&Theme>, Vec<&Theme>) =
            rest.into_iter().partition(|theme| theme.parent.is_none_or(|parent| placed.contains(&parent)));
        if next.is_empty() {
            sorted.extend(later);
            break;
        }
        sorted.extend(next);
        rest = later;
    }
    sorted
}

/// Puts an apostrophe before what a spreadsheet would run as a formula.
fn guarded(row: Row) -> Row {
    each_text(row, |text| {
        let dangerous = text.starts_with(FORMULA_STARTS) || text.starts_with('\'');
        if dangerous { format!("'{text}") } else { text }
    })
}

/// Takes away what [`guarded`] put there.
fn unguarded(row: Row) -> Row {
    each_text(row, |text| match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA_STARTS) || rest.starts_with('\'') => rest.to_owned(),
        _ => text,
    })
}

fn each_text(row: Row, change: impl Fn(String) -> String) -> Row {
    let Row { name, kind, parent, colour, description, aliases, rule } = row;
    let [name, parent, description, aliases] = [name, parent, description, aliases].map(change);
    Row { name, kind, parent, colour, description, aliases, rule }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn library() -> (tempfile::TempDir, Library) {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::open(folder.path(), crate::Role::Command).unwrap();
        (folder, library)
    }

    #[test]
    fn the_starter_set_is_whole_and_taking_it_twice_changes_nothing() {
        let (_folder, library) = library();
        let taken = library.take_starter_themes().unwrap();
        assert_eq!(taken.problems, []);
        let themes = library.themes().unwrap();
        let of = |kind| themes.iter().filter(|view| view.theme.kind == kind).count();
        assert_eq!(taken.added as usize, themes.len());
        assert!(of(ThemeKind::Company) >= 150 && of(ThemeKind::Person) >= 60 && of(ThemeKind::Topic) >= 40);
        let again = library.take_starter_themes().unwrap();
        assert_eq!(again, TableTaken::default());
        assert_eq!(library.theme("2330.tw").unwrap().name, "台积电");
        assert!(library.theme("ON").unwrap().aliases.iter().any(|alias| alias.form == "ON" && alias.ambiguous));
    }

    #[test]
    fn a_table_written_is_the_table_read() {
        let (_folder, library) = library();
        library.take_starter_themes().unwrap();
        let table = library.theme_table().unwrap();
        let (_other_folder, other) = self::library();
        assert_eq!(other.take_theme_table(&table).unwrap().problems, []);
        assert_eq!(other.theme_table().unwrap(), table);
    }

    #[test]
    fn what_is_there_stays_and_gains_what_it_lacks() {
        let (_folder, library) = library();
        library.take_theme_table("name,kind,aliases\nNVIDIA,topic,老黄家\nTSMC,company,台积\n").unwrap();
        let taken = library
            .take_theme_table("name,kind,description,aliases,colour\n老黄家,company,芯片,NVDA{case}|台积|NVIDIA,3\n")
            .unwrap();
        assert_eq!((taken.added, taken.extended, taken.problems.len(), taken.problems[0].line), (0, 1, 1, 2));
        let theme = library.theme("NVDA").unwrap();
        assert_eq!(
            (theme.name.as_str(), theme.kind, theme.description.as_deref()),
            ("NVIDIA", ThemeKind::Topic, Some("芯片"))
        );
        assert_eq!(theme.aliases.iter().map(|alias| alias.form.as_str()).collect::<Vec<_>>(), ["老黄家", "NVDA"]);
    }

    #[test]
    fn a_company_that_is_there_under_another_of_its_names_is_the_same() {
        let (_folder, library) = library();
        library.take_theme_table("name,kind,aliases\nSK hynix,company,海力士\nHBM,topic,\n").unwrap();
        let table = "name,kind,aliases\nSK 海力士,company,SK hynix|000660\n高带宽内存,topic,HBM\n";
        let taken = library.take_theme_table(table).unwrap();
        assert_eq!((taken.added, taken.extended, taken.problems.len()), (1, 1, 1), "{taken:?}");
        let theme = library.theme("SK 海力士").unwrap();
        assert_eq!(theme.name, "SK hynix");
        assert_eq!(library.theme("000660").unwrap().id, theme.id);
    }

    #[test]
    fn what_is_no_table_is_refused_and_a_bad_row_told_by_its_line() {
        let (_folder, library) = library();
        assert!(matches!(library.take_theme_table("a,b\n1,2\n"), Err(Error::Table(_))));
        assert!(matches!(library.take_theme_table(""), Err(Error::Table(_))));
        let taken =
            library.take_theme_table("name,kind,parent\nA,planet,\n,topic,\nB,topic,Nowhere\nC,topic,\n").unwrap();
        assert_eq!(taken.added, 2);
        assert_eq!(taken.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn rules_go_out_with_the_table_and_come_in_where_there_is_none() {
        let (_folder, library) = library();
        let taken = library.take_theme_table("name,rule\nHBM,3\nASIC,\nGPU,often\n").unwrap();
        assert_eq!((taken.added, taken.problems.len(), taken.problems[0].line), (2, 1, 4));
        let table = library.theme_table().unwrap();
        let (_other_folder, other) = self::library();
        other.take_theme_table("name,rule\nASIC,5\nHBM,\n").unwrap();
        assert_eq!(other.take_theme_table(&table).unwrap().extended, 1);
        let rules = |library: &Library| {
            let themes = library.themes().unwrap().into_iter();
            themes.map(|view| (view.theme.name, view.rule)).collect::<Vec<_>>()
        };
        assert_eq!(rules(&other), [("ASIC".to_owned(), Some(5)), ("HBM".to_owned(), Some(3))]);
        assert_eq!(rules(&library), [("ASIC".to_owned(), None), ("HBM".to_owned(), Some(3))]);
    }

    #[test]
    fn no_cell_is_a_formula() {
        let (_folder, library) = library();
        library.add_theme(&crate::NewTheme { name: "=1+1".into(), ..Default::default() }).unwrap();
        assert!(library.theme_table().unwrap().contains("\n'=1+1,"));
        let (_other_folder, other) = self::library();
        other.take_theme_table(&library.theme_table().unwrap()).unwrap();
        assert_eq!(other.theme("=1+1").unwrap().name, "=1+1");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(csv in r"(name,kind,aliases\n)?[\PC\n]{0,200}") {
            let _ = read(&csv);
        }
    }
}
