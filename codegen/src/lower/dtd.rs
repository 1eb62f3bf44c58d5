//! From the syntax tree of a DTD to the IR.
//!
//! An element of text alone becomes a value where it is used; every other element becomes a type under its name.
//! Content models stay trees: only groups around a single part go.

mod content;
mod docs;
#[cfg(test)]
mod tests;

use crate::datatype::Datatype;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::dtd::{self, AttributeDefault, AttributeType, Declaration};
use crate::ir::{self, Separator, Target, TypeId, Value, ValueKind};
use crate::source::{SourceFile, Span};
use docs::Docs;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// What a DTD becomes.
#[derive(Debug, Clone, PartialEq)]
pub struct Lowered {
    /// The module.
    pub module: ir::Module,
    /// Every declared element and what it holds, in the order of declaration: for corrections that rename a
    /// reference, to find what the new name holds.
    pub elements: IndexMap<String, Target>,
    /// References to elements that are not declared. Each may hold anything; it is to be warned about
    /// ([`Undeclared::warning`]) unless a correction takes care of it.
    pub undeclared: Vec<Undeclared>,
    /// How much of a DTD it is.
    pub extent: Extent,
}

/// A reference to an element that is not declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undeclared {
    /// The name that is referred to.
    pub element: String,
    /// The element whose content model refers to it.
    pub parent: String,
    /// The reference.
    pub span: Span,
    /// A declared element whose name differs in case and punctuation alone.
    pub similar: Option<String>,
}

impl Undeclared {
    /// The warning about it.
    pub fn warning(&self) -> Diagnostic {
        let message = format!("element `{}` is not declared", self.element);
        let warning = Diagnostic::warning(self.span, message)
            .label(format!("the content of `{}` refers to it; it may hold anything", self.parent));
        match &self.similar {
            Some(similar) => warning.help(format!("`{similar}` is declared: correct the name in the fixups")),
            None => warning.help("say what it holds in the fixups"),
        }
    }
}

/// How much of a DTD there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A document type: documents begin with an element that no other refers to.
    Whole,
    /// Some of its declarations: what refers to an element may not be there, so a document may begin with each.
    Fragment,
}

/// Turns a DTD into a module with the path `module_path`, for example `vm/2.0/simple_return`.
pub fn lower(
    module_path: &str,
    file: &SourceFile,
    document: &dtd::Document,
    extent: Extent,
    diagnostics: &mut Diagnostics,
) -> Lowered {
    let elements = targets(module_path, document);
    let mut docs = Docs::of(document);
    let mut undeclared = Vec::new();
    let any = if elements.contains_key("anyType") { "xs:anyType" } else { "anyType" };
    let any = TypeId { module: module_path.to_owned(), name: any.to_owned() };
    let mut types = IndexMap::new();
    let mut enumerations = IndexMap::new();
    for element in declared_elements(document) {
        if let Some(Target::Type(id)) = elements.get(&element.name.text) {
            let content = content::Lowering {
                elements: &elements,
                docs: &mut docs,
                undeclared: &mut undeclared,
                any: &any,
            }
            .content(element);
            let lowered = ir::Type {
                span: element.span,
                docs: docs.element(&element.name.text),
                model: element.content.to_string(),
                attributes: Vec::new(),
                content,
            };
            types.insert(id.name.clone(), lowered);
        }
    }
    for list in attribute_lists(document) {
        let Some(lowered) = types.get_mut(&list.element.text) else {
            diagnostics.push(undeclared_element(list));
            continue;
        };
        for attribute in &list.attributes {
            let docs = docs::of_attribute(list);
            let name = format!("{}/@{}", list.element.text, attribute.name.text);
            let id = TypeId { module: module_path.to_owned(), name };
            if let Some(enumeration) = enumeration(attribute, docs.clone()) {
                enumerations.insert(id.name.clone(), enumeration);
            }
            lowered.attributes.push(lower_attribute(attribute, id, docs));
        }
    }
    if let Some(first) = undeclared.first() {
        types.insert(any.name, any_type(first.span));
    }
    let module = ir::Module {
        source: file.path.clone(),
        span: document.span,
        docs: docs::of_comments(&document.documentation),
        roots: roots(document, &elements, extent, &docs),
        types,
        enumerations,
    };
    find_similar(&mut undeclared, &elements);
    Lowered { module, elements, undeclared, extent }
}

/// What an element holds that is not declared: any elements and text.
fn any_type(span: Span) -> ir::Type {
    ir::Type {
        span,
        docs: None,
        model: dtd::Content::Any.to_string(),
        attributes: Vec::new(),
        content: ir::Content::Any,
    }
}

