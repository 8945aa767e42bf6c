//! Citations as the manuals write them.

use jiff::civil::date;

use super::*;

const ENGLISH: Source<'static> = Source {
    title: "Memory makers guide HBM4 yields above plan",
    byline: Some("Ada Norrby"),
    site: Some("Chip Ledger"),
    url: Some("https://example.org/a"),
    published: Some(&Published::Day(date(2026, 11, 9))),
    seen: date(2026, 11, 26),
};
const CHINESE: Source<'static> = Source {
    title: "存储涨价周：HBM 良率与 ASIC 之争",
    byline: Some("林沐"),
    site: Some("算力笔记"),
    published: Some(&Published::Day(date(2026, 11, 20))),
    ..ENGLISH
};

fn cite(style: &str, source: Source) -> String {
    Style::named(style).expect(style).cite(&source, None)
}

#[test]
fn a_source_is_written_as_the_manuals_write_it() {
    for (style, source, line) in [
        (
            "gb-7714-2015-numeric",
            CHINESE,
            "林沐. 存储涨价周：HBM 良率与 ASIC 之争[EB/OL]. (2026-11-20)[2026-11-26]. https://example.org/a.",
        ),
        (
            "gb-7714-2015-numeric",
            Source { byline: None, ..CHINESE },
            "算力笔记. 存储涨价周：HBM 良率与 ASIC 之争[EB/OL]. (2026-11-20)[2026-11-26]. https://example.org/a.",
        ),
        (
            "apa",
            ENGLISH,
            "Norrby, A. (2026, November 9). Memory makers guide HBM4 yields above plan. Chip Ledger. https://example.org/a",
        ),
        (
            "chicago-notes",
            ENGLISH,
            "Norrby, Ada. “Memory makers guide HBM4 yields above plan.” Chip Ledger, November 9, 2026. https://example.org/a.",
        ),
        (
            "mla",
            ENGLISH,
            "Norrby, Ada. “Memory makers guide HBM4 yields above plan.” Chip Ledger, 9 Nov. 2026, https://example.org/a.",
        ),
        (
            "ieee",
            ENGLISH,
            "A. Norrby, “Memory makers guide HBM4 yields above plan,” Chip Ledger. Accessed: Nov. 26, 2026. [Online]. Available: https://example.org/a",
        ),
        (
            "iso-690-numeric",
            ENGLISH,
            "NORRBY, Ada. Memory makers guide HBM4 yields above plan. Chip Ledger. Online. 9 November 2026. [Accessed 26 November 2026]. Available from: https://example.org/a",
        ),
        ("markdown", CHINESE, "林沐, [存储涨价周：HBM 良率与 ASIC 之争](https://example.org/a), 算力笔记, 2026-11-20"),
        ("plain", CHINESE, "存储涨价周：HBM 良率与 ASIC 之争\n林沐, 算力笔记, 2026-11-20\nhttps://example.org/a"),
    ] {
        assert_eq!(cite(style, source), line, "{style}");
    }
}

#[test]
fn several_authors_are_named_as_each_style_wants_them() {
    let source = Source { byline: Some("By Ada Norrby, Li Chen and Jean-Luc van der Berg"), ..ENGLISH };
    for (style, names) in [
        ("apa", "Norrby, A., Chen, L., & van der Berg, J.-L. (2026"),
        ("chicago-notes", "Norrby, Ada, Li Chen, and Jean-Luc van der Berg. “"),
        ("mla", "Norrby, Ada, et al. “"),
        ("gb-7714-2015-numeric", "NORRBY A, CHEN L, VAN DER BERG J L. "),
        ("bibtex", "  author = {Norrby, Ada and Chen, Li and van der Berg, Jean-Luc},"),
    ] {
        assert!(cite(style, source).contains(names), "{style}: {}", cite(style, source));
    }
    let four = |byline| Source { byline: Some(byline), ..ENGLISH };
    assert!(
        cite("gb-7714-2015-numeric", Source { title: CHINESE.title, ..four("甲，乙，丙，丁") })
            .starts_with("甲, 乙, 丙, 等. ")
    );
    assert!(
        cite("gb-7714-2015-numeric", four("Ada Norrby, Li Chen, Jo Falk, Al Moss"))
            .starts_with("NORRBY A, CHEN L, FALK J, et al. ")
    );
}

#[test]
fn no_name_is_turned_that_is_not_a_latin_persons() {
    assert!(cite("apa", Source { byline: Some("林沐、顾小舟"), ..CHINESE }).starts_with("林沐, & 顾小舟. ("));
    assert!(cite("mla", Source { byline: Some("Chip Ledger Staff"), ..ENGLISH }).starts_with("Chip Ledger Staff. "));
}

