//! Documentation of what is emitted: what the schema says, and what a reader needs to find it again in XML.

use crate::ir::{self, Element, Module, Occurs, Particle, Target, Term, ValueKind};

/// The paragraphs of a text of the schema, as Markdown that rustdoc takes without complaint.
pub(in crate::lower) fn paragraphs(text: Option<&str>) -> Vec<String> {
    let Some(text) = text else { return Vec::new() };
    text.split("\n\n")
        .map(|paragraph| escape(paragraph.trim()))
        .filter(|paragraph| !paragraph.is_empty())
        .collect()
}

/// A text of our own as the only paragraph.
pub(super) fn one(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

pub(super) fn record(name: &str, ty: &ir::Type, roots: &[String], module: &Module) -> Vec<String> {
    let mut docs = paragraphs(ty.docs.as_deref());
    let what = match name.rsplit_once('/') {
        _ if !roots.is_empty() => format!("The document `<{}>`", roots.join(">`, `<")),
        Some((_, element)) => format!("`<{element}>`"),
        None => format!("`{name}`"),
    };
    docs.push(format!("{what}: {}. Source: `{}`.", model(&ty.model), module.source));
    docs
}

pub(super) fn value_root(root: &ir::Root, module: &Module) -> Vec<String> {
    let mut docs = paragraphs(root.docs.as_deref());
    docs.push(format!("The document `<{}>`: text. Source: `{}`.", root.name, module.source));
    docs
}

pub(super) fn enumeration(name: &str, enumeration: &ir::Enumeration, module: &Module) -> Vec<String> {
    let mut docs = paragraphs(enumeration.docs.as_deref());
    docs.push(format!("The words of `{name}`. Source: `{}`.", module.source));
    docs
}

pub(super) fn word(word: &ir::Word) -> Vec<String> {
    let mut docs = paragraphs(word.docs.as_deref());
    let also = match word.aliases.as_slice() {
        [] => String::new(),
        aliases => format!("; also read from `{}`", aliases.join("`, `")),
    };
    docs.push(format!("`{}`{also}.", word.text));
    docs
}

pub(super) fn attribute(attribute: &ir::Attribute) -> Vec<String> {
    let mut docs = paragraphs(attribute.docs.as_deref());
    let need = if attribute.required { "" } else { ", optional" };
    let default = default(attribute.default.as_ref());
    docs.push(format!("Attribute `{}`{need}{default}{}.", attribute.name, value(&attribute.value)));
    docs
}

pub(super) fn element(element: &Element, occurs: Occurs) -> Vec<String> {
    let mut docs = paragraphs(element.docs.as_deref());
    let also = match element.aliases.as_slice() {
        [] => String::new(),
        aliases => format!(", also read from `<{}>`", aliases.join(">`, `<")),
    };
    let value = match &element.target {
        Target::Value(one) => value(one),
        Target::Type(_) => String::new(),
    };
    let default = default(element.default.as_ref());
    docs.push(format!("`<{}>`{}{also}{default}{value}.", element.name, often(occurs)));
    docs
}

pub(super) fn text(of: &ir::Value) -> Vec<String> {
    vec![format!("The text{}.", value(of))]
}

pub(super) fn group(owner: &str, parts: &[Particle]) -> Vec<String> {
    vec![format!("{} of [`{owner}`], which occur together.", names(parts, "and"))]
}

pub(super) fn group_field(parts: &[Particle], occurs: Occurs) -> Vec<String> {
    vec![format!("{} together{}.", names(parts, "and"), often(occurs))]
}

pub(super) fn choice(owner: &str, parts: &[Particle]) -> Vec<String> {
    vec![format!("One of {} in [`{owner}`].", names(parts, "or"))]
}

pub(super) fn choice_field(parts: &[Particle], occurs: Occurs) -> Vec<String> {
    vec![format!("{}{}.", names(parts, "or"), often(occurs))]
}

pub(super) fn node(owner: &str) -> Vec<String> {
    vec![format!("A piece of the content of [`{owner}`].")]
}

fn often(occurs: Occurs) -> String {
    match (occurs.min, occurs.max) {
        (1, Some(1)) => String::new(),
        (0, Some(1)) => ", optional".to_owned(),
        (0, None) => ", any number of times".to_owned(),
        (1, None) => ", once or more".to_owned(),
        (min, None) => format!(", {min} times or more"),
        (min, Some(max)) => format!(", {min} to {max} times"),
    }
}

fn names(parts: &[Particle], joint: &str) -> String {
    let mut all = Vec::new();
    collect(parts, &mut all);
    match all.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, [one])) => format!("{one} {joint} {last}"),
        Some((last, others)) => format!("{} {joint} {last}", others.join(", ")),
        None => "Nothing".to_owned(),
    }
}