/// Finds the names that references to undeclared elements may mean.
fn find_similar(undeclared: &mut [Undeclared], elements: &IndexMap<String, Target>) {
    if undeclared.is_empty() {
        return;
    }
    let plain = |name: &str| -> String {
        name.chars().filter(|one| one.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let plain_names: HashMap<_, _> = elements.keys().rev().map(|name| (plain(name), name)).collect();
    for one in undeclared {
        one.similar = plain_names.get(&plain(&one.element)).map(|&name| name.clone());
    }
}

/// What each declared element holds.
fn targets(module_path: &str, document: &dtd::Document) -> IndexMap<String, Target> {
    let with_attributes: HashSet<&str> = attribute_lists(document)
        .filter(|list| !list.attributes.is_empty())
        .map(|list| list.element.text.as_str())
        .collect();
    let mut targets = IndexMap::new();
    for element in declared_elements(document) {
        let name = &element.name.text;
        let is_text = matches!(&element.content, dtd::Content::Mixed(names) if names.is_empty());
        targets.entry(name.clone()).or_insert_with(|| {
            if is_text && !with_attributes.contains(name.as_str()) {
                Target::Value(Value::text())
            } else {
                Target::Type(TypeId { module: module_path.to_owned(), name: name.clone() })
            }
        });
    }
    targets
}

fn lower_attribute(attribute: &dtd::Attribute, enumeration: TypeId, docs: Option<String>) -> ir::Attribute {
    let kind = match &attribute.kind {
        AttributeType::Enumeration(_) | AttributeType::Notation(_) => ValueKind::Enumeration(enumeration),
        AttributeType::Nmtokens | AttributeType::Idrefs | AttributeType::Entities => {
            ValueKind::List(Box::new(Value::text()), Separator::Space)
        }
        AttributeType::Cdata
        | AttributeType::Id
        | AttributeType::Idref
        | AttributeType::Entity
        | AttributeType::Nmtoken => ValueKind::Text,
    };
    let value = Value { datatype: datatype(&attribute.kind), ..Value::new(kind) };
    let default = match &attribute.default {
        AttributeDefault::Required | AttributeDefault::Implied => None,
        AttributeDefault::Fixed(value) => Some(ir::Default { value: value.clone(), fixed: true }),
        AttributeDefault::Value(value) => Some(ir::Default { value: value.clone(), fixed: false }),
    };
    ir::Attribute {
        name: attribute.name.text.clone(),
        value,
        required: attribute.default == AttributeDefault::Required,
        default,
        span: attribute.span,
        docs,
    }
}

/// The type of a DTD as XSD has it: the names are the same. Text has no rules, and words are an enumeration.
fn datatype(kind: &AttributeType) -> Option<Arc<Datatype>> {
    Datatype::builtin(match kind {
        AttributeType::Cdata | AttributeType::Notation(_) | AttributeType::Enumeration(_) => return None,
        AttributeType::Id => "ID",
        AttributeType::Idref => "IDREF",
        AttributeType::Idrefs => "IDREFS",
        AttributeType::Entity => "ENTITY",
        AttributeType::Entities => "ENTITIES",
        AttributeType::Nmtoken => "NMTOKEN",
        AttributeType::Nmtokens => "NMTOKENS",
    })
}

fn enumeration(attribute: &dtd::Attribute, docs: Option<String>) -> Option<ir::Enumeration> {
    let (AttributeType::Enumeration(words) | AttributeType::Notation(words)) = &attribute.kind else {
        return None;
    };
    let word = |name: &dtd::Name| ir::Word {
        text: name.text.clone(),
        aliases: Vec::new(),
        span: name.span,
        docs: None,
    };
    Some(ir::Enumeration { span: attribute.span, docs, words: words.iter().map(word).collect() })
}

/// The elements that no other element's content refers to; if there are none, the one that is declared first.
fn roots(
    document: &dtd::Document,
    elements: &IndexMap<String, Target>,
    extent: Extent,
    docs: &Docs,
) -> Vec<ir::Root> {
    let mut referred = HashSet::new();
    for element in declared_elements(document).filter(|_| extent == Extent::Whole) {
        content::for_each_reference(&element.content, &mut |name| {
            if name != element.name.text {
                referred.insert(name);
            }
        });
    }
    let root = |element: &dtd::Element| {
        let name = element.name.text.clone();
        let target = elements.get(&name)?.clone();
        Some(ir::Root { target, span: element.span, docs: docs.element(&name), name })
    };
    let unreferred = declared_elements(document).filter(|one| !referred.contains(one.name.text.as_str()));
    let roots: Vec<_> = unreferred.filter_map(root).collect();
    if roots.is_empty() {
        declared_elements(document).next().and_then(root).into_iter().collect()
    } else {
        roots
    }
}

fn undeclared_element(list: &dtd::AttributeList) -> Diagnostic {
    let message = format!("element `{}` has attributes, but is not declared", list.element.text);
    Diagnostic::warning(list.element.span, message)
        .label("these attributes are left out")
        .help("declare the element, or correct its name here")
}

fn declared_elements(document: &dtd::Document) -> impl Iterator<Item = &dtd::Element> {
    document.declarations.iter().filter_map(|one| match one {
        Declaration::Element(element) => Some(element),
        _ => None,
    })
}

fn attribute_lists(document: &dtd::Document) -> impl Iterator<Item = &dtd::AttributeList> {
    document.declarations.iter().filter_map(|one| match one {
        Declaration::AttributeList(list) => Some(list),
        _ => None,
    })
}
