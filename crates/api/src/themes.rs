//! Themes on the wire.

use library::{Library, NewTheme, ThemeEdit, ThemeView};
use model::ThemeKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{
    WireError,
    articles::{self, ArticleList},
    clips::{self, Receipt},
    items::{Nothing, OneItem, TouchedItem},
    quotes::{self, Quote, ROWS},
};

/// A theme with its aliases and counts.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// `topic`, `company` or `person`.
    pub kind: String,
    /// The theme it lies under.
    pub parent: Option<String>,
    /// Its colour, `1..=8`.
    pub colour: u8,
    /// What it means.
    pub description: Option<String>,
    /// Its other names.
    pub aliases: Vec<Alias>,
    /// How many articles, quotes and notes carry it, itself or by a theme below it.
    pub count: u32,
    /// Its rule: an article or a note in which its names stand at least so often carries it by itself, and a quote that names it at all.
    pub rule: Option<u32>,
    /// Articles carrying it by week of publication (of clipping where unknown), the last twelve weeks, oldest first.
    pub weeks: Vec<u32>,
}

/// Another name of a theme.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Alias {
    /// The name as written.
    pub form: String,
    /// BCP 47 language.
    pub lang: Option<String>,
    /// Whether its capitals must be capitals in a text.
    pub match_case: bool,
    /// Whether it must stand as a whole word.
    pub whole_word: bool,
    /// Whether it is also an ordinary word, so that it counts in context only.
    pub ambiguous: bool,
}

/// A publication that writes about a theme. Reply of `themes.sources`, the most articles first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeSource {
    /// Its name.
    pub site: String,
    /// How many of its articles carry the theme or one below it.
    pub articles: u32,
}

/// Request of `themes.said` and `themes.wrote`, the latest first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct OfPerson {
    /// Id, name or alias of the person's theme.
    pub id: String,
    /// How many at the most.
    pub limit: Option<u32>,
}

/// Request of `themes.add`. A theme with that name gets the aliases and keeps the rest.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AddTheme {
    /// Its name.
    pub name: String,
    /// `topic`, `company` or `person`.
    pub kind: Option<String>,
    /// Name or id of the theme it lies under.
    pub parent: Option<String>,
    /// Its colour, `1..=8`.
    pub colour: Option<u8>,
    /// What it means.
    pub description: Option<String>,
    /// Other names as plain forms.
    pub aliases: Option<Vec<String>>,
}

/// Request of `themes.edit`: what is absent stays; an empty parent or description clears.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EditTheme {
    /// Id, name or alias of the theme.
    pub theme: String,
    /// A new name; the former one of a person stays as another.
    pub name: Option<String>,
    /// `topic`, `company` or `person`.
    pub kind: Option<String>,
    /// Name or id of the theme it lies under.
    pub parent: Option<String>,
    /// Its colour, `1..=8`.
    pub colour: Option<u8>,
    /// What it means.
    pub description: Option<String>,
    /// All its other names.
    pub aliases: Option<Vec<Alias>>,
    /// How often its names must stand in an article or a note that carries it by itself; 0 for no rule.
    pub rule: Option<u32>,
}

/// Request of `themes.merge`: `from` becomes an alias of `into`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MergeThemes {
    /// The theme that goes.
    pub from: String,
    /// The theme that stays.
    pub into: String,
}

/// Request of `themes.takeTable`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeThemeTable {
    /// CSV whose first line names the columns: name, kind, parent, colour, description, aliases, rule.
    pub csv: String,
}

/// A CSV table. Reply of `themes.table`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeTable {
    /// The table.
    pub csv: String,
}

/// What became of a table of themes. Reply of `themes.takeTable` and `themes.starter`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeTableTaken {
    /// Themes that are new.
    pub added: u32,
    /// Themes that were there and gained something.
    pub extended: u32,
    /// What was left out.
    pub problems: Vec<ThemeTableProblem>,
}

/// Something of a table that was left out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ThemeTableProblem {
    /// Its line, from 1.
    pub line: u64,
    /// Why, for people.
    pub message: String,
}

/// A theme found in a text. Reply of `themes.suggest`, most frequent first.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Suggestion {
    /// The theme's id.
    pub id: String,
    /// The theme's name.
    pub theme: String,
    /// Its colour, `1..=8`.
    pub colour: u8,
    /// The forms that were found.
    pub forms: Vec<String>,
    /// How often.
    pub count: u32,
    /// Whether the item carries it already.
    pub tagged: bool,
}

/// What a rule did that looked through the library.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleApplied {
    /// How many articles, quotes and notes it gave the theme.
    pub given: u32,
}

impl From<ThemeView> for Theme {
    fn from(view: ThemeView) -> Self {
        let ThemeView { theme, count, weeks, rule } = view;
        Self {
            rule,
            id: theme.id.to_string(),
            name: theme.name,
            kind: theme.kind.as_str().to_owned(),
            parent: theme.parent.map(|parent| parent.to_string()),
            colour: theme.colour,
            description: theme.description,
            aliases: theme.aliases.into_iter().map(Alias::from).collect(),
            count,
            weeks,
        }
    }
}

impl From<model::Alias> for Alias {
    fn from(alias: model::Alias) -> Self {
        let model::Alias { form, lang, match_case, whole_word, ambiguous } = alias;
        Self { form, lang, match_case, whole_word, ambiguous }
    }
}

impl From<Alias> for model::Alias {
    fn from(alias: Alias) -> Self {
        let Alias { form, lang, match_case, whole_word, ambiguous } = alias;
        Self { form, lang, match_case, whole_word, ambiguous }
    }
}

