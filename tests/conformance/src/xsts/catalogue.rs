//! The catalogue: `suite.xml` leads to test sets, these have groups, these have a schema and documents.

use super::{Instance, Schema};
use crate::row::{Expects, Row, Test};
use roxmltree::{Document, Node};
use std::path::Path;

const SUITE: &str = "xsts/suite.xml";
const XLINK: &str = "http://www.w3.org/1999/xlink";

/// All schemas and documents of the catalogue. What is XSD 1.1's alone expects nothing.
pub fn rows(root: &Path) -> Result<Vec<Row>, String> {
    let suite = read(root, SUITE)?;
    let suite = parse(SUITE, &suite)?;
    let mut rows = Vec::new();
    for set in children(suite.root_element(), "testSetRef") {
        let path = resolve(SUITE, href(set));
        // NIST's set is not in every copy; the lists have its rows.
        if !root.join(&path).is_file() {
            let schema = Schema { documents: vec![path.clone()] };
            let expects = Expects::Nothing("the test set is not in this copy of the suite".to_owned());
            let kind = format!("{} schema", contributor(&path));
            rows.push(Row { id: path, kind, test: Test::Schema(schema), expects });
            continue;
        }
        let text = read(root, &path)?;
        let document = parse(&path, &text)?;
        for group in children(document.root_element(), "testGroup") {
            self::group(&path, document.root_element(), group, &mut rows);
        }
    }
    Ok(rows)
}

fn group(path: &str, set: Node<'_, '_>, group: Node<'_, '_>, rows: &mut Vec<Row>) {
    let contributor = contributor(path);
    let name = |node: Node<'_, '_>| node.attribute("name").unwrap_or_default().to_owned();
    let file = path.rsplit('/').next().unwrap_or(path);
    let set_name = file.split('.').next().unwrap_or(file);
    let id = |test| format!("{contributor}/{set_name}/{}/{}", name(group), name(test));
    let mut schema = Vec::new();
    for test in children(group, "schemaTest") {
        let documents: Vec<String> =
            children(test, "schemaDocument").map(|document| resolve(path, href(document))).collect();
        schema.clone_from(&documents);
        let test_row = Test::Schema(Schema { documents });
        let expects = expects(&[set, group, test]);
        rows.push(Row { id: id(test), kind: format!("{contributor} schema"), test: test_row, expects });
    }
    for test in children(group, "instanceTest") {
        let Some(document) = children(test, "instanceDocument").next() else { continue };
        let document = resolve(path, href(document));
        let test_row = Test::Instance(Instance { schema: schema.clone(), document });
        let expects = expects(&[set, group, test]);
        rows.push(Row { id: id(test), kind: format!("{contributor} instance"), test: test_row, expects });
    }
}

/// What XSD 1.0 expects of the last of these, which is inside the others.
fn expects(around: &[Node<'_, '_>]) -> Expects {
    if around.iter().any(|node| node.attribute("version").is_some_and(|version| !is_1_0(version))) {
        return Expects::Nothing("XSD 1.1".to_owned());
    }
    let Some(test) = around.last() else { return Expects::Nothing("no test".to_owned()) };
    // The narrowest statement counts: the second edition of XSD 1.0, XSD 1.0, any.
    let rank = |version: Option<&str>| match version {
        None => Some(0),
        Some(version) if version.split_ascii_whitespace().any(|token| token == "1.0-2e") => Some(2),
        Some(version) if version.contains("1.0-1e") => None,
        Some(version) if is_1_0(version) => Some(1),
        Some(_) => None,
    };
    let expected = children(*test, "expected");
    let ranked = expected.filter_map(|node| rank(node.attribute("version")).map(|rank| (rank, node)));
    let best = ranked.max_by_key(|(rank, _)| *rank).and_then(|(_, node)| node.attribute("validity"));
    match best {
        Some("valid") => Expects::Accepted,
        Some("invalid") => Expects::Refused,
        Some(other) => Expects::Nothing(format!("the suite calls the outcome {other}")),
        None => Expects::Nothing("XSD 1.1".to_owned()),
    }
}

/// Whether a list of versions has XSD 1.0 among them, or none of XSD at all. Of Unicode's versions the catalogue names 4.0.0, which is what
/// the datatypes of 1.0 look at, and 6.0.0.
fn is_1_0(versions: &str) -> bool {
    let mut tokens = versions.split_ascii_whitespace();
    tokens.any(|token| token.starts_with("1.0") || token == "Unicode_4.0.0")
}

/// `ms` for `xsts/msMeta/Regex_w3c.xml`.
fn contributor(path: &str) -> &str {
    let folder = path.split('/').nth(1).unwrap_or(path);
    folder.strip_suffix("Meta").unwrap_or(folder)
}

fn children<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.is_element() && child.tag_name().name() == name)
}

fn href<'a>(node: Node<'a, '_>) -> &'a str {
    node.attribute((XLINK, "href")).unwrap_or_default()
}

fn read(root: &Path, path: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(path)).map_err(|error| format!("{path}: {error}"))
}

fn parse<'a>(path: &str, text: &'a str) -> Result<Document<'a>, String> {
    Document::parse(text).map_err(|error| format!("{path}: {error}"))
}

/// The path that a reference in a file leads to.
pub fn resolve(file: &str, reference: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in reference.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_lead_up_and_down() {
        assert_eq!(resolve("xsts/msMeta/a.xml", "../msData/b/c.xsd"), "xsts/msData/b/c.xsd");
        assert_eq!(resolve("xsts/suite.xml", "./sun/a.testSet"), "xsts/sun/a.testSet");
    }

    fn expected(attributes: &str, expected: &str) -> Expects {
        let text = format!("<set><group><test {attributes}>{expected}</test></group></set>");
        let document = Document::parse(&text).unwrap();
        let test = document.descendants().find(|node| node.has_tag_name("test")).unwrap();
        expects(&[document.root_element(), test])
    }

    #[test]
    fn the_narrowest_version_counts() {
        let both = "<expected validity='valid' version='1.1'/><expected validity='invalid' version='1.0'/>";
        assert_eq!(expected("", both), Expects::Refused);
        let editions = "<expected version='1.0 1.0-1e' validity='invalid'/><expected version='1.0 1.0-2e' validity='valid'/>";
        assert_eq!(expected("", editions), Expects::Accepted);
    }

    #[test]
    fn what_is_of_1_1_alone_expects_nothing() {
        let nothing = Expects::Nothing("XSD 1.1".to_owned());
        assert_eq!(expected("version='1.1'", "<expected validity='valid'/>"), nothing);
        assert_eq!(expected("", "<expected validity='valid' version='1.1'/>"), nothing);
        assert_eq!(expected("version='1.0 1.1'", "<expected validity='valid'/>"), Expects::Accepted);
    }
}
