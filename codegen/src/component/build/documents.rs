//! Which documents lead to which: includes, imports and redefinitions.

use super::{Input, Options};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::source::Span;
use crate::xsd::{Import, Name, XML_NAMESPACE, XSD_NAMESPACE};
use std::collections::{HashMap, HashSet};

/// As many documents may be taken, each counted once for each namespace that it is taken into.
const MAX_INSTANCES: usize = 10_000;

/// The documents of a run and what they see.
pub(super) struct Documents<'a> {
    /// Each document as it is taken; one without a target namespace can be taken into several.
    instances: Vec<Instance<'a>>,
    /// For each instance what it sees: a bit for every other.
    sights: Vec<Vec<u64>>,
}

/// A document with the namespace of its names.
#[derive(Debug, Clone)]
struct Instance<'a> {
    file: usize,
    /// Its own, or without one that of the document that includes it.
    namespace: Option<&'a str>,
    /// What it includes, imports and redefines.
    links: Vec<Link>,
    /// For each `xs:redefine` of its schema the document that it changes.
    redefined: Vec<Option<usize>>,
}

/// A step from one document to another.
#[derive(Debug, Clone, Copy)]
struct Link {
    target: usize,
    /// Whether it stays in the namespace.
    include: bool,
}

/// Where the includes, imports and redefinitions of one document lead: indices of inputs.
#[derive(Default)]
struct Targets {
    includes: Vec<usize>,
    imports: Vec<usize>,
    redefines: Vec<Option<usize>>,
}

