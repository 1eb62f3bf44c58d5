//! Which operations a path belongs to.

use percent_encoding::percent_decode_str;
use qualys_codegen::ir::{Model, Operation};

/// An operation and its path.
#[derive(Debug)]
pub(super) struct Route {
    /// The description that has it.
    pub(super) api: &'static str,
    /// Its name there.
    pub(super) name: &'static str,
    /// What is described.
    pub(super) operation: &'static Operation,
    /// Its path: parts between slashes, without an empty one at the end.
    parts: Vec<Part>,
    /// Whether the path ends with a slash.
    ends_with_slash: bool,
}

/// A part of a path.
#[derive(Debug)]
enum Part {
    /// Always this.
    Literal(&'static str),
    /// The value of a parameter.
    Parameter(&'static str),
}

/// An operation that a path leads to.
pub(super) struct Match<'r> {
    /// The operation.
    pub(super) route: &'r Route,
    /// What the path has for its parameters, by name.
    pub(super) values: Vec<(String, String)>,
}

/// What a path leads to.
pub(super) enum Found<'r> {
    /// These operations.
    Routes(Vec<Match<'r>>),
    /// Nothing, but the path with a slash at its end leads somewhere.
    WithSlash(String),
    /// Operations on one object, whose number is missing.
    WithoutNumber,
    /// Nothing.
    Nothing,
}

/// The routes of all operations.
pub(super) fn all(model: &'static Model) -> Vec<Route> {
    let operations = model.apis.iter().flat_map(|(api, description)| {
        description.operations.iter().map(move |(name, operation)| (api, name, operation))
    });
    operations
        .map(|(api, name, operation)| Route {
            api,
            name,
            operation,
            parts: parts(&operation.path).map(part).collect(),
            ends_with_slash: operation.path.ends_with('/'),
        })
        .collect()
}

/// Looks for the operations of a path that is percent-encoded.
pub(super) fn find<'r>(routes: &'r [Route], path: &str) -> Found<'r> {
    let ends_with_slash = path.ends_with('/');
    let texts: Option<Vec<String>> = parts(path)
        .map(|part| percent_decode_str(part).decode_utf8().ok().map(|text| text.into_owned()))
        .collect();
    let Some(texts) = texts else { return Found::Nothing };
    // The service is written in two languages, and one of them does not care about the slash at the end.
    let is_lenient = path.starts_with("/qps/");
    let fitting =
        routes.iter().filter_map(|route| Some(Match { route, values: values(&route.parts, &texts)? }));
    let (right, other): (Vec<_>, Vec<_>) =
        fitting.partition(|one| is_lenient || one.route.ends_with_slash == ends_with_slash);
    if !right.is_empty() {
        return Found::Routes(right);
    }
    if !ends_with_slash && !other.is_empty() {
        return Found::WithSlash(format!("{path}/"));
    }
    let lacks_number = |route: &Route| {
        let all_but_one = route.parts.len().checked_sub(1).and_then(|most| route.parts.get(..most));
        matches!(route.parts.last(), Some(Part::Parameter(_)))
            && all_but_one.is_some_and(|parts| values(parts, &texts).is_some())
    };
    if is_lenient && routes.iter().any(lacks_number) { Found::WithoutNumber } else { Found::Nothing }
}

fn parts(path: &str) -> impl Iterator<Item = &str> {
    let path = path.strip_prefix('/').unwrap_or(path);
    path.strip_suffix('/').unwrap_or(path).split('/')
}

fn part(text: &'static str) -> Part {
    match text.strip_prefix('{').and_then(|text| text.strip_suffix('}')) {
        Some(name) => Part::Parameter(name),
        None => Part::Literal(text),
    }
}

/// The values of the parameters, if the path is this one.
fn values(parts: &[Part], texts: &[String]) -> Option<Vec<(String, String)>> {
    if parts.len() != texts.len() {
        return None;
    }
    let mut values = Vec::new();
    for (part, text) in parts.iter().zip(texts) {
        match part {
            Part::Literal(literal) if literal == text => {}
            Part::Parameter(name) if !text.is_empty() => values.push(((*name).to_owned(), text.clone())),
            Part::Literal(_) | Part::Parameter(_) => return None,
        }
    }
    Some(values)
}
