// Made by crates/api from its table of commands; do not edit.

export type ThemeRef = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its colour, `1..=8`.
 */
colour: number, };

export type OneItem = { 
/**
 * Its id.
 */
id: string, };

export type SomeItems = { 
/**
 * Their ids.
 */
ids: Array<string>, };

export type Nothing = Record<symbol, never>;

export type TouchedItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * `article`, `quote`, `note` or `theme`.
 */
kind: string, };

export type EmptiedTrash = { 
/**
 * How many items were removed.
 */
items: number, 
/**
 * How many bytes that freed on the disk.
 */
freedBytes: number, };

export type TagItems = { 
/**
 * The items: articles, quotes, notes.
 */
ids: Array<string>, 
/**
 * Names or aliases of themes; unknown ones are made.
 */
themes: Array<string>, };

export type TaggedItem = { 
/**
 * Its id.
 */
id: string, 
/**
 * `article`, `quote` or `note`.
 */
kind: string, 
/**
 * Its themes.
 */
themes: Array<ThemeRef>, 
/**
 * Whether these are others than before.
 */
changed: boolean, };

export type RuleReason = { 
/**
 * The theme, whose rule it was.
 */
theme: string, 
/**
 * How often its names stood there.
 */
count: number, 
/**
 * The names that were found.
 */
forms: Array<string>, };

export type Shelf = "inbox" | "all" | "starred" | "trash";

export type Order = "clipped" | "published";

export type ListArticles = { 
/**
 * Which shelf.
 */
shelf: Shelf, 
/**
 * Only those with this theme or one below it.
 */
theme: string | null, 
/**
 * Sorted by.
 */
order: Order, 
/**
 * How many to leave out at the start.
 */
offset: number, 
/**
 * How many at the most; 0 for 200.
 */
limit: number, };

export type ArticleList = { 
/**
 * The rows asked for.
 */
rows: Array<ArticleRow>, 
/**
 * How many there are in all.
 */
total: number, };

export type ArticleRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * The id it had where it was imported from.
 */
externalId: string | null, 
/**
 * Its headline.
 */
title: string, 
/**
 * Who wrote it.
 */
byline: string | null, 
/**
 * The publication.
 */
site: string | null, 
/**
 * Its address.
 */
url: string | null, 
/**
 * When it was published: `2026-03-12`, with time and offset where known.
 */
published: string | null, 
/**
 * BCP 47 language.
 */
lang: string | null, 
/**
 * The beginning of its abstract or text.
 */
excerpt: string, 
/**
 * When it was clipped, milliseconds since 1970 UTC.
 */
clippedAt: number, 
/**
 * Whether it was not read yet.
 */
unread: boolean, 
/**
 * Whether it is starred.
 */
starred: boolean, 
/**
 * Whether it lies in the trash.
 */
trashed: boolean, 
/**
 * Its themes.
 */
themes: Array<ThemeRef>, 
/**
 * How many quotes it has.
 */
quotes: number, 
/**
 * The articles that it is like, the likest first.
 */
similarTo?: Array<Similar>, };

export type CaptureRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * When it was taken, milliseconds since 1970 UTC.
 */
takenAt: number, 
/**
 * The media type of the original.
 */
mediaType: string, 
/**
 * The hash under which the original bytes are served, when they are kept.
 */
original: string | null, 
/**
 * How many characters its text has.
 */
characters: number, 
/**
 * The address it was taken from.
 */
url: string | null, 
/**
 * What its source called it then.
 */
title: string | null, };

export type PictureRow = { 
/**
 * Its address.
 */
url: string, 
/**
 * `waiting`, `kept` or `failed`.
 */
state: string, 
/**
 * Its bytes' hash, once kept.
 */
blob: string | null, 
/**
 * Why it failed.
 */
message: string | null, 
/**
 * The message, for other languages.
 */
remark: ClipRemark | null, };

export type Article = { 
/**
 * The site's own abstract.
 */
abstract: string | null, 
/**
 * The shown capture.
 */
capture: string, 
/**
 * Sanitised HTML for the reader frame: `data-at` gives the character offset of each block's text; pictures point at kept blobs.
 */
html: string, 
/**
 * The plain text that anchors count.
 */
text: string, 
/**
 * About how long it takes to read, minutes.
 */
minutes: number, 
/**
 * Its captures, newest first.
 */
captures: Array<CaptureRow>, 
/**
 * The pictures of the shown capture.
 */
pictures: Array<PictureRow>, 
/**
 * Its quotes in order of place; the unplaced ones last.
 */
quoteList: Array<Quote>, 
/**
 * The notes written beside it.
 */
notes: Array<Note>, 
/**
 * Its id.
 */
id: string, 
/**
 * The id it had where it was imported from.
 */
externalId: string | null, 
/**
 * Its headline.
 */
title: string, 
/**
 * Who wrote it.
 */
byline: string | null, 
/**
 * The publication.
 */
site: string | null, 
/**
 * Its address.
 */
url: string | null, 
/**
 * When it was published: `2026-03-12`, with time and offset where known.
 */
published: string | null, 
/**
 * BCP 47 language.
 */
lang: string | null, 
/**
 * The beginning of its abstract or text.
 */
excerpt: string, 
/**
 * When it was clipped, milliseconds since 1970 UTC.
 */
clippedAt: number, 
/**
 * Whether it was not read yet.
 */
unread: boolean, 
/**
 * Whether it is starred.
 */
starred: boolean, 
/**
 * Whether it lies in the trash.
 */
trashed: boolean, 
/**
 * Its themes.
 */
themes: Array<ThemeRef>, 
/**
 * How many quotes it has.
 */
quotes: number, 
/**
 * The articles that it is like, the likest first.
 */
similarTo?: Array<Similar>, };