#[test]
fn a_title_keeps_its_letters_and_its_quotations() {
    let source = Source { title: "Why iPhone makers call CoWoS-L \"good enough\"?", ..ENGLISH };
    for style in styles().into_iter().filter(|style| style.id != "bibtex" && !style.name.starts_with("CSE Manual")) {
        let line = cite(&style.id, source);
        let title = line.contains("Why iPhone makers call CoWoS-L");
        assert!(title, "{}: {line}", style.id);
    }
    assert!(cite("chicago-notes", source).contains("“Why iPhone makers call CoWoS-L ‘good enough’?” Chip Ledger, "));
}

#[test]
fn a_line_is_written_of_what_is_known_and_has_no_number() {
    let bare = Source { byline: None, site: None, url: None, published: None, ..CHINESE };
    for style in styles() {
        for source in [bare, CHINESE, ENGLISH] {
            let line = cite(&style.id, source);
            assert!(line.contains("HBM") || style.id.starts_with("cse-name"), "{}: {line}", style.id);
            assert!(
                !line.starts_with(['1', '[', '(', '.', ',', ' ']) || style.id == "markdown",
                "{}: {line}",
                style.id
            );
        }
    }
}

#[test]
fn an_entry_of_bibtex_has_a_key_and_no_brace_that_would_end_a_field() {
    let entry = cite("bibtex", Source { title: "A } brace {", byline: Some("Ada {N}orrby"), ..ENGLISH });
    assert!(entry.starts_with("@online{Norrby2026,\n"), "{entry}");
    assert!(entry.contains("  title = {{A  brace }},\n"), "{entry}");
    assert_eq!(entry.matches('{').count(), entry.matches('}').count());
}

#[test]
fn a_passage_goes_before_the_line_with_who_said_it() {
    let passage = |words, speaker| Passage { words, speaker };
    let gbt = Style::named("gb-7714-2015-numeric").unwrap();
    assert!(
        gbt.cite(&CHINESE, Some(&passage("良率大约 62%", Some("设备商高管"))))
            .starts_with("“良率大约 62%”（设备商高管）\n林沐. ")
    );
    assert!(gbt.cite(&CHINESE, Some(&passage(" ", None))).starts_with("林沐. "));
    let markdown = Style::named("markdown").unwrap();
    assert!(markdown.cite(&ENGLISH, Some(&passage("one\ntwo", None))).starts_with("> one\n> two\n>\n> — Ada"));
    assert!(Style::named("bibtex").unwrap().cite(&ENGLISH, Some(&passage("one", None))).starts_with("@online"));
}

#[test]
fn a_style_of_ones_own_is_read_and_what_is_none_is_refused() {
    let own = r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>House</title><id>house</id><updated>2026-01-01T00:00:00Z</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout suffix="."><text variable="title"/><text variable="URL" prefix=" @ "/></layout></bibliography></style>"#;
    let (style, title) = Style::parsed(own).unwrap();
    assert_eq!(title, "House");
    assert_eq!(style.cite(&ENGLISH, None), "Memory makers guide HBM4 yields above plan @ https://example.org/a.");
    let silent = own.replace("bibliography", "nothing");
    assert!(Style::parsed(&silent).is_err());
    assert_eq!(Style::parsed("a text").err(), Some(NotAStyle::Unreadable));
    assert_eq!(Style::parsed(&"<group>".repeat(200)).err(), Some(NotAStyle::TooDeep));
    assert_eq!(Style::parsed(&" ".repeat(2_000_000)).err(), Some(NotAStyle::TooLong));
}

#[test]
fn a_style_whose_macros_never_end_is_refused_and_no_official_one_is() {
    let style = |macros: &str| {
        format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>House</title><id>house</id><updated>2026-01-01T00:00:00Z</updated></info>{macros}<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/><text macro="m0"/></layout></bibliography></style>"#
        )
    };
    let circle = style(
        r#"<macro name="m0"><group><text macro="m1"/></group></macro><macro name="m1"><names variable="author"><substitute><text macro="m0"/></substitute></names></macro>"#,
    );
    assert_eq!(Style::parsed(&circle).err(), Some(NotAStyle::Circle));
    let doubling: String = (0..40)
        .map(|one| {
            format!(r#"<macro name="m{one}"><text macro="m{next}"/><text macro="m{next}"/></macro>"#, next = one + 1)
        })
        .collect();
    assert_eq!(Style::parsed(&style(&doubling)).err(), Some(NotAStyle::Circle));
    assert!(Style::parsed(&style(r#"<macro name="m0"><text variable="URL"/></macro>"#)).is_ok());
    for name in csl::names() {
        assert!(macros::elements(&csl::named(&name.id).unwrap()).is_some(), "{}", name.id);
    }
}