impl<'a> Documents<'a> {
    /// Follows every include, import and redefinition.
    pub(super) fn new(inputs: &'a [Input<'a>], options: Options, diagnostics: &mut Diagnostics) -> Self {
        let by_path: HashMap<_, _> =
            inputs.iter().enumerate().map(|(index, input)| (join("", &input.file.path), index)).collect();
        let mut finder = Finder { inputs, by_path, options, diagnostics };
        let targets: Vec<_> = inputs.iter().map(|input| finder.targets(input)).collect();
        let mut documents = Self { instances: Vec::new(), sights: Vec::new() };
        documents.instantiate(inputs, &targets);
        if let Some(one) = documents.instances.get(MAX_INSTANCES) {
            let message = format!("the documents are taken into more than {MAX_INSTANCES} namespaces in all");
            diagnostics.push(Diagnostic::error(inputs[one.file].schema.span, message));
            documents.instances.clear();
        }
        documents.close();
        documents
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.instances.len()
    }

    /// The index of the input that an instance is of.
    pub(super) fn file(&self, instance: usize) -> usize {
        self.instances[instance].file
    }

    /// The namespace of an instance's names.
    pub(super) fn namespace(&self, instance: usize) -> Option<&'a str> {
        self.instances[instance].namespace
    }

    /// What each `xs:redefine` of an instance leads to.
    pub(super) fn redefined(&self, instance: usize) -> &[Option<usize>] {
        &self.instances[instance].redefined
    }

    /// Whether redefinitions lead from an instance to another.
    pub(super) fn redefines(&self, instance: usize, other: usize) -> bool {
        let mut reached = vec![instance];
        let mut next = 0;
        while let Some(current) = reached.get(next).copied() {
            next += 1;
            if current == other {
                return true;
            }
            for target in self.redefined(current).iter().flatten() {
                if !reached.contains(target) {
                    reached.push(*target);
                }
            }
        }
        false
    }

    /// What an instance sees, itself first.
    pub(super) fn seen_by(&self, instance: usize) -> Vec<usize> {
        self.closure(instance, false)
    }

    /// Whether an instance sees another.
    pub(super) fn sees(&self, instance: usize, other: usize) -> bool {
        let word = self.sights.get(instance).and_then(|sights| sights.get(other / 64));
        word.is_some_and(|word| word >> (other % 64) & 1 == 1)
    }

    /// The instances that see an instance.
    pub(super) fn viewers_of(&self, instance: usize) -> impl Iterator<Item = usize> {
        (0..self.instances.len()).filter(move |viewer| self.sees(*viewer, instance))
    }

    /// The instances of the namespace that an instance takes in, itself first.
    pub(super) fn included(&self, instance: usize) -> Vec<usize> {
        self.closure(instance, true)
    }

    /// Documents with a target namespace are themselves; others are what includes or imports them, or stand alone.
    fn instantiate(&mut self, inputs: &'a [Input<'a>], targets: &[Targets]) {
        let mut known: HashMap<(usize, Option<&'a str>), usize> = HashMap::new();
        for with_namespace in [true, false] {
            for (file, input) in inputs.iter().enumerate() {
                let namespace = input.schema.target_namespace.as_deref();
                let is_taken = self.instances.iter().any(|instance| instance.file == file);
                if namespace.is_some() != with_namespace || is_taken || self.instances.len() > MAX_INSTANCES {
                    continue;
                }
                let first = self.instances.len();
                self.instance(file, namespace, &mut known);
                let mut next = first;
                while next < self.instances.len() && self.instances.len() <= MAX_INSTANCES {
                    self.link(next, inputs, targets, &mut known);
                    next += 1;
                }
            }
        }
        // The order of inputs is that of the declarations.
        let mut order: Vec<usize> = (0..self.instances.len()).collect();
        order.sort_by_key(|index| self.instances[*index].file);
        let mut position = vec![0; order.len()];
        order.iter().enumerate().for_each(|(new, old)| position[*old] = new);
        let mut sorted: Vec<_> = order.iter().map(|old| self.instances[*old].clone()).collect();
        for instance in &mut sorted {
            instance.links.iter_mut().for_each(|link| link.target = position[link.target]);
            instance.redefined.iter_mut().flatten().for_each(|target| *target = position[*target]);
        }
        self.instances = sorted;
    }

    fn instance(
        &mut self,
        file: usize,
        namespace: Option<&'a str>,
        known: &mut HashMap<(usize, Option<&'a str>), usize>,
    ) -> usize {
        *known.entry((file, namespace)).or_insert_with(|| {
            self.instances.push(Instance { file, namespace, links: Vec::new(), redefined: Vec::new() });
            self.instances.len() - 1
        })
    }

    fn link(
        &mut self,
        index: usize,
        inputs: &'a [Input<'a>],
        targets: &[Targets],
        known: &mut HashMap<(usize, Option<&'a str>), usize>,
    ) {
        let (file, inherited) = (self.instances[index].file, self.instances[index].namespace);
        let own = |file: usize| inputs[file].schema.target_namespace.as_deref();
        let mut links = Vec::new();
        for target in &targets[file].includes {
            let target = self.instance(*target, own(*target).or(inherited), known);
            links.push(Link { target, include: true });
        }
        for target in &targets[file].imports {
            let target = self.instance(*target, own(*target), known);
            links.push(Link { target, include: false });
        }
        let mut redefined = Vec::new();
        for target in &targets[file].redefines {
            let target = target.map(|target| self.instance(target, own(target).or(inherited), known));
            links.extend(target.map(|target| Link { target, include: true }));
            redefined.push(target);
        }
        self.instances[index].links = links;
        self.instances[index].redefined = redefined;
    }

    fn close(&mut self) {
        let words = self.instances.len().div_ceil(64);
        for instance in 0..self.instances.len() {
            let mut sights = vec![0_u64; words];
            for other in self.closure(instance, false) {
                if let Some(word) = sights.get_mut(other / 64) {
                    *word |= 1 << (other % 64);
                }
            }
            self.sights.push(sights);
        }
    }

    fn closure(&self, root: usize, includes_alone: bool) -> Vec<usize> {
        let mut closure = vec![root];
        let mut seen = HashSet::from([root]);
        let mut next = 0;
        while let Some(current) = closure.get(next).copied() {
            next += 1;
            for link in &self.instances[current].links {
                if (link.include || !includes_alone) && seen.insert(link.target) {
                    closure.push(link.target);
                }
            }
        }
        closure
    }
}

/// Finds the documents that locations lead to.
struct Finder<'a, 'd> {
    inputs: &'a [Input<'a>],
    by_path: HashMap<String, usize>,
    options: Options,
    diagnostics: &'d mut Diagnostics,
}