export type GetArticle = { 
/**
 * The article.
 */
id: string, 
/**
 * Another capture than the current one.
 */
capture?: string, };

export type Original = { 
/**
 * The capture.
 */
capture: string, 
/**
 * The media type of the bytes as they came.
 */
mediaType: string, 
/**
 * How many bytes there are.
 */
bytes: number, 
/**
 * All of it, sanitised, for the reader frame; empty when its kind cannot be shown.
 */
html: string, };

export type MarkArticles = { 
/**
 * The articles.
 */
ids: Array<string>, 
/**
 * Read or unread.
 */
read?: boolean, 
/**
 * Starred or not.
 */
starred?: boolean, 
/**
 * Whether the window does it by itself, so that it is no deed that is taken back.
 */
quietly?: boolean, };

export type Mark = "read" | "starred";

export type TurnArticles = { 
/**
 * The articles.
 */
ids: Array<string>, 
/**
 * Which mark.
 */
mark: Mark, };

export type Turned = { 
/**
 * Whether the articles have the mark now.
 */
on: boolean, };

export type EditArticle = { 
/**
 * The article.
 */
id: string, 
/**
 * Its headline.
 */
title?: string, 
/**
 * Who wrote it.
 */
byline?: string, 
/**
 * The publication.
 */
site?: string, 
/**
 * When it was published.
 */
published?: string, };

export type DiffArticle = { 
/**
 * The article.
 */
id: string, 
/**
 * The older capture.
 */
from?: string, 
/**
 * The newer capture.
 */
to?: string, };

export type Diff = { 
/**
 * The older capture.
 */
from: string, 
/**
 * The newer capture.
 */
to: string, 
/**
 * The text of the newer capture.
 */
text: string, 
/**
 * The changes in order of place.
 */
changes: Array<Change>, };

export type Change = { 
/**
 * `added`, `removed` or `replaced`.
 */
kind: string, 
/**
 * The older words.
 */
before: string, 
/**
 * The newer words.
 */
after: string, 
/**
 * Where the newer words begin in the newer text, in characters.
 */
at: number, 
/**
 * Whether figures differ.
 */
figures: boolean, };

export type Quote = { 
/**
 * Its id.
 */
id: string, 
/**
 * The article it stands in.
 */
articleId: string, 
/**
 * The article's headline.
 */
articleTitle: string, 
/**
 * The article's publication.
 */
site: string | null, 
/**
 * When the article was published.
 */
published: string | null, 
/**
 * The exact words.
 */
exact: string, 
/**
 * Up to 32 characters before.
 */
prefix: string, 
/**
 * Up to 32 characters after.
 */
suffix: string, 
/**
 * First character in the capture's text.
 */
start: number, 
/**
 * One past the last character.
 */
end: number, 
/**
 * The picture that is quoted in place of words, which are then what is said of it.
 */
picture: QuotedPicture | null, 
/**
 * The capture that the characters count.
 */
captureId: string, 
/**
 * Whether its place is known.
 */
placed: boolean, 
/**
 * What stands at its place now, when the publisher changed the words.
 */
nowReads?: string, 
/**
 * Who said it.
 */
speaker: string | null, 
/**
 * The user's remark.
 */
comment: string | null, 
/**
 * The colour of its mark, `1..=5`.
 */
colour: number, 
/**
 * Its themes.
 */
themes: Array<ThemeRef>, 
/**
 * What links to it: the notes it is written about in.
 */
backlinks: Array<Backlink>, 
/**
 * When it was marked, milliseconds since 1970 UTC.
 */
createdAt: number, 
/**
 * Whether it lies in the trash.
 */
trashed: boolean, };

export type QuotedPicture = { 
/**
 * Its number among the pictures of the capture, from 0.
 */
number: number, 
/**
 * The hash under which its bytes are served, as they were when it was marked.
 */
blob: string, };

export type AddQuote = { 
/**
 * The article.
 */
article: string, 
/**
 * First character in the text of the capture.
 */
start?: number, 
/**
 * One past the last character.
 */
end?: number, 
/**
 * The capture those count; the current one unless named.
 */
capture?: string, 
/**
 * The words, which must stand in the article.
 */
text?: string, 
/**
 * Which occurrence of the words, from 1.
 */
occurrence?: number, 
/**
 * A picture of the capture by its number, from 0; its bytes must be kept.
 */
picture?: number, 
/**
 * Who said it.
 */
speaker?: string, 
/**
 * A remark.
 */
comment?: string, 
/**
 * The colour of its mark, `1..=5`.
 */
colour?: number, 
/**
 * Names of themes; unknown ones are made.
 */
themes?: Array<string>, };

export type EditQuote = { 
/**
 * The quote.
 */
id: string, 
/**
 * Who said it.
 */
speaker?: string, 
/**
 * A remark.
 */
comment?: string, 
/**
 * The colour of its mark, `1..=5`.
 */
colour?: number, 
/**
 * A new place, first character in the text of the article's current capture; with `end`.
 */
start?: number, 
/**
 * One past the last character of the new place.
 */
end?: number, 
/**
 * In place of both, words as they are printed there.
 */
text?: string, 
/**
 * Which occurrence of `text`, from 1.
 */
occurrence?: number, 
/**
 * A picture of the current capture as the new place, by its number, from 0.
 */
picture?: number, };

