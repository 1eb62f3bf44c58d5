//! Descriptions and the APIs or the diagnostics that they give, against a few small schemas.

mod bodies;
mod dump;
mod models;
mod operations;
mod records;
mod robustness;
mod sample;
mod values;

use super::lower;
use crate::diagnostic::Diagnostics;
use crate::lower::dtd::Extent;
use crate::resolver::Resolver;
use crate::source::{SourceFile, Sources};
use crate::{api, dtd, ir, lower as lowering, xsd};
use expect_test::Expect;

/// A simple answer, a list with a warning, and a resource with a request.
const SCHEMAS: [(&str, &str); 3] = [
    ("common/2.0/simple_return", "<!ELEMENT SIMPLE_RETURN (#PCDATA)>"),
    ("vm/2.0/list", "<!ELEMENT LIST (#PCDATA)><!ELEMENT OTHER (#PCDATA)>"),
    ("was/3.0/webapp", include_str!("tests/webapp.xsd")),
];

/// The schemas, by the lowerings of their languages.
fn model(sources: &mut Sources) -> ir::Model {
    let mut diagnostics = Diagnostics::default();
    let mut model = ir::Model::default();
    for (path, text) in SCHEMAS {
        let file = SourceFile::new(path, text);
        let source = sources.add(file.clone());
        if text.contains("<!ELEMENT") {
            let document = dtd::parse(source, sources, &mut Resolver::default(), &mut diagnostics);
            let lowered = lowering::dtd::lower(path, &file, &document, Extent::Whole, &mut diagnostics);
            model.modules.insert(path.to_owned(), lowered.module);
        } else if let Some(schema) = xsd::parse(source, text, &mut diagnostics) {
            let input = lowering::xsd::Input { path, file: &file, source, schema: &schema };
            model.modules.extend(lowering::xsd::lower(&[input], &mut diagnostics));
        }
    }
    assert_eq!(diagnostics.render(sources, false), "");
    model
}

/// The dump of the API, if the text is TOML, and what is reported.
fn run(text: &str) -> (Option<String>, String) {
    let mut sources = Sources::default();
    let model = model(&mut sources);
    let file = SourceFile::new("test.toml", text);
    let source = sources.add(file.clone());
    let mut diagnostics = Diagnostics::default();
    let api = api::parse(source, text, &mut diagnostics)
        .map(|description| lower("vm/2.0/test", &file, &description, &model, &mut diagnostics));
    (api.map(|api| dump::dump(&api)), diagnostics.render(&sources, false))
}

/// An API is expected, and no diagnostics.
#[track_caller]
fn check(text: &str, expected: Expect) {
    let (dump, diagnostics) = run(text);
    assert_eq!(diagnostics, "", "no diagnostics are expected");
    expected.assert_eq(&dump.unwrap_or_default());
}

/// Diagnostics are expected; what the API is does not matter.
#[track_caller]
fn check_diagnostics(text: &str, expected: Expect) {
    expected.assert_eq(&run(text).1);
}

/// A description from lines such as `parameters.a: type = 'int'`: a table and its keys, with the keys that every such table
/// needs and that do not matter here.
fn description(lines: &str) -> String {
    let mut text = "doc = 'd'\npath = '/api/'\nschema = 'was/3.0/webapp'\n".to_owned();
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (table, keys) = line.split_once(": ").unwrap_or((line, ""));
        let (kind, _) = table.split_once('.').unwrap_or((table, ""));
        let mut rest = match kind {
            "groups" => "doc = 'd'\n".to_owned(),
            _ => "doc = 'd'\nsource = 's'\n".to_owned(),
        };
        if kind == "filters" {
            rest.push_str("operators = ['IN']\n");
        }
        let others = ["method = 'POST'\n", "returns = 'common/2.0/simple_return'\n", "changes = false\n"];
        let is_missing = |key: &&&str| !keys.contains(key.split('=').next().unwrap_or_default());
        rest.extend(others.iter().filter(|_| kind == "operations").filter(is_missing).copied());
        text.push_str(&format!("[{table}]\n{}\n{rest}", keys.replace("; ", "\n")));
    }
    text
}