fn collect(parts: &[Particle], names: &mut Vec<String>) {
    for part in parts {
        match &part.term {
            Term::Element(element) => names.push(format!("`<{}>`", element.name)),
            Term::Any => names.push("any element".to_owned()),
            Term::Sequence(parts) | Term::All(parts) | Term::Choice(parts) => collect(parts, names),
        }
    }
}

fn default(default: Option<&ir::Default>) -> String {
    match default {
        None => String::new(),
        Some(ir::Default { value, fixed: true }) => format!(", always `{}`", code(value)),
        Some(ir::Default { value, fixed: false }) => format!(", `{}` if absent", code(value)),
    }
}

/// What a type in Rust does not tell of a value.
fn value(value: &ir::Value) -> String {
    let mut facts = Vec::new();
    match &value.kind {
        ValueKind::Flag => facts.push("`0` or `1`".to_owned()),
        ValueKind::List(_, ir::Separator::Comma) => facts.push("separated by commas".to_owned()),
        ValueKind::List(_, ir::Separator::Space) => facts.push("separated by white space".to_owned()),
        _ => {}
    }
    if value.may_be_empty {
        facts.push("may be empty".to_owned());
    }
    facts.extend(value.facets.iter().map(|facet| format!("{} `{}`", facet.name, code(&facet.value))));
    match facts.as_slice() {
        [] => String::new(),
        facts => format!(": {}", facts.join(", ")),
    }
}

/// A content model in code, cut where it is too long to read.
fn model(text: &str) -> String {
    const LONGEST: usize = 400;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("`{}…`", code(&text[..cut])),
        None => format!("`{}`", code(text)),
    }
}

fn code(text: &str) -> String {
    text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Makes Markdown of plain text; what stands between two backticks is code already.
fn escape(text: &str) -> String {
    let pieces: Vec<&str> = text.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return escape_plain(text);
    }
    let piece = |(index, piece): (usize, &&str)| match index % 2 {
        1 => format!("`{}`", piece.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => {
            let spaced = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
            let (before, after) = (spaced(piece.chars().next()), spaced(piece.chars().next_back()));
            match escape_plain(piece) {
                plain if plain.is_empty() => before.to_owned(),
                plain => format!("{before}{plain}{after}"),
            }
        }
    };
    pieces.iter().enumerate().map(piece).collect::<String>().trim().to_owned()
}

fn escape_plain(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let is_address = word.starts_with("http://") || word.starts_with("https://");
        if is_address && !word.contains(['<', '>']) {
            let end = word.trim_end_matches(['.', ',', ')', ';']);
            out.push_str(&format!("<{end}>{}", &word[end.len()..]));
            continue;
        }
        for character in word.chars() {
            if matches!(character, '<' | '>' | '[' | ']' | '*' | '`' | '\\' | '|' | '#')
                || (character == '_' && (word.starts_with('_') || word.ends_with('_')))
            {
                out.push('\\');
            }
            out.push(character);
        }
    }
    out
}