export type ListQuotes = { 
/**
 * Only those with this theme or one below it.
 */
theme?: string, 
/**
 * Only those of this article.
 */
article?: string, 
/**
 * Only those said by this person, under any of the names.
 */
speaker?: string, 
/**
 * Only those whose place is lost.
 */
unplaced?: boolean, 
/**
 * Those in the trash instead of the others.
 */
trashed?: boolean, 
/**
 * How many to leave out at the start.
 */
offset?: number, 
/**
 * How many at the most.
 */
limit?: number, };

export type SuggestSpeakers = { 
/**
 * The article.
 */
article: string, 
/**
 * The capture that the characters count; the current one unless named.
 */
capture?: string, 
/**
 * First character of the passage.
 */
start: number, 
/**
 * One past the last.
 */
end: number, };

export type SpeakerOffer = { 
/**
 * The name to write down: the theme's where there is one.
 */
name: string, 
/**
 * The person's theme.
 */
theme: ThemeRef | null, 
/**
 * As the text names them.
 */
form: string, };

export type ListAnnotations = { 
/**
 * Only those of this article.
 */
article?: string, 
/**
 * Only those with this theme or one below it.
 */
theme?: string, };

export type Annotations = { 
/**
 * How many quotes there are.
 */
count: number, 
/**
 * An AnnotationCollection with one page, as JSON-LD.
 */
json: string, };

export type Turn = { 
/**
 * The last deed of this command, whatever else was done since.
 */
deed?: string, 
/**
 * The last one that was done to this item; for a deed that is named.
 */
item?: string, };

export type Undone = { 
/**
 * The command whose deed was taken back or done again; null when there was none.
 */
deed: string | null, 
/**
 * What it touched.
 */
items: Array<TouchedItem>, };

export type Note = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its title; may be empty.
 */
title: string, 
/**
 * Markdown.
 */
body: string, 
/**
 * The body as sanitised HTML.
 */
html: string, 
/**
 * The article it was written beside.
 */
articleId: string | null, 
/**
 * That article's headline.
 */
articleTitle: string | null, 
/**
 * Its themes.
 */
themes: Array<ThemeRef>, 
/**
 * What links here.
 */
backlinks: Array<Backlink>, 
/**
 * When it was begun, milliseconds since 1970 UTC.
 */
createdAt: number, 
/**
 * When it was last changed, milliseconds since 1970 UTC.
 */
editedAt: number, 
/**
 * Whether it lies in the trash.
 */
trashed: boolean, };

export type Backlink = { 
/**
 * Its id.
 */
id: string, 
/**
 * `article`, `quote`, `note` or `theme`.
 */
kind: string, 
/**
 * What it is called.
 */
title: string, };

export type AddNote = { 
/**
 * Its title.
 */
title?: string, 
/**
 * Markdown.
 */
body?: string, 
/**
 * The article it is written beside.
 */
article?: string, };

export type EditNote = { 
/**
 * The note.
 */
id: string, 
/**
 * Its title.
 */
title?: string, 
/**
 * Markdown.
 */
body?: string, };

export type ListNotes = { 
/**
 * Only those with this theme or one below it.
 */
theme?: string, 
/**
 * Those in the trash instead of the others.
 */
trashed?: boolean, 
/**
 * How many to leave out at the start.
 */
offset?: number, 
/**
 * How many at the most.
 */
limit?: number, };

export type Revision = { 
/**
 * When this wording was replaced, milliseconds since 1970 UTC.
 */
replacedAt: number, 
/**
 * The title then.
 */
title: string, 
/**
 * The body then.
 */
body: string, };

export type Theme = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its name.
 */
name: string, 
/**
 * `topic`, `company` or `person`.
 */
kind: string, 
/**
 * The theme it lies under.
 */
parent: string | null, 
/**
 * Its colour, `1..=8`.
 */
colour: number, 
/**
 * What it means.
 */
description: string | null, 
/**
 * Its other names.
 */
aliases: Array<Alias>, 
/**
 * How many articles, quotes and notes carry it, itself or by a theme below it.
 */
count: number, 
/**
 * Its rule: an article or a note in which its names stand at least so often carries it by itself, and a quote that names it at all.
 */
rule: number | null, 
/**
 * Articles carrying it by week of publication (of clipping where unknown), the last twelve weeks, oldest first.
 */
weeks: Array<number>, };

export type ThemeSource = { 
/**
 * Its name.
 */
site: string, 
/**
 * How many of its articles carry the theme or one below it.
 */
articles: number, };

export type OfPerson = { 
/**
 * Id, name or alias of the person's theme.
 */
id: string, 
/**
 * How many at the most.
 */
limit?: number, };

export type Alias = { 
/**
 * The name as written.
 */
form: string, 
/**
 * BCP 47 language.
 */
lang: string | null, 
/**
 * Whether its capitals must be capitals in a text.
 */
matchCase: boolean, 
/**
 * Whether it must stand as a whole word.
 */
wholeWord: boolean, 
/**
 * Whether it is also an ordinary word, so that it counts in context only.
 */
ambiguous: boolean, };