impl Finder<'_, '_> {
    fn targets(&mut self, input: &Input<'_>) -> Targets {
        let mut targets = Targets::default();
        for include in &input.schema.includes {
            targets.includes.extend(self.locate(input, &include.location, true));
        }
        for redefine in &input.schema.redefines {
            let target = self.locate(input, &redefine.location, true);
            if target.is_none() && !redefine.declarations.is_empty() && self.options.missing.is_none() {
                let span = redefine.location.span;
                self.missing(
                    Severity::Error,
                    span,
                    &redefine.location.text,
                    &join(&input.file.path, &redefine.location.text),
                );
            }
            targets.redefines.push(target);
        }
        for import in &input.schema.imports {
            targets.imports.extend(self.import(input, import));
        }
        targets
    }

    /// The document of a location; without one, or with another namespace, a diagnostic.
    fn locate(&mut self, input: &Input<'_>, location: &Name, included: bool) -> Option<usize> {
        let path = join(&input.file.path, &location.text);
        let Some(target) = self.by_path.get(&path).copied() else {
            if let Some(severity) = self.options.missing {
                let severity = if included { Severity::Error } else { severity };
                self.missing(severity, location.span, &location.text, &path);
            }
            return None;
        };
        let namespace = self.inputs.get(target)?.schema.target_namespace.as_ref();
        if included && namespace.is_some() && namespace != input.schema.target_namespace.as_ref() {
            let message = format!(
                "`{}` declares another namespace, `{}`",
                location.text,
                namespace.map_or("", |namespace| namespace)
            );
            self.diagnostics.push(Diagnostic::error(location.span, message).help("use `xs:import`"));
        }
        Some(target)
    }

    fn import(&mut self, input: &Input<'_>, import: &Import) -> Vec<usize> {
        let namespace = import.namespace.as_ref().map(|name| name.text.as_str());
        let span = import.namespace.as_ref().map_or(import.span, |name| name.span);
        if namespace == input.schema.target_namespace.as_deref() {
            let message = "a schema cannot import its own namespace";
            self.diagnostics.push(Diagnostic::error(span, message).help("use `xs:include`"));
            return Vec::new();
        }
        let Some(location) = &import.location else { return self.by_namespace(namespace, span) };
        let Some(target) = self.locate(input, location, false) else { return Vec::new() };
        let file = self.inputs[target].file;
        let declared = self.inputs[target].schema.target_namespace.as_deref();
        if declared != namespace {
            let shown = |namespace: Option<&str>| match namespace {
                Some(namespace) => format!("the namespace `{namespace}`"),
                None => "no namespace".to_string(),
            };
            let message = format!("`{}` declares {}", file.path, shown(declared));
            let error = Diagnostic::error(span, message).label(format!("imported as {}", shown(namespace)));
            self.diagnostics.push(error);
        }
        vec![target]
    }

    /// Without a location, an import means the documents that declare the namespace.
    fn by_namespace(&mut self, namespace: Option<&str>, span: Span) -> Vec<usize> {
        let indices = self.inputs.iter().enumerate();
        let found: Vec<_> = indices
            .filter(|(_, other)| other.schema.target_namespace.as_deref() == namespace)
            .map(|(target, _)| target)
            .collect();
        // What these two declare is built in.
        let is_known = matches!(namespace, Some(XML_NAMESPACE | XSD_NAMESPACE));
        if let (true, false, Some(severity)) = (found.is_empty(), is_known, self.options.missing) {
            let message = format!("no input declares the namespace `{}`", namespace.unwrap_or(""));
            let help = "add the schema of the namespace to the inputs";
            self.diagnostics.push(of_severity(severity, span, message).help(help));
        }
        found
    }

    fn missing(&mut self, severity: Severity, span: Span, location: &str, path: &str) {
        let missing = of_severity(severity, span, format!("`{location}` is not among the inputs"));
        let missing = missing.label(format!("looked for `{path}`"));
        self.diagnostics.push(missing.help("add the file to the inputs; nothing is fetched"));
    }
}

fn of_severity(severity: Severity, span: Span, message: String) -> Diagnostic {
    match severity {
        Severity::Error => Diagnostic::error(span, message),
        Severity::Warning => Diagnostic::warning(span, message),
    }
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