impl From<library::TableTaken> for ThemeTableTaken {
    fn from(taken: library::TableTaken) -> Self {
        let library::TableTaken { added, extended, problems } = taken;
        let wire = |problem: library::TableProblem| ThemeTableProblem {
            line: problem.line,
            message: library::capitalised(&problem.message),
        };
        Self { added, extended, problems: problems.into_iter().map(wire).collect() }
    }
}

fn kind(word: Option<String>) -> Result<Option<ThemeKind>, WireError> {
    let known =
        |word: String| ThemeKind::from_word(&word).ok_or_else(|| WireError::bad("kind", "topic, company or person"));
    word.map(known).transpose()
}

/// All themes.
pub fn list(library: &Library, _: Nothing) -> Result<Vec<Theme>, WireError> {
    Ok(library.themes()?.into_iter().map(Theme::from).collect())
}

/// One theme by id, name or alias.
pub fn get(library: &Library, request: OneItem) -> Result<Theme, WireError> {
    let id = library.theme(&request.id)?.id;
    let view = library.themes()?.into_iter().find(|view| view.theme.id == id);
    view.map(Theme::from).ok_or_else(|| WireError::not_found("theme", &request.id))
}

/// The publications that write about a theme.
pub fn sources(library: &Library, request: OneItem) -> Result<Vec<ThemeSource>, WireError> {
    let wire = |(site, articles)| ThemeSource { site, articles };
    Ok(library.theme_sources(&request.id)?.into_iter().map(wire).collect())
}

/// The quotes that a person said, under any of the names.
pub fn said(library: &Library, request: OfPerson) -> Result<Vec<Quote>, WireError> {
    let said = library.said_by(&request.id, request.limit.unwrap_or(ROWS))?;
    said.into_iter().map(|quote| quotes::view(library, quote)).collect()
}

/// The articles that a person wrote, under any of the names.
pub fn wrote(library: &Library, request: OfPerson) -> Result<ArticleList, WireError> {
    let library::Written { rows, total } = library.written_by(&request.id, request.limit.unwrap_or(ROWS))?;
    let rows = rows.into_iter().map(|row| articles::row(library, row)).collect::<Result<_, _>>()?;
    Ok(ArticleList { rows, total })
}

/// The id of a theme by id, name or alias.
pub fn resolve(library: &Library, named: &str) -> Result<String, WireError> {
    Ok(library.theme(named)?.id.to_string())
}

/// Makes a theme.
pub fn add(library: &Library, request: AddTheme) -> Result<Theme, WireError> {
    let AddTheme { name, kind, parent, colour, description, aliases } = request;
    if name.trim().is_empty() {
        return Err(WireError::bad("name", "a text that is not blank"));
    }
    let kind = self::kind(kind)?;
    let new = NewTheme { name, kind, parent, colour, description, aliases: aliases.unwrap_or_default() };
    let theme = library.add_theme(&new)?;
    get(library, OneItem { id: theme.id.to_string() })
}

/// Changes a theme.
pub fn edit(library: &Library, request: EditTheme) -> Result<Theme, WireError> {
    let EditTheme { theme, name, kind, parent, colour, description, aliases, rule } = request;
    let aliases = aliases.map(|aliases| aliases.into_iter().map(model::Alias::from).collect());
    let edit = ThemeEdit { name, kind: self::kind(kind)?, parent, colour, description, aliases };
    let theme = library.edit_theme(&theme, &edit)?;
    if let Some(least) = rule {
        library.set_rule(&theme.id.to_string(), Some(least))?;
    }
    get(library, OneItem { id: theme.id.to_string() })
}

/// Makes one theme an alias of another.
pub fn merge(library: &Library, request: MergeThemes) -> Result<Theme, WireError> {
    let theme = library.merge_themes(&request.from, &request.into)?;
    get(library, OneItem { id: theme.id.to_string() })
}

/// Removes a theme.
pub fn remove(library: &Library, request: OneItem) -> Result<TouchedItem, WireError> {
    let id = library.remove_theme(&request.id)?;
    Ok(TouchedItem { id: id.to_string(), kind: "theme".to_owned() })
}

/// Looks through everything with the rule of a theme, in the background; answers the receipts.
pub fn apply_rule(library: &Library, request: OneItem) -> Result<Vec<Receipt>, WireError> {
    library.queue_rule(&request.id)?;
    clips::receipts(library, Nothing {})
}

/// Looks through everything with the rule of a theme before it answers.
pub fn apply_rule_now(library: &Library, theme: &str) -> Result<RuleApplied, WireError> {
    Ok(RuleApplied { given: library.apply_rule(theme)? })
}

/// Takes the themes of a CSV table; what is there already only gains what it lacks.
pub fn take_table(library: &Library, request: TakeThemeTable) -> Result<ThemeTableTaken, WireError> {
    Ok(library.take_theme_table(&request.csv)?.into())
}

/// Takes the starter set of themes, companies and people.
pub fn starter(library: &Library, _: Nothing) -> Result<ThemeTableTaken, WireError> {
    Ok(library.take_starter_themes()?.into())
}

/// All themes as a CSV table.
pub fn table(library: &Library, _: Nothing) -> Result<ThemeTable, WireError> {
    Ok(ThemeTable { csv: library.theme_table()? })
}

/// The themes that an item's text speaks of.
pub fn suggest(library: &Library, request: OneItem) -> Result<Vec<Suggestion>, WireError> {
    let wire = |(found, theme, tagged): (library::Suggestion, model::Theme, bool)| Suggestion {
        id: theme.id.to_string(),
        theme: theme.name,
        colour: theme.colour,
        forms: found.forms,
        count: found.count,
        tagged,
    };
    Ok(library.suggest(&request.id)?.into_iter().map(wire).collect())
}