export type AddTheme = { 
/**
 * Its name.
 */
name: string, 
/**
 * `topic`, `company` or `person`.
 */
kind?: string, 
/**
 * Name or id of the theme it lies under.
 */
parent?: string, 
/**
 * Its colour, `1..=8`.
 */
colour?: number, 
/**
 * What it means.
 */
description?: string, 
/**
 * Other names as plain forms.
 */
aliases?: Array<string>, };

export type EditTheme = { 
/**
 * Id, name or alias of the theme.
 */
theme: string, 
/**
 * A new name; the former one of a person stays as another.
 */
name?: string, 
/**
 * `topic`, `company` or `person`.
 */
kind?: string, 
/**
 * Name or id of the theme it lies under.
 */
parent?: string, 
/**
 * Its colour, `1..=8`.
 */
colour?: number, 
/**
 * What it means.
 */
description?: string, 
/**
 * All its other names.
 */
aliases?: Array<Alias>, 
/**
 * How often its names must stand in an article or a note that carries it by itself; 0 for no rule.
 */
rule?: number, };

export type MergeThemes = { 
/**
 * The theme that goes.
 */
from: string, 
/**
 * The theme that stays.
 */
into: string, };

export type Suggestion = { 
/**
 * The theme's id.
 */
id: string, 
/**
 * The theme's name.
 */
theme: string, 
/**
 * Its colour, `1..=8`.
 */
colour: number, 
/**
 * The forms that were found.
 */
forms: Array<string>, 
/**
 * How often.
 */
count: number, 
/**
 * Whether the item carries it already.
 */
tagged: boolean, };

export type TakeThemeTable = { 
/**
 * CSV whose first line names the columns: name, kind, parent, colour, description, aliases, rule.
 */
csv: string, };

export type ThemeTable = { 
/**
 * The table.
 */
csv: string, };

export type ThemeTableTaken = { 
/**
 * Themes that are new.
 */
added: number, 
/**
 * Themes that were there and gained something.
 */
extended: number, 
/**
 * What was left out.
 */
problems: Array<ThemeTableProblem>, };

export type ThemeTableProblem = { 
/**
 * Its line, from 1.
 */
line: number, 
/**
 * Why, for people.
 */
message: string, };

export type SaveExport = { 
/**
 * Articles, quotes, notes and themes, or a receipt.
 */
ids: Array<string>, 
/**
 * `markdown`, `html`, `docx` or `pdf`; `w3c` for the quotes of all of them in one file of Web Annotations; `csv`, without ids, for
 * the table of all themes; or `original` for the bytes that a receipt keeps.
 */
format: string, 
/**
 * BCP 47 language of the words that are added; English unless Chinese is asked for.
 */
lang?: string, };

export type ExportedFile = { 
/**
 * The item; empty for a file of more than one.
 */
id: string, 
/**
 * Where the file is.
 */
file: string, 
/**
 * How many sources it numbers.
 */
sources: number, 
/**
 * How many passages it quotes.
 */
passages: number, 
/**
 * The passages that do not stand as they are quoted.
 */
faults: Array<PassageFault>, };

export type PassageFault = { 
/**
 * Its words.
 */
words: string, 
/**
 * The headline of its article; empty when that is lost.
 */
title: string, 
/**
 * What is wrong, for people.
 */
message: string, };

export type Sort = "relevance" | "published" | "clipped";

export type Find = { 
/**
 * The query as typed.
 */
query: string, 
/**
 * `article`, `quote`, `note`; all when absent.
 */
kinds?: Array<string>, 
/**
 * Only what carries this theme (id) or one below it.
 */
theme?: string, 
/**
 * Sorted by.
 */
sort?: Sort, 
/**
 * How many to leave out at the start.
 */
offset?: number, 
/**
 * How many at the most; 20 when absent.
 */
limit?: number, 
/**
 * Whether the last word may be unfinished, as while typing.
 */
typing?: boolean, };

export type Answer = { 
/**
 * The best hits.
 */
hits: Array<Hit>, 
/**
 * How many there are in all.
 */
total: number, 
/**
 * Counts of all hits.
 */
facets: Facets, 
/**
 * How long it took inside the program, microseconds.
 */
tookUs: number, 
/**
 * Whether hits with only some of the words follow.
 */
relaxed: boolean, 
/**
 * The fields that hold for the whole query, as they stand in it.
 */
filters: Array<Filter>, 
/**
 * What was understood otherwise than typed.
 */
remarks: Array<Remark>, };

export type Remark = { 
/**
 * A stable word for programs and translation.
 */
code: string, 
/**
 * A sentence for people.
 */
message: string, };

export type Hit = { 
/**
 * `article`, `quote` or `note`.
 */
kind: string, 
/**
 * Its id.
 */
id: string, 
/**
 * The article a quote stands in or a note was written beside.
 */
articleId: string | null, 
/**
 * The id it had where it was imported from.
 */
externalId: string | null, 
/**
 * Its title: of a quote, its article's.
 */
title: string, 
/**
 * Character ranges of the title that match.
 */
titleHighlights: Array<[number, number]>, 
/**
 * A passage that matches, plain text.
 */
snippet: string, 
/**
 * Character ranges of the snippet that match.
 */
highlights: Array<[number, number]>, 
/**
 * The publication.
 */
site: string | null, 
/**
 * Who said it, of a quote.
 */
speaker: string | null, 
/**
 * When it was published.
 */
published: string | null, 
/**
 * When it was clipped, marked or written, milliseconds since 1970 UTC.
 */
clippedAt: number, 
/**
 * Whether the article was not read yet.
 */
unread: boolean, 
/**
 * Whether it lies in the trash.
 */
trashed: boolean, 
/**
 * Its themes.
 */
themes: Array<ThemeRef>, 
/**
 * How well it matches; comparable within one answer only.
 */
score: number, 
/**
 * Whether only some of the words match.
 */
partial: boolean, };

