//! A compact text of modules, for tests.

use crate::ir::{
    Attribute, Content, Default, Element, Module, Occurs, Particle, Target, Term, Value, ValueKind,
};

pub(super) fn dump(modules: &[(String, Module)]) -> String {
    modules.iter().map(|(path, module)| dump_module(path, module)).collect::<Vec<_>>().join("\n")
}

fn dump_module(path: &str, module: &Module) -> String {
    let mut text = format!("module {path} from {}{}\n", module.source, comment(&module.docs));
    for root in &module.roots {
        let target = target(path, &root.target);
        text.push_str(&format!("root {}: {target}{}\n", root.name, comment(&root.docs)));
    }
    for (key, one) in &module.types {
        text.push_str(&format!("type {key} {}{}\n", one.model, comment(&one.docs)));
        for one in &one.attributes {
            text.push_str(&format!("  {}\n", attribute(path, one)));
        }
        match &one.content {
            Content::Empty => {}
            Content::Any => text.push_str("  any content\n"),
            Content::Value(one) => text.push_str(&format!("  value {}\n", value(path, one))),
            Content::Elements(one) => particle(path, one, 1, &mut text),
            Content::Mixed(one) => {
                text.push_str("  mixed\n");
                particle(path, one, 1, &mut text);
            }
        }
    }
    for (key, one) in &module.enumerations {
        text.push_str(&format!("enumeration {key}{}\n", comment(&one.docs)));
        for word in &one.words {
            text.push_str(&format!("  {}{}\n", word.text, comment(&word.docs)));
        }
    }
    text
}

fn particle(path: &str, one: &Particle, depth: usize, text: &mut String) {
    let indent = "  ".repeat(depth);
    let bounds = bounds(one.occurs);
    let (word, members) = match &one.term {
        Term::Element(element) => {
            let name = &element.name;
            let rest = about(path, element);
            return text.push_str(&format!("{indent}{name}{bounds}: {rest}{}\n", comment(&element.docs)));
        }
        Term::Any => return text.push_str(&format!("{indent}any{bounds}\n")),
        Term::Sequence(members) => ("sequence", members),
        Term::Choice(members) => ("choice", members),
        Term::All(members) => ("all", members),
    };
    text.push_str(&format!("{indent}{word}{bounds}\n"));
    members.iter().for_each(|member| particle(path, member, depth + 1, text));
}

fn about(path: &str, element: &Element) -> String {
    let nillable = if element.nillable { " nillable" } else { "" };
    format!("{}{}{nillable}", target(path, &element.target), default(&element.default))
}

fn attribute(path: &str, one: &Attribute) -> String {
    let required = if one.required { " required" } else { "" };
    let value = value(path, &one.value);
    format!("@{}: {value}{required}{}{}", one.name, default(&one.default), comment(&one.docs))
}

fn target(path: &str, target: &Target) -> String {
    match target {
        Target::Type(id) if id.module == path => format!("<{}>", id.name),
        Target::Type(id) => format!("<{id}>"),
        Target::Value(one) => value(path, one),
    }
}

fn value(path: &str, one: &Value) -> String {
    let kind = match &one.kind {
        ValueKind::Integer(integer) => format!("{integer:?}"),
        ValueKind::Enumeration(id) if id.module == path => format!("enumeration <{}>", id.name),
        ValueKind::Enumeration(id) => format!("enumeration <{id}>"),
        ValueKind::List(item, separator) => format!("List({}, {separator:?})", value(path, item)),
        kind => format!("{kind:?}"),
    };
    let empty = if one.may_be_empty { " or empty" } else { "" };
    let facets: Vec<_> = one.facets.iter().map(|facet| format!("{}={:?}", facet.name, facet.value)).collect();
    let facets = if facets.is_empty() { String::new() } else { format!(" [{}]", facets.join(", ")) };
    format!("{kind}{empty}{facets}")
}

fn default(default: &Option<Default>) -> String {
    match default {
        None => String::new(),
        Some(Default { value, fixed: false }) => format!(" default={value:?}"),
        Some(Default { value, fixed: true }) => format!(" fixed={value:?}"),
    }
}

fn comment(docs: &Option<String>) -> String {
    docs.as_ref().map_or(String::new(), |docs| format!(" // {}", docs.replace('\n', "⏎")))
}

fn bounds(occurs: Occurs) -> String {
    match (occurs.min, occurs.max) {
        (1, Some(1)) => String::new(),
        (0, Some(1)) => "?".to_string(),
        (0, None) => "*".to_string(),
        (1, None) => "+".to_string(),
        (min, None) => format!("{{{min},}}"),
        (min, Some(max)) => format!("{{{min},{max}}}"),
    }
}
