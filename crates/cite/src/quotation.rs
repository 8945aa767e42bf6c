//! Quotation marks inside quotation marks.

/// Words between quotation marks; what is quoted inside them stands between the other ones.
pub(crate) fn quoted(words: &str) -> String {
    nested(&format!("“{}”", words.trim()))
}

/// The same text, in which what is quoted inside a quotation stands between the marks that its surroundings have not.
pub(crate) fn nested(text: &str) -> String {
    let text: Vec<char> = curly(text).chars().collect();
    // Of each open quotation how it was opened, and how it is written.
    let mut open: Vec<(char, char)> = Vec::new();
    let mut out = String::with_capacity(text.len());
    for (at, &c) in text.iter().enumerate() {
        let is_letter = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|c| c.is_alphabetic());
        let is_apostrophe = c == '’' && is_letter(at.checked_sub(1)) && is_letter(Some(at + 1));
        out.push(match c {
            '“' | '‘' => {
                let written = open.last().map_or(c, |(_, around)| if *around == '“' { '‘' } else { '“' });
                open.push((c, written));
                written
            }
            '”' | '’' if !is_apostrophe => {
                match open.pop_if(|(opened, _)| *opened == if c == '”' { '“' } else { '‘' }) {
                    Some((_, '“')) => '”',
                    Some(_) => '’',
                    None => c,
                }
            }
            other => other,
        });
    }
    out
}

/// Straight double quotation marks as curly ones, where they come in pairs.
fn curly(text: &str) -> String {
    if text.matches('"').count() % 2 == 1 {
        return text.to_owned();
    }
    let mut opens = false;
    text.chars()
        .map(|c| match c {
            '"' => {
                opens = !opens;
                if opens { '“' } else { '”' }
            }
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_inside_a_quotation_stands_between_the_other_marks() {
        assert_eq!(quoted("他说：“客户问的是‘何时’。”"), "“他说：‘客户问的是“何时”。’”");
        assert_eq!(quoted("It's \"fine\""), "“It's ‘fine’”");
        assert_eq!(quoted("‘don’t’ is said"), "“‘don’t’ is said”");
        assert_eq!(nested("A ‘quick’ fix. “Why “good enough” won?”"), "A ‘quick’ fix. “Why ‘good enough’ won?”");
        assert_eq!(nested("5\" is no quotation, 3’ neither”"), "5\" is no quotation, 3’ neither”");
    }
}