export type Facets = { 
/**
 * By kind.
 */
kinds: Array<Facet>, 
/**
 * By theme (`value` is its id).
 */
themes: Array<Facet>, 
/**
 * By publication.
 */
sites: Array<Facet>, 
/**
 * By person, who wrote or said it.
 */
people: Array<Facet>, 
/**
 * By the month it is dated, `2026-03`.
 */
months: Array<Facet>, };

export type Facet = { 
/**
 * The value for programs.
 */
value: string, 
/**
 * The value for people.
 */
label: string, 
/**
 * How many hits have it.
 */
count: number, };

export type Drop = { "kind": "url", 
/**
 * The address.
 */
url: string, 
/**
 * The title the source gave.
 */
title?: string, } | { "kind": "html", 
/**
 * Raw HTML.
 */
html: string, 
/**
 * The page it came from.
 */
url?: string, 
/**
 * The title the source gave.
 */
title?: string, } | { "kind": "text", 
/**
 * The text.
 */
text: string, 
/**
 * The page it came from.
 */
url?: string, };

export type DropClips = { 
/**
 * What was dropped.
 */
drops: Array<Drop>, 
/**
 * Names of themes to tag the articles with.
 */
themes?: Array<string>, };

export type Clipped = { 
/**
 * The article's id, or the waiting clip's; empty when it failed.
 */
id: string, 
/**
 * `new`, `seen`, `captured`, `waiting` or `failed`.
 */
state: string, 
/**
 * The headline, or what stands in for it.
 */
title: string, 
/**
 * Who wrote it.
 */
byline: string | null, 
/**
 * The publication.
 */
site: string | null, 
/**
 * Its address; of what waits or failed, the one that was dropped or that it came from, without a password.
 */
url: string | null, 
/**
 * When it was published.
 */
published: string | null, 
/**
 * BCP 47 language.
 */
lang: string | null, 
/**
 * Its pictures.
 */
pictures: Array<ClippedPicture>, 
/**
 * The article that it is the same as.
 */
duplicateOf?: string, 
/**
 * The articles that it is like, the likest first.
 */
similarTo?: Array<Similar>, 
/**
 * Themes that its text speaks of and it does not carry.
 */
suggested?: Array<ThemeRef>, 
/**
 * The themes that it carries.
 */
themes?: Array<ThemeRef>, 
/**
 * The media type of what was taken.
 */
mediaType?: string, 
/**
 * The capture that was added to an article that was there.
 */
capture?: string, 
/**
 * How many captures the article has now.
 */
captures?: number, 
/**
 * How many of its quotes have no place in the new text.
 */
unplaced?: number, 
/**
 * How many of its quotes stand where the publisher changed the words.
 */
reworded?: number, 
/**
 * When the article was first clipped, milliseconds since 1970 UTC.
 */
clippedAt?: number, 
/**
 * Whether the article lay in the trash before.
 */
fromTrash?: boolean, 
/**
 * What happened and what to do, for people.
 */
message?: string, 
/**
 * The message, for other languages.
 */
remark?: ClipRemark, 
/**
 * The receipt of what failed, which keeps it or knows where it lies.
 */
receipt?: string, 
/**
 * Whether another try of it may end otherwise.
 */
again?: boolean, };

export type ClippedPicture = { 
/**
 * Its address.
 */
url: string, 
/**
 * `waiting`, `kept` or `failed`.
 */
state: string, 
/**
 * Why it failed or waits, for people.
 */
message?: string, 
/**
 * The message, for other languages.
 */
remark?: ClipRemark, };

export type ClipRemark = { 
/**
 * Which sentence it is.
 */
code: string, 
/**
 * The numbers in it, in order.
 */
values: Array<string>, 
/**
 * The sentence that stands in it as its reason.
 */
cause?: ClipRemark, };

export type UndoClip = { 
/**
 * Its id; of what failed, its receipt.
 */
id: string, 
/**
 * `new`, `seen`, `captured`, `waiting` or `failed`.
 */
state: string, 
/**
 * The capture that was added; the newest unless named.
 */
capture?: string, 
/**
 * Whether the article lay in the trash before.
 */
fromTrash?: boolean, };

export type Receipt = { 
/**
 * Its id.
 */
id: string, 
/**
 * The article it belongs to, once there is one.
 */
articleId: string | null, 
/**
 * The headline or address.
 */
title: string, 
/**
 * Its address, without a password.
 */
url: string | null, 
/**
 * The text: `waiting`, `done` or `failed`.
 */
text: string, 
/**
 * Pictures kept.
 */
picturesKept: number, 
/**
 * Pictures that could not be fetched.
 */
picturesFailed: number, 
/**
 * Pictures in all.
 */
pictures: number, 
/**
 * Whether the bytes as they came are kept with it, because no article was made of them.
 */
original: boolean, 
/**
 * `waiting`, `running`, `done` or `failed`.
 */
state: string, 
/**
 * What became of the page once it was fetched: `new`, `seen` or `captured`.
 */
outcome: string | null, 
/**
 * The share of its words that stand in the article it is likest to, from 0 to 1.
 */
share: number | null, 
/**
 * How far a theme's rule is that looks through the library; its title is the theme's name.
 */
ruling: Ruling | null, 
/**
 * Why it failed or waits, for people.
 */
message: string | null, 
/**
 * The message, for other languages.
 */
remark: ClipRemark | null, 
/**
 * When it was dropped, milliseconds since 1970 UTC.
 */
droppedAt: number, };

