//! Which files see which: the closure of includes and imports.

use super::Input;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;
use crate::xsd::{Import, Include, XML_NAMESPACE, XSD_NAMESPACE};
use std::collections::{HashMap, HashSet};

/// A file as another one sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Visible<'a> {
    /// The file's index among the inputs.
    pub(super) file: usize,
    /// The namespace of its names: its own, or without one that of the file that includes it.
    pub(super) namespace: Option<&'a str>,
}

/// The files of a run and what they see.
pub(super) struct Files<'a> {
    /// For each file what it sees, itself first.
    closures: Vec<Vec<Visible<'a>>>,
    /// For each file the files that see it, and under which namespace they do.
    viewers: Vec<Vec<Visible<'a>>>,
}

impl<'a> Files<'a> {
    /// Follows every include and import. One that leads to no input is an error in place.
    pub(super) fn new(inputs: &'a [Input<'a>], diagnostics: &mut Diagnostics) -> Self {
        let by_path: HashMap<_, _> =
            inputs.iter().enumerate().map(|(index, input)| (join("", &input.file.path), index)).collect();
        let links: Vec<Vec<Link>> =
            inputs.iter().map(|input| links(input, inputs, &by_path, diagnostics)).collect();
        let closures: Vec<_> = (0..inputs.len()).map(|file| closure(file, inputs, &links)).collect();
        let mut viewers = vec![Vec::new(); inputs.len()];
        for (viewer, closure) in closures.iter().enumerate() {
            for visible in closure {
                viewers[visible.file].push(Visible { file: viewer, namespace: visible.namespace });
            }
        }
        Self { closures, viewers }
    }

    /// What a file sees, itself first.
    pub(super) fn seen_by(&self, file: usize) -> &[Visible<'a>] {
        &self.closures[file]
    }

    /// The files that see a file, each with the namespace under which it does.
    pub(super) fn viewers_of(&self, file: usize) -> &[Visible<'a>] {
        &self.viewers[file]
    }
}

struct Link {
    target: usize,
    include: bool,
}

fn links(
    input: &Input<'_>,
    inputs: &[Input<'_>],
    by_path: &HashMap<String, usize>,
    diagnostics: &mut Diagnostics,
) -> Vec<Link> {
    let mut links = Vec::new();
    let locate = |location: &str| {
        let path = join(&input.file.path, location);
        by_path.get(&path).copied().ok_or(path)
    };
    for include in &input.schema.includes {
        match locate(&include.location.text) {
            Ok(target) => {
                diagnostics_of_include(input, include, &inputs[target], diagnostics);
                links.push(Link { target, include: true });
            }
            Err(path) => diagnostics.push(missing(include.location.span, &include.location.text, &path)),
        }
    }
    for redefine in &input.schema.redefines {
        let error = Diagnostic::error(redefine.location.span, "`xs:redefine` is not taken");
        let help = "include the document, and define the changed types under names of their own";
        diagnostics.push(error.help(help));
    }
    for import in &input.schema.imports {
        let namespace = import.namespace.as_ref().map(|name| name.text.as_str());
        let span = import.namespace.as_ref().map_or(import.span, |name| name.span);
        if namespace == input.schema.target_namespace.as_deref() {
            let message = "a schema cannot import its own namespace";
            diagnostics.push(Diagnostic::error(span, message).help("use `xs:include`"));
            continue;
        }
        let Some(location) = &import.location else {
            links.extend(by_namespace(import, span, inputs, diagnostics));
            continue;
        };
        match locate(&location.text) {
            Ok(target) => {
                diagnostics_of_import(span, namespace, &inputs[target], diagnostics);
                links.push(Link { target, include: false });
            }
            Err(path) => diagnostics.push(missing(location.span, &location.text, &path)),
        }
    }
    links
}

/// Without a location, an import means the inputs that declare the namespace.
fn by_namespace(
    import: &Import,
    span: Span,
    inputs: &[Input<'_>],
    diagnostics: &mut Diagnostics,
) -> Vec<Link> {
    let namespace = import.namespace.as_ref().map(|name| name.text.as_str());
    let indices = inputs.iter().enumerate();
    let links: Vec<_> = indices
        .filter(|(_, other)| other.schema.target_namespace.as_deref() == namespace)
        .map(|(target, _)| Link { target, include: false })
        .collect();
    // What these two declare is built in.
    if links.is_empty() && !matches!(namespace, Some(XML_NAMESPACE | XSD_NAMESPACE)) {
        let message = format!("no input declares the namespace `{}`", namespace.unwrap_or(""));
        let help = "add the schema of the namespace to the inputs";
        diagnostics.push(Diagnostic::error(span, message).help(help));
    }
    links
}

fn missing(span: Span, location: &str, path: &str) -> Diagnostic {
    let error = Diagnostic::error(span, format!("`{location}` is not among the inputs"));
    error.label(format!("looked for `{path}`")).help("add the file to the inputs; nothing is fetched")
}

fn diagnostics_of_include(
    input: &Input<'_>,
    include: &Include,
    other: &Input<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(namespace) = &other.schema.target_namespace else { return };
    if Some(namespace) != input.schema.target_namespace.as_ref() {
        let message = format!("`{}` declares another namespace, `{namespace}`", include.location.text);
        diagnostics.push(Diagnostic::error(include.location.span, message).help("use `xs:import`"));
    }
}

fn diagnostics_of_import(
    span: Span,
    namespace: Option<&str>,
    other: &Input<'_>,
    diagnostics: &mut Diagnostics,
) {
    let declared = other.schema.target_namespace.as_deref();
    if declared != namespace {
        let shown = |namespace: Option<&str>| match namespace {
            Some(namespace) => format!("the namespace `{namespace}`"),
            None => "no namespace".to_string(),
        };
        let message = format!("`{}` declares {}", other.file.path, shown(declared));
        diagnostics.push(Diagnostic::error(span, message).label(format!("imported as {}", shown(namespace))));
    }
}

fn closure<'a>(root: usize, inputs: &'a [Input<'a>], links: &[Vec<Link>]) -> Vec<Visible<'a>> {
    let namespace = |file: usize| inputs[file].schema.target_namespace.as_deref();
    let mut closure = vec![Visible { file: root, namespace: namespace(root) }];
    let mut seen: HashSet<_> = closure.iter().copied().collect();
    let mut next = 0;
    while let Some(current) = closure.get(next).copied() {
        next += 1;
        for link in &links[current.file] {
            let inherited = if link.include { current.namespace } else { None };
            let visible = Visible { file: link.target, namespace: namespace(link.target).or(inherited) };
            if seen.insert(visible) {
                closure.push(visible);
            }
        }
    }
    closure
}

/// The path that `location` in the file `base` leads to, without `.` and `..`.
fn join(base: &str, location: &str) -> String {
    let location = location.trim_ascii();
    if location.contains("://") {
        return location.to_string();
    }
    let directory =
        if location.starts_with('/') { "" } else { base.rsplit_once('/').map_or("", |(head, _)| head) };
    let mut parts: Vec<&str> = Vec::new();
    for part in directory.split('/').chain(location.split('/')) {
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
