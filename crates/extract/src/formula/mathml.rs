//! Presentation MathML written as TeX, by the elements of MathML Core.

use dom_query::{Document, NodeRef};

/// Formulas nested deeper than this are read as their bare characters.
const DEPTH_MAX: usize = 60;

/// Characters whose marks below and above are limits: sums, products, integrals, unions.
const LARGE: &str = "∑∏∐∫∬∭∮⋃⋂⨁⨂";

/// The TeX of what stands inside a `<math>` element; `None` when it is nested too deeply.
pub(super) fn tex(contents: &str) -> Option<String> {
    let document = Document::fragment(format!("<math>{contents}</math>"));
    let math = document.select("math").nodes().first().copied()?;
    (depth(&math, 0) <= DEPTH_MAX).then(|| row(&math).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn depth(node: &NodeRef, above: usize) -> usize {
    if above > DEPTH_MAX {
        return above;
    }
    node.children_it(false).map(|child| depth(&child, above + 1)).max().unwrap_or(above)
}

/// The elements inside a node.
fn parts<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    node.children_it(false).filter(NodeRef::is_element).collect()
}

/// All that a node holds, one after the other.
fn row(node: &NodeRef) -> String {
    let inside = node.children_it(false);
    inside.map(|child| if child.is_element() { element(&child) } else { child.text().trim().to_owned() }).collect()
}

fn element(node: &NodeRef) -> String {
    let parts = parts(node);
    let part = |number: usize| parts.get(number).map(element).unwrap_or_default();
    match &*node.node_name().unwrap_or_default() {
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => String::new(),
        "mspace" => " ".to_owned(),
        "mtext" => format!("\\text{{{}}}", node.text().trim()),
        "mfrac" => format!("\\frac{{{}}}{{{}}}", part(0), part(1)),
        "msqrt" => format!("\\sqrt{{{}}}", row(node)),
        "mroot" => format!("\\sqrt[{}]{{{}}}", part(1), part(0)),
        "msup" => format!("{}^{}", base(&part(0)), group(&part(1))),
        "msub" => format!("{}_{}", base(&part(0)), group(&part(1))),
        "msubsup" => format!("{}_{}^{}", base(&part(0)), group(&part(1)), group(&part(2))),
        "munderover" => format!("{}_{}^{}", base(&part(0)), group(&part(1)), group(&part(2))),
        "munder" => beside(&part(0), &part(1), '_', "underset"),
        "mover" => beside(&part(0), &part(1), '^', "overset"),
        "mtable" => format!("\\begin{{matrix}} {} \\end{{matrix}}", joined(&parts, " \\\\ ")),
        "mtr" | "mlabeledtr" => joined(&parts, " & "),
        "mfenced" => {
            let sign = |name: &str, usual: &str| node.attr(name).map_or(usual.to_owned(), |sign| sign.to_string());
            format!("{}{}{}", sign("open", "("), joined(&parts, ", "), sign("close", ")"))
        }
        "semantics" => part(0),
        _ => row(node),
    }
}

fn joined(parts: &[NodeRef], sign: &str) -> String {
    parts.iter().map(element).collect::<Vec<_>>().join(sign)
}

/// A mark below or above: the limit of a large sign or a word such as `lim`, or else set there.
fn beside(base: &str, mark: &str, limit: char, set: &str) -> String {
    let is_word = base.chars().count() > 1 && base.chars().all(char::is_alphabetic);
    if is_word || LARGE.chars().any(|large| base.starts_with(large)) {
        format!("{base}{limit}{}", group(mark))
    } else {
        format!("\\{set}{{{mark}}}{{{base}}}")
    }
}

/// What bears an exponent or an index: in braces when it is more than a sign, a name or a number.
fn base(tex: &str) -> String {
    if tex.chars().all(char::is_alphanumeric) || tex.chars().count() == 1 {
        tex.to_owned()
    } else {
        format!("{{{tex}}}")
    }
}

/// An exponent or an index: in braces when it is more than one sign.
fn group(tex: &str) -> String {
    if tex.chars().count() == 1 { tex.to_owned() } else { format!("{{{tex}}}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_a_formula_is_kept() {
        for (mathml, expected) in [
            ("<mi>a</mi><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mn>0</mn>", "ax^2=0"),
            ("<mfrac><mrow><mo>−</mo><mi>b</mi></mrow><mrow><mn>2</mn><mi>a</mi></mrow></mfrac>", "\\frac{−b}{2a}"),
            ("<msqrt><mi>n</mi><mo>+</mo><mn>1</mn></msqrt>", "\\sqrt{n+1}"),
            ("<mroot><mi>n</mi><mn>3</mn></mroot>", "\\sqrt[3]{n}"),
            ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>", "∑_{i=1}^n"),
            ("<munder><mi>lim</mi><mi>t</mi></munder>", "lim_t"),
            ("<mover><mi>x</mi><mo>¯</mo></mover>", "\\overset{¯}{x}"),
            ("<msubsup><mi>x</mi><mn>10</mn><mi>k</mi></msubsup>", "x_{10}^k"),
            (
                "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>",
                "\\begin{matrix} a & b \\\\ c \\end{matrix}",
            ),
            ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "[a, b)"),
            ("<mn> 1 </mn><mspace/><mtext>per wafer</mtext>", "1 \\text{per wafer}"),
        ] {
            assert_eq!(tex(mathml).as_deref(), Some(expected), "{mathml}");
        }
    }

    #[test]
    fn what_is_nested_too_deeply_is_left_to_its_characters() {
        let deep = format!("{}<mi>x</mi>{}", "<mrow>".repeat(400), "</mrow>".repeat(400));
        assert_eq!(tex(&deep), None);
    }
}