export type Ruling = { 
/**
 * Articles, quotes and notes looked at.
 */
seen: number, 
/**
 * How many there were when it began.
 */
all: number, 
/**
 * How many were given the theme.
 */
given: number, };

export type CitationStyle = { 
/**
 * What it is asked for by.
 */
id: string, 
/**
 * What it calls itself.
 */
name: string, 
/**
 * Why it cannot be used; null for one that can.
 */
problem: StyleProblem | null, };

export type StyleProblem = "too-long" | "too-deep" | "circle" | "dependent" | "no-sources" | "unreadable";

export type WriteCitation = { 
/**
 * An article, or a quote that goes with its words.
 */
id: string, 
/**
 * The style's id.
 */
style: string, };

export type Citation = { 
/**
 * The source as the style writes it, lines apart.
 */
text: string, };

export type Similar = { 
/**
 * The other article.
 */
id: string, 
/**
 * The capture that it shows, to compare with.
 */
capture: string, 
/**
 * Its headline.
 */
title: string, 
/**
 * Its publication.
 */
site: string | null, 
/**
 * When it was published.
 */
published: string | null, 
/**
 * The share of this article's words that stand in the other, from 0 to 1.
 */
share: number, 
/**
 * Paragraphs of this article that do not stand in the other.
 */
fresh: number, 
/**
 * The share of the other's words that stand in this article.
 */
shareBack: number, 
/**
 * Paragraphs of the other that do not stand in this article.
 */
freshBack: number, 
/**
 * Whether the user keeps both.
 */
kept: boolean, };

export type KeepRepost = { 
/**
 * The article.
 */
id: string, 
/**
 * False to ask again.
 */
kept?: boolean, };

export type MergeRepost = { 
/**
 * The article.
 */
id: string, 
/**
 * The one that stays.
 */
into: string, };

export type Filter = { 
/**
 * Its first character in the query.
 */
start: number, 
/**
 * One past its last character.
 */
end: number, 
/**
 * `theme`, `site`, `author`, `speaker`, `person`, `kind`, `lang`, `before`, `after`, `on`, `clipped`, `is`, `has`, `url`, `title`.
 */
field: string, 
/**
 * The sign of a comparison, `<` `<=` `>` `>=` `=`, or empty.
 */
compare: string, 
/**
 * The value as typed, without quotation marks.
 */
value: string, 
/**
 * Whether it is excluded.
 */
negated: boolean, 
/**
 * The theme it names, where there is one.
 */
theme: ThemeRef | null, };

export type FindInside = { 
/**
 * The article or the note.
 */
id: string, 
/**
 * The query as typed.
 */
query: string, 
/**
 * Whether the last word may be unfinished, as while typing.
 */
typing?: boolean, };

export type Inside = { 
/**
 * Where words of the query stand, in order, the first 500.
 */
ranges: Array<[number, number]>, 
/**
 * Where the passage begins that has the most of them; null where none stands.
 */
best: number | null, };

export type FindLike = { 
/**
 * An article, quote or note.
 */
id: string, 
/**
 * `article`, `quote`, `note`; all when absent.
 */
kinds?: Array<string>, 
/**
 * How many to leave out at the start.
 */
offset?: number, 
/**
 * How many at the most; 20 when absent.
 */
limit?: number, };

export type Complete = { 
/**
 * The query as typed.
 */
query: string, 
/**
 * Where the cursor stands in it, characters.
 */
cursor: number, };

export type Completion = { 
/**
 * The first character that an offer replaces.
 */
start: number, 
/**
 * One past the last.
 */
end: number, 
/**
 * The offers, best first.
 */
offers: Array<Offer>, };

export type Offer = { 
/**
 * The field.
 */
field: string, 
/**
 * What stands in the query then; of a field without its value, its name and colon.
 */
text: string, 
/**
 * The value for people; empty for a field without its value.
 */
label: string, 
/**
 * Another name that fits what was typed.
 */
also: string | null, 
/**
 * How many items have it, where that is known.
 */
count: number | null, 
/**
 * The theme, where it is one.
 */
theme: ThemeRef | null, };

export type SavedSearch = { 
/**
 * Its id.
 */
id: string, 
/**
 * What the user calls it.
 */
name: string, 
/**
 * The query.
 */
query: string, 
/**
 * How many items have every word of it; null when that was not asked, or while the index is being built.
 */
count: number | null, };

export type ListSearches = { 
/**
 * Whether to count what each finds.
 */
counts?: boolean, };

export type AddSearch = { 
/**
 * Its name; empty for the query itself.
 */
name: string, 
/**
 * The query.
 */
query: string, };

export type EditSearch = { 
/**
 * The saved search, by its id or name.
 */
id: string, 
/**
 * A new name.
 */
name?: string, 
/**
 * A new query.
 */
query?: string, };

export type OneSearch = { 
/**
 * The saved search, by its id or name.
 */
id: string, };

export type ArrangeSearches = { 
/**
 * Ids in the wanted order; those that are missing follow.
 */
ids: Array<string>, };

