//! What the schemas declare, and what of it a document shows.

use qualys_codegen::ir::{Content, Element, Model, Particle, Target, Term, TypeId};
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Inputs, generate};
use qualys_tests::files::{Fixture, below, repository};
use std::collections::{BTreeSet, HashSet};
use std::fmt;
use std::fs;

/// An element inside a type, or an attribute (with `@`) of a type.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    schema: String,
    owner: String,
    name: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { schema, owner, name } = self;
        write!(f, "{schema}: {owner}/{name}")
    }
}

/// The corrected schemas.
pub(crate) fn model() -> Model {
    let folder = repository().join("schemas");
    let read = |path: &std::path::Path| {
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut schemas = Vec::new();
    for ending in ["dtd", "xsd"] {
        for path in below(&folder, ending) {
            let relative = path.strip_prefix(&folder).expect("a path below the folder").to_string_lossy();
            schemas.push(SourceFile::new(relative.replace('\\', "/"), read(&path)));
        }
    }
    let fixups = Some(SourceFile::new("schemas/fixups.toml", read(&folder.join("fixups.toml"))));
    let generated = generate(&Inputs {
        folder: "schemas".into(),
        schemas,
        fixups,
        docs: String::new(),
        ..Inputs::default()
    });
    assert!(
        !generated.diagnostics.has_errors(),
        "{}",
        generated.diagnostics.render(&generated.sources, false)
    );
    generated.model
}

/// Every place that a document can reach from a root.
pub(crate) fn all(model: &Model) -> BTreeSet<Place> {
    let mut found = BTreeSet::new();
    let mut done = HashSet::new();
    let mut queue: Vec<TypeId> = Vec::new();
    let roots = model.modules.values().flat_map(|module| &module.roots);
    queue.extend(roots.filter_map(|root| type_id(&root.target)));
    while let Some(id) = queue.pop() {
        let Some(ty) = model.type_of(&id).filter(|_| done.insert(id.clone())) else { continue };
        let place = |name: String| Place { schema: id.module.clone(), owner: id.name.clone(), name };
        found.extend(ty.attributes.iter().map(|attribute| place(format!("@{}", attribute.name))));
        let mut elements = Vec::new();
        if let Content::Elements(particle) | Content::Mixed(particle) = &ty.content {
            collect(particle, &mut elements);
        }
        for element in elements {
            found.insert(place(element.name.clone()));
            queue.extend(type_id(&element.target));
        }
    }
    found
}

/// Every place that a fixture shows.
pub(crate) fn shown(model: &Model, fixture: &Fixture) -> BTreeSet<Place> {
    let text = String::from_utf8_lossy(&fixture.text);
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    // White space before the declaration is one of the oddities that fixtures show.
    let parsed = roxmltree::Document::parse_with_options(
        text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']),
        options,
    );
    let document = parsed.unwrap_or_else(|error| panic!("{}: {error}", fixture.path.display()));
    let mut found = BTreeSet::new();
    let root = document.root_element();
    let declared = &model.modules[&fixture.schema].roots;
    let target =
        declared.iter().find(|one| one.name == root.tag_name().name()).and_then(|one| type_id(&one.target));
    let mut queue: Vec<_> = target.map(|id| (root, id)).into_iter().collect();
    while let Some((node, id)) = queue.pop() {
        let Some(ty) = model.type_of(&id) else { continue };
        let place = |name: String| Place { schema: id.module.clone(), owner: id.name.clone(), name };
        let attributes = ty.attributes.iter().filter(|attribute| node.has_attribute(attribute.name.as_str()));
        found.extend(attributes.map(|attribute| place(format!("@{}", attribute.name))));
        let mut elements = Vec::new();
        if let Content::Elements(particle) | Content::Mixed(particle) = &ty.content {
            collect(particle, &mut elements);
        }
        for child in node.children().filter(roxmltree::Node::is_element) {
            let name = child.tag_name().name();
            if let Some(element) = elements.iter().find(|one| one.name == name) {
                found.insert(place(element.name.clone()));
                queue.extend(type_id(&element.target).map(|id| (child, id)));
            }
        }
    }
    found
}

fn type_id(target: &Target) -> Option<TypeId> {
    match target {
        Target::Type(id) => Some(id.clone()),
        Target::Value(_) => None,
    }
}

fn collect<'m>(particle: &'m Particle, elements: &mut Vec<&'m Element>) {
    match &particle.term {
        Term::Element(element) => elements.push(element),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| collect(part, elements));
        }
        Term::Any => {}
    }
}
