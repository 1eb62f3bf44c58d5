//! What this reader and the validator say of the same content models: each has a matcher of its own, so they prove each other.

use super::run;
use crate::diagnostic::Diagnostics;
use crate::ir::Model;
use crate::lower;
use crate::lower::dtd::Extent;
use crate::resolver::Resolver;
use crate::source::{SourceFile, Sources};
use crate::validate::{Grammar, Options, Reading, document};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What the models are made of.
const NAMES: [&str; 3] = ["a", "b", "c"];

/// A content model in parentheses; what leaves open which part an element is, is among them.
fn model() -> impl Strategy<Value = String> {
    let occurrence = || prop::sample::select(vec!["", "", "?", "*", "+"]);
    let name =
        (prop::sample::select(&NAMES[..]), occurrence()).prop_map(|(name, times)| format!("{name}{times}"));
    let part = name.prop_recursive(3, 12, 3, move |part| {
        let parts = prop::collection::vec(part, 1..4);
        (parts, prop::sample::select(vec![", ", " | "]), occurrence())
            .prop_map(|(parts, between, times)| format!("({}){times}", parts.join(between)))
    });
    (prop::collection::vec(part, 1..4), occurrence())
        .prop_map(|(parts, times)| format!("({}){times}", parts.join(", ")))
}

/// All contents of up to three elements.
fn contents() -> Vec<String> {
    let mut contents = vec![String::new()];
    for from in 0.. {
        let Some(shorter) = contents.get(from).filter(|one| one.len() < 3) else { break };
        let longer: Vec<String> = NAMES.iter().map(|name| format!("{shorter}{name}")).collect();
        contents.extend(longer);
    }
    contents
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_same_contents_are_valid(model in model(), longer in prop::collection::vec("[a-c]{4,9}", 20)) {
        let declarations = format!("<!ELEMENT all (one*)><!ELEMENT one {model}><!ELEMENT a EMPTY><!ELEMENT b EMPTY><!ELEMENT c EMPTY>");
        let mut text = format!("<!DOCTYPE all [{declarations}]><all>");
        for content in contents().iter().chain(&longer) {
            let elements: String = content.chars().map(|name| format!("<{name}/>")).collect();
            text += &format!("\n<one>{elements}</one>");
        }
        text += "</all>";
        prop_assert_eq!(by_reader(&text), by_validator(&declarations, &text), "{}", model);
    }
}

/// The lines with something that is not valid.
fn by_reader(text: &str) -> BTreeSet<usize> {
    let (_, diagnostics, sources) = run(&[("a.xml", text)]);
    let errors =
        diagnostics.iter().map(|one| sources.get(one.span.source).line_column(one.span.start as usize).0);
    // The first line is the DTD: that it leaves something open is said there.
    errors.filter(|line| *line > 1).collect()
}

fn by_validator(declarations: &str, text: &str) -> BTreeSet<usize> {
    let (read, _, _) = run(&[("a.xml", text)]);
    let dtd = read.expect("a document").dtd;
    let file = SourceFile::new("a.dtd", declarations);
    let lowered = lower::dtd::lower("a", &file, &dtd, Extent::Whole, &mut Default::default());
    let mut model = Model::default();
    model.modules.insert("a".to_owned(), lowered.module);
    let components = lower::components::lower(&model, "a").expect("the module");
    let mut sources = Sources::default();
    let source = sources.add(SourceFile::new("a.xml", text));
    let options = Options { reading: Reading::Written, most_invalid: usize::MAX, ..Options::default() };
    let (resolver, grammar) = (&mut Resolver::default(), &Grammar::new(&components));
    let mut said = Diagnostics::default();
    let found = document::validate(source, &mut sources, resolver, grammar, options, &mut said);
    let found = found.expect("well-formed");
    let line = |at: u32| sources.get(source).line_column(at as usize).0;
    found.iter().map(|one| line(one.diagnostic.span.start)).collect()
}
