//! A compact text of APIs, for tests.

use crate::ir::{Api, Body, Element, Need, Operation, Particle, Target, Term, Value, ValueKind};

pub(super) fn dump(api: &Api) -> String {
    let mut lines = vec![format!("api {} schema {:?}{}", api.source, api.schema, comment(&api.docs))];
    for (name, one) in &api.enumerations {
        let words: Vec<_> = one.words.iter().map(|word| word.text.as_str()).collect();
        lines.push(format!("enumeration {name}: {words:?}{}", comment(&one.docs)));
    }
    for (name, one) in &api.parameters {
        let secret = if one.secret { " secret" } else { "" };
        let known = format!("{:?} {:?}", one.known_from, one.since);
        lines.push(format!("parameter {name}: {}{secret} {known}{}", value(&one.value), comment(&one.docs)));
    }
    for (name, one) in &api.groups {
        lines.push(format!("group {name}{}", comment(&one.docs)));
        particle(&one.model, 1, &mut lines);
    }
    for (name, one) in &api.filters {
        let known = format!("{:?} {:?}", one.operators, one.known_from);
        lines.push(format!("filter {name}: {} {known}{}", value(&one.value), comment(&one.docs)));
    }
    api.operations.iter().for_each(|(name, one)| operation(name, one, &mut lines));
    lines.push(String::new());
    lines.join("\n")
}

fn operation(name: &str, one: &Operation, lines: &mut Vec<String>) {
    let changes = if one.changes { " changes" } else { "" };
    let page = one.page.map_or(String::new(), |page| format!(" page {page:?}"));
    let query = if one.query.is_empty() { String::new() } else { format!(" query {:?}", one.query) };
    lines.push(format!(
        "operation {name}: {:?} {}{query}{changes}{page}{}",
        one.method,
        one.path,
        comment(&one.docs)
    ));
    lines.push(format!("  {:?} {:?}", one.known_from, one.since));
    lines.push(format!("  returns {} of {}", one.returns.root, one.returns.module));
    lines.extend(one.records.as_ref().map(|one| {
        format!("  records {} by {} after {:?}", one.path.join("/"), one.id.join("/"), one.after)
    }));
    lines.extend(one.body.as_ref().map(|one| format!("  body {}", body(one))));
    particle(&one.model, 1, lines);
}

fn particle(one: &Particle, depth: usize, lines: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    let occurs = match (one.occurs.min, one.occurs.max) {
        (1, Some(1)) => "",
        (0, Some(1)) => "?",
        (1, None) => "+",
        (0, None) => "*",
        _ => "!",
    };
    let name = one.name.as_ref().map_or(String::new(), |name| format!(" as {name}"));
    let (word, parts) = match &one.term {
        Term::Element(it) => {
            return lines.push(format!("{indent}{}{occurs}{name}: {}", it.name, element(it)));
        }
        Term::Any => return lines.push(format!("{indent}any")),
        Term::Sequence(parts) => ("sequence", parts),
        Term::Choice(parts) => ("choice", parts),
        Term::All(parts) => ("all", parts),
    };
    lines.push(format!("{indent}{word}{occurs}{name}"));
    parts.iter().for_each(|part| particle(part, depth + 1, lines));
}

fn element(element: &Element) -> String {
    let fixed = element.default.as_ref().map_or(String::new(), |it| format!(" {}={:?}", it.fixed, it.value));
    match &element.target {
        Target::Value(it) => format!("{}{}", value(it), fixed.replace("true", "fixed")),
        Target::Type(id) => format!("<{id}>"),
    }
}

fn value(value_of: &Value) -> String {
    let kind = match &value_of.kind {
        ValueKind::Integer(integer) => format!("{integer:?}"),
        ValueKind::Enumeration(id) => format!("<{id}>"),
        ValueKind::List(item, separator) => format!("List({}, {separator:?})", value(item)),
        kind => format!("{kind:?}"),
    };
    let facets: Vec<_> =
        value_of.facets.iter().map(|facet| format!("{}={}", facet.name, facet.value)).collect();
    if facets.is_empty() { kind } else { format!("{kind} [{}]", facets.join(", ")) }
}

fn body(body: &Body) -> String {
    let mark = |need: Need| if need == Need::Optional { "?" } else { "" };
    let mut parts = Vec::new();
    if let Some(object) = &body.object {
        let members = object.members.as_ref().map_or(String::new(), |members| {
            let members: Vec<_> = members
                .iter()
                .map(|one| format!("{}{}{}", one.name, range(one.range), mark(one.need)))
                .collect();
            format!("({})", members.join(", "))
        });
        parts.push(format!("{}{members}{}", object.name, if object.optional { "?" } else { "" }));
    }
    parts.extend(body.filters.map(|need| format!("filters{}", mark(need))));
    parts.extend(body.preferences.then(|| "preferences?".to_owned()));
    parts.extend(body.required.iter().map(|one| match &one.condition {
        None => format!("required {}", one.path),
        Some(condition) => format!("required {} if {} = {:?}", one.path, condition.path, condition.words),
    }));
    parts.join(", ")
}

fn range(range: Option<(i64, u64)>) -> String {
    range.map_or(String::new(), |(first, last)| format!("{{{first}..{last}}}"))
}

fn comment(docs: &Option<String>) -> String {
    docs.as_ref().map_or(String::new(), |docs| format!(" // {}", docs.replace('\n', "⏎")))
}