export type AskedQuery = { 
/**
 * The query.
 */
query: string, };

export type ForgetQueries = { 
/**
 * The query; all when absent.
 */
query?: string, };

export type Begin = { 
/**
 * The list that is shown first.
 */
list: ListArticles, };

export type Begun = { 
/**
 * As `settings.get` answers.
 */
settings: Settings, 
/**
 * As `library.status` answers.
 */
status: Status, 
/**
 * As `articles.list` answers.
 */
list: ArticleList, };

export type Status = { 
/**
 * The library's folder.
 */
folder: string, 
/**
 * Whether it may only be read, and why.
 */
readOnly: string | null, 
/**
 * Counts for the sidebar.
 */
counts: Counts, 
/**
 * The number of the last change.
 */
seq: number, 
/**
 * Whether nothing was ever clipped, so that the sample is offered.
 */
empty: boolean, 
/**
 * This program's version.
 */
version: string, 
/**
 * What was wrong with the search index since the library was opened, or is wrong with it now.
 */
indexTrouble: IndexTrouble | null, };

export type IndexTrouble = { 
/**
 * A stable word for programs: `damaged`, `another-number`, `other-version` or `not-finished`.
 */
code: string, 
/**
 * A sentence for people.
 */
message: string, 
/**
 * Whether the index was built anew; it is being built otherwise.
 */
mended: boolean, };

export type Counts = { 
/**
 * Unread articles.
 */
inbox: number, 
/**
 * Articles.
 */
articles: number, 
/**
 * Starred articles.
 */
starred: number, 
/**
 * Quotes.
 */
quotes: number, 
/**
 * Quotes whose place is lost.
 */
unplaced: number, 
/**
 * Notes.
 */
notes: number, 
/**
 * Articles, quotes and notes in the trash.
 */
trash: number, };

export type Check = { 
/**
 * Whether to mend what can be mended safely.
 */
repair: boolean, };

export type Checked = { 
/**
 * Whether nothing is wrong (any more).
 */
ok: boolean, 
/**
 * What is wrong.
 */
findings: Array<Finding>, 
/**
 * Where the damaged file is kept, when a new one was made of what could be read of it.
 */
keptAs: string | null, };

export type Finding = { 
/**
 * A stable word for programs.
 */
what: string, 
/**
 * The item, where there is one.
 */
item: string | null, 
/**
 * What the item is, where that is known: article, quote, note or theme.
 */
kind: string | null, 
/**
 * What is wrong and what to do, for people.
 */
message: string, 
/**
 * Whether it was mended.
 */
repaired: boolean, };

export type Reindexed = { 
/**
 * Documents in the new index.
 */
documents: number, 
/**
 * How long it took, milliseconds.
 */
tookMs: number, };

export type BackedUp = { 
/**
 * The file that was written and verified.
 */
file: string, 
/**
 * Its size, bytes.
 */
bytes: number, };

export type Settings = { 
/**
 * `system`, `en` or `zh-CN`.
 */
language: string | null, 
/**
 * `system`, `light` or `dark`.
 */
appearance: string | null, 
/**
 * Whether links may lead to hosts of this machine and of private networks; absent for no.
 */
privateAddresses?: boolean, 
/**
 * The folder whose new files are clipped; empty for none. It can be given up here, but is chosen where the page has no word.
 */
watchedFolder?: string, 
/**
 * Whether the window has an icon in the tray of the desktop; absent for no.
 */
tray?: boolean, 
/**
 * Whether the desktop tells what was clipped while the window is not in front; absent for no.
 */
notices?: boolean, 
/**
 * The key that clips the clipboard from every program, such as `Ctrl+Alt+KeyK`; empty for none.
 */
clipKey?: string, };

export type Changed = { 
/**
 * The number of the last change.
 */
seq: number, 
/**
 * What was touched; empty when it may be anything.
 */
items: Array<TouchedItem>, 
/**
 * Whether the receipts changed.
 */
receipts: boolean, };

export type Backup = { 
/**
 * Its name in the folder of backups.
 */
name: string, 
/**
 * When it was made, milliseconds since 1970 UTC.
 */
madeAt: number, 
/**
 * Its size, bytes.
 */
bytes: number, };

export type RestoreBackup = { 
/**
 * The backup's name, one of `rescue.backups`.
 */
name: string, };

export type ExportDamaged = { 
/**
 * `markdown`, `html`, `docx` or `pdf`.
 */
format: string, 
/**
 * BCP 47 language of the words that are added.
 */
lang: string, };

export type Rescued = { 
/**
 * The new folder with the files.
 */
folder: string, 
/**
 * How many articles, notes and themes are in it.
 */
files: number, 
/**
 * How many things could not be read.
 */
lost: number, };

export type WireError = { 
/**
 * A stable word.
 */
code: ErrorCode, 
/**
 * What happened and what to do, for people.
 */
message: string, 
/**
 * A fact that goes with the code: the name or id in question.
 */
detail: string | null, };

export type ErrorCode = "unknown-command" | "bad-request" | "not-found" | "name-taken" | "not-in-article" | "outdated" | "busy" | "disk-full" | "read-only" | "newer" | "damaged" | "not-understood" | "network" | "io" | "unsupported";

export interface Commands {
  "library.begin": { request: Begin; reply: Begun };
  "library.status": { request: Nothing; reply: Status };
  "library.check": { request: Check; reply: Checked };
  "library.reindex": { request: Nothing; reply: Reindexed };
  "library.backup": { request: Nothing; reply: BackedUp };
  "library.undo": { request: Turn; reply: Undone };
  "library.redo": { request: Turn; reply: Undone };
  "settings.get": { request: Nothing; reply: Settings };
  "settings.put": { request: Settings; reply: Settings };
  "clips.drop": { request: DropClips; reply: Array<Clipped> };
  "clips.sample": { request: Nothing; reply: Array<Clipped> };
  "clips.receipts": { request: Nothing; reply: Array<Receipt> };
  "clips.retry": { request: OneItem; reply: Array<Receipt> };
  "clips.cancel": { request: OneItem; reply: Array<Receipt> };
  "clips.get": { request: OneItem; reply: Clipped | null };
  "clips.undo": { request: UndoClip; reply: Nothing };
  "reposts.list": { request: OneItem; reply: Array<Similar> };
  "reposts.keep": { request: KeepRepost; reply: Array<Similar> };
  "reposts.merge": { request: MergeRepost; reply: ArticleRow };
  "articles.list": { request: ListArticles; reply: ArticleList };
  "articles.ids": { request: ListArticles; reply: Array<string> };
  "articles.get": { request: GetArticle; reply: Article };
  "articles.original": { request: GetArticle; reply: Original };
  "articles.mark": { request: MarkArticles; reply: Array<ArticleRow> };
  "articles.turn": { request: TurnArticles; reply: Turned };
  "articles.edit": { request: EditArticle; reply: ArticleRow };
  "articles.diff": { request: DiffArticle; reply: Diff };
  "citations.styles": { request: Nothing; reply: Array<CitationStyle> };
  "citations.write": { request: WriteCitation; reply: Citation };
  "quotes.add": { request: AddQuote; reply: Quote };
  "quotes.edit": { request: EditQuote; reply: Quote };
  "quotes.get": { request: OneItem; reply: Quote };
  "quotes.list": { request: ListQuotes; reply: Array<Quote> };
  "quotes.count": { request: ListQuotes; reply: number };
  "quotes.speakers": { request: Nothing; reply: Array<string> };
  "quotes.suggestSpeakers": { request: SuggestSpeakers; reply: Array<SpeakerOffer> };
  "quotes.annotations": { request: ListAnnotations; reply: Annotations };
  "notes.add": { request: AddNote; reply: Note };
  "notes.edit": { request: EditNote; reply: Note };
  "notes.get": { request: OneItem; reply: Note };
  "notes.list": { request: ListNotes; reply: Array<Note> };
  "notes.count": { request: ListNotes; reply: number };
  "notes.revisions": { request: OneItem; reply: Array<Revision> };
  "themes.list": { request: Nothing; reply: Array<Theme> };
  "themes.sources": { request: OneItem; reply: Array<ThemeSource> };
  "themes.said": { request: OfPerson; reply: Array<Quote> };
  "themes.wrote": { request: OfPerson; reply: ArticleList };
  "themes.add": { request: AddTheme; reply: Theme };
  "themes.edit": { request: EditTheme; reply: Theme };
  "themes.merge": { request: MergeThemes; reply: Theme };
  "themes.remove": { request: OneItem; reply: TouchedItem };
  "themes.takeTable": { request: TakeThemeTable; reply: ThemeTableTaken };
  "themes.starter": { request: Nothing; reply: ThemeTableTaken };
  "themes.table": { request: Nothing; reply: ThemeTable };
  "themes.applyRule": { request: OneItem; reply: Array<Receipt> };
  "themes.suggest": { request: OneItem; reply: Array<Suggestion> };
  "items.tag": { request: TagItems; reply: Array<TaggedItem> };
  "items.untag": { request: TagItems; reply: Array<TaggedItem> };
  "items.backlinks": { request: OneItem; reply: Array<Backlink> };
  "items.reasons": { request: OneItem; reply: Array<RuleReason> };
  "items.trash": { request: SomeItems; reply: Array<TouchedItem> };
  "items.restore": { request: SomeItems; reply: Array<TouchedItem> };
  "items.remove": { request: SomeItems; reply: Array<TouchedItem> };
  "items.emptyTrash": { request: Nothing; reply: EmptiedTrash };
  "exports.save": { request: SaveExport; reply: Array<ExportedFile> };
  "search.find": { request: Find; reply: Answer };
  "search.inside": { request: FindInside; reply: Inside };
  "search.like": { request: FindLike; reply: Answer };
  "search.complete": { request: Complete; reply: Completion };
  "searches.list": { request: ListSearches; reply: Array<SavedSearch> };
  "searches.add": { request: AddSearch; reply: SavedSearch };
  "searches.edit": { request: EditSearch; reply: SavedSearch };
  "searches.remove": { request: OneSearch; reply: Array<SavedSearch> };
  "searches.arrange": { request: ArrangeSearches; reply: Array<SavedSearch> };
  "searches.history": { request: Nothing; reply: Array<string> };
  "searches.remember": { request: AskedQuery; reply: Array<string> };
  "searches.forget": { request: ForgetQueries; reply: Array<string> };
  "rescue.backups": { request: Nothing; reply: Array<Backup> };
  "rescue.restore": { request: RestoreBackup; reply: Checked };
  "rescue.salvage": { request: Nothing; reply: Checked };
  "rescue.export": { request: ExportDamaged; reply: Rescued };
}
