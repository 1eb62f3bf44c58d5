//! From the IR to the Rust model: decides what becomes a type, and what shape each field has.

use crate::ir::{self, Content, Element, Integer, Model, Occurs, Particle, Target, Term, TypeId, ValueKind};
use crate::pass::names::{Case, Scope, plural};
use crate::rust::{Crate, Field, Item, ItemKind, Module, Row, RowKind, Type, Word};
use std::collections::{HashMap, HashSet};

pub(super) mod docs;
pub(super) mod modules;
mod reach;

/// The Rust model of an IR that went through the [cardinality](crate::pass::cardinality) pass.
pub fn lower(model: &Model) -> Crate {
    let reached = reach::types(model);
    let mut names = HashMap::new();
    let mut scopes = HashMap::new();
    let mut paths = modules::paths(model);
    for (key, module) in &model.modules {
        let mut scope = Scope::new(Case::Type);
        let declared = module.types.keys().chain(module.enumerations.keys());
        for name in declared.filter(|name| reached.contains(&id(key, name))) {
            names.insert(id(key, name), scope.name(&name.replace('@', "/")));
        }
        scopes.insert(key.clone(), scope);
    }
    let modules = model
        .modules
        .iter()
        .map(|(key, module)| {
            let scope = scopes.remove(key).unwrap_or_else(|| Scope::new(Case::Type));
            let path = paths.remove(key).unwrap_or_default();
            let (names, reached) = (&names, &reached);
            ModuleBuilder { model, key, path, module, names, reached, scope, items: Vec::new() }.build()
        })
        .collect();
    Crate { modules, apis: Vec::new(), identified: Vec::new() }
}

fn id(module: &str, name: &str) -> TypeId {
    TypeId { module: module.to_owned(), name: name.to_owned() }
}

struct ModuleBuilder<'a> {
    model: &'a Model,
    key: &'a str,
    path: Vec<String>,
    module: &'a ir::Module,
    names: &'a HashMap<TypeId, String>,
    reached: &'a HashSet<TypeId>,
    scope: Scope,
    items: Vec<Item>,
}

/// The fields of a type while they are being decided.
struct Fields<'t> {
    /// The name of the type in Rust, which names what has no name of its own.
    owner: &'t str,
    scope: Scope,
    fields: Vec<Field>,
    /// How many choices and groups without a name it has so far.
    unnamed: usize,
}

impl ModuleBuilder<'_> {
    fn build(mut self) -> Module {
        for (name, ty) in &self.module.types {
            if self.reached.contains(&id(self.key, name)) {
                self.record(name, ty);
            }
        }
        for (name, enumeration) in &self.module.enumerations {
            if self.reached.contains(&id(self.key, name)) {
                self.enumeration(name, enumeration);
            }
        }
        self.value_roots();
        Module {
            key: self.key.to_owned(),
            path: self.path,
            source: self.module.source.clone(),
            docs: docs::paragraphs(self.module.docs.as_deref()),
            items: self.items,
        }
    }

    fn record(&mut self, name: &str, ty: &ir::Type) {
        let rust_name = self.names[&id(self.key, name)].clone();
        let at = self.items.len();
        let mut fields =
            Fields { owner: &rust_name, scope: Scope::new(Case::Field), fields: Vec::new(), unnamed: 0 };
        for attribute in &ty.attributes {
            let occurs = if attribute.required { Occurs::ONE } else { Occurs::OPTIONAL };
            let row = row(&attribute.name, RowKind::Attribute, &attribute.value);
            let paragraphs = docs::attribute(attribute);
            let ty = self.value(&attribute.value);
            fields.push(&attribute.name, ty, occurs, row, paragraphs);
        }
        match &ty.content {
            Content::Empty => {}
            Content::Any => {
                let row = plain_row("", RowKind::Mixed);
                let docs = docs::one("Text and elements, which the schema leaves open.");
                fields.push("nodes", Type::Builtin("AnyNode"), Occurs::ANY, row, docs);
            }
            Content::Value(value) => {
                let docs = docs::text(value);
                fields.push("value", self.value(value), Occurs::ONE, row("", RowKind::Text, value), docs);
            }
            Content::Elements(particle) => self.particle(particle, &mut fields),
            Content::Mixed(particle) => self.mixed(particle, &mut fields),
        }
        let roots: Vec<String> = self
            .module
            .roots
            .iter()
            .filter(|root| root.target == Target::Type(id(self.key, name)))
            .map(|root| root.name.clone())
            .collect();
        let fields = fields.fields;
        let docs = docs::record(name, ty, &roots, self.module);
        // What the type needs of its own (choices, groups) follows it.
        let item = Item { name: rust_name, docs, kind: ItemKind::Record { fields, roots } };
        self.items.insert(at, item);
    }

    /// Root elements that hold text alone become records of their own.
    fn value_roots(&mut self) {
        for root in &self.module.roots {
            let Target::Value(value) = &root.target else { continue };
            let name = self.scope.fresh(&root.name);
            let mut fields =
                Fields { owner: &name, scope: Scope::new(Case::Field), fields: Vec::new(), unnamed: 0 };
            fields.push(
                "value",
                self.value(value),
                Occurs::ONE,
                row("", RowKind::Text, value),
                docs::text(value),
            );
            let fields = fields.fields;
            let docs = docs::value_root(root, self.module);
            let kind = ItemKind::Record { fields, roots: vec![root.name.clone()] };
            self.items.push(Item { name, docs, kind });
        }
    }

    fn enumeration(&mut self, name: &str, enumeration: &ir::Enumeration) {
        let mut scope = Scope::new(Case::Variant);
        let words = enumeration
            .words
            .iter()
            .map(|word| Word {
                name: scope.name(&word.text),
                docs: docs::word(word),
                text: word.text.clone(),
                aliases: word.aliases.clone(),
            })
            .collect();
        let docs = docs::enumeration(name, enumeration, self.module);
        let name = self.names[&id(self.key, name)].clone();
        self.items.push(Item { name, docs, kind: ItemKind::Enumeration { words } });
    }

    fn particle(&mut self, particle: &Particle, fields: &mut Fields<'_>) {
        match &particle.term {
            Term::Element(element) => {
                let (ty, row, occurs) = self.element(element, particle.occurs);
                fields.push(&element.name, ty, occurs, row, docs::element(element, particle.occurs));
            }
            Term::Any => fields.any(particle.occurs),
            Term::Sequence(parts) | Term::All(parts) if particle.occurs == Occurs::ONE => {
                parts.iter().for_each(|part| self.particle(part, fields));
            }
            Term::Sequence(parts) | Term::All(parts) => self.group(particle, parts, fields),
            Term::Choice(parts) => self.choice(particle, parts, fields),
        }
    }

    /// The type of an element's value and its row; a list that is an element of its own is taken together with it.
    fn element(&self, element: &Element, occurs: Occurs) -> (Type, Row, Occurs) {
        match &element.target {
            Target::Value(value) => {
                let mut row = row(&element.name, RowKind::Element, value);
                row.aliases = element.aliases.clone();
                row.nillable = element.nillable;
                // An element that is nil has no text, whatever its type asks for.
                let may_be_empty = value.may_be_empty || element.nillable;
                (self.value(&ir::Value { may_be_empty, ..value.clone() }), row, occurs)
            }
            Target::Type(ty) => {
                let item = (!occurs.repeats()).then(|| reach::list_item(self.model, element)).flatten();
                let (ty, kind) = match item {
                    Some((item, occurs)) => {
                        let ty = match &item.target {
                            Target::Value(value) => self.value(value),
                            Target::Type(ty) => self.item(ty),
                        };
                        (ty, RowKind::List { item: item.name.clone(), non_empty: !occurs.is_optional() })
                    }
                    None => (self.item(ty), RowKind::Element),
                };
                let mut row = plain_row(&element.name, kind);
                row.aliases = element.aliases.clone();
                row.nillable = element.nillable;
                // A record that is nil is none.
                let min = if element.nillable { 0 } else { occurs.min };
                (ty, row, Occurs { min, ..occurs })
            }
        }
    }

    fn item(&self, ty: &TypeId) -> Type {
        match self.names.get(ty) {
            Some(name) => Type::Item(ty.module.clone(), name.clone()),
            // Only a reference to nothing gets here; it keeps the element as it came.
            None => Type::Builtin("RawXml"),
        }
    }

    fn group(&mut self, particle: &Particle, parts: &[Particle], fields: &mut Fields<'_>) {
        let (name, field) = self.unnamed(particle, fields, "Group");
        let mut members =
            Fields { owner: &name, scope: Scope::new(Case::Field), fields: Vec::new(), unnamed: 0 };
        parts.iter().for_each(|part| self.particle(part, &mut members));
        let kind = ItemKind::Record { fields: members.fields, roots: Vec::new() };
        self.items.push(Item { name: name.clone(), docs: docs::group(fields.owner, parts), kind });
        let ty = Type::Item(self.key.to_owned(), name);
        fields.push(
            &field,
            ty,
            particle.occurs,
            plain_row("", RowKind::Group),
            docs::group_field(parts, particle.occurs),
        );
    }

    fn choice(&mut self, particle: &Particle, parts: &[Particle], fields: &mut Fields<'_>) {
        let (name, field) = self.unnamed(particle, fields, "Choice");
        let variants = self.alternatives(parts, Scope::new(Case::Variant));
        let kind = ItemKind::Choice { variants, default: 0 };
        self.items.push(Item { name: name.clone(), docs: docs::choice(fields.owner, parts), kind });
        let ty = Type::Item(self.key.to_owned(), name);
        let docs = docs::choice_field(parts, particle.occurs);
        fields.push(&field, ty, particle.occurs, plain_row("", RowKind::Choice), docs);
    }

    fn mixed(&mut self, particle: &Particle, fields: &mut Fields<'_>) {
        let Term::Choice(parts) = &particle.term else { return };
        let (name, _) = self.unnamed(particle, fields, "Node");
        let mut scope = Scope::new(Case::Variant);
        let text = Field {
            name: scope.fresh("Text"),
            docs: docs::one("Text between elements."),
            ty: Type::Builtin("String"),
            boxed: false,
            occurs: Occurs::ONE,
            row: plain_row("", RowKind::Text),
        };
        let mut variants = vec![text];
        variants.extend(self.alternatives(parts, scope));
        let kind = ItemKind::Choice { variants, default: 0 };
        self.items.push(Item { name: name.clone(), docs: docs::node(fields.owner), kind });
        let ty = Type::Item(self.key.to_owned(), name);
        fields.push(
            "nodes",
            ty,
            Occurs::ANY,
            plain_row("", RowKind::Mixed),
            docs::one("Text and elements in order."),
        );
    }

    fn alternatives(&self, parts: &[Particle], mut scope: Scope) -> Vec<Field> {
        let alternative = |part: &Particle| {
            let (name, ty, row, docs) = match &part.term {
                Term::Element(element) => {
                    let (ty, row, _) = self.element(element, Occurs::ONE);
                    (scope.name(&element.name), ty, row, docs::element(element, Occurs::ONE))
                }
                _ => {
                    let docs = docs::one("An element that the schema leaves open.");
                    (scope.fresh("Any"), Type::Builtin("RawXml"), plain_row("", RowKind::Any), docs)
                }
            };
            Field { name, docs, ty, boxed: false, occurs: Occurs::ONE, row }
        };
        parts.iter().map(alternative).collect()
    }

    /// Names of the type and the field of a part that the schema gives no name; those that no correction names are
    /// numbered.
    fn unnamed(&mut self, particle: &Particle, fields: &mut Fields<'_>, kind: &str) -> (String, String) {
        let (ty, field) = match &particle.name {
            Some(name) => (name.clone(), name.clone()),
            None => {
                fields.unnamed += 1;
                let number = if fields.unnamed > 1 { fields.unnamed.to_string() } else { String::new() };
                (format!("{}{kind}{number}", fields.owner), format!("{kind}{number}"))
            }
        };
        let field = if particle.occurs.repeats() { plural(&field) } else { field };
        (self.scope.fresh(&ty), field)
    }

    fn value(&self, value: &ir::Value) -> Type {
        let ty = self.value_kind(&value.kind);
        let takes_empty = matches!(value.kind, ValueKind::Text | ValueKind::List(..));
        if value.may_be_empty && !takes_empty { Type::MaybeEmpty(Box::new(ty)) } else { ty }
    }

    fn value_kind(&self, kind: &ValueKind) -> Type {
        Type::Builtin(match kind {
            ValueKind::Text => "String",
            ValueKind::Boolean | ValueKind::Flag | ValueKind::YesNo => "bool",
            ValueKind::Double => "f64",
            ValueKind::DateTime => "DateTime",
            // A request's alone: documents have no type for a day.
            ValueKind::Date => "String",
            ValueKind::Integer(kind) => integer(*kind),
            ValueKind::Enumeration(id) => return self.item(id),
            ValueKind::List(item, _) => return Type::List(Box::new(self.value(item))),
        })
    }
}

/// The type of whole numbers.
pub(super) fn integer(kind: Integer) -> &'static str {
    match kind {
        Integer::I8 => "i8",
        Integer::I16 => "i16",
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U8 => "u8",
        Integer::U16 => "u16",
        Integer::U32 => "u32",
        Integer::U64 => "u64",
    }
}

impl Fields<'_> {
    fn push(&mut self, name: &str, ty: Type, occurs: Occurs, row: Row, docs: Vec<String>) {
        let name = self.scope.fresh(name);
        self.fields.push(Field { name, docs, ty, boxed: false, occurs, row });
    }

    /// One field takes all the elements that the schema leaves open, wherever they stand.
    fn any(&mut self, occurs: Occurs) {
        match self.fields.iter_mut().find(|field| field.row.kind == RowKind::Any) {
            Some(field) => field.occurs = Occurs { min: field.occurs.min.max(occurs.min), max: None },
            None => {
                let docs = docs::one("Elements that the schema leaves open.");
                self.push("any", Type::Builtin("RawXml"), occurs, plain_row("", RowKind::Any), docs);
            }
        }
    }
}

fn plain_row(name: &str, kind: RowKind) -> Row {
    Row { name: name.to_owned(), aliases: Vec::new(), kind, flag: false, comma: false, nillable: false }
}

fn row(name: &str, kind: RowKind, value: &ir::Value) -> Row {
    let mut row = plain_row(name, kind);
    row.flag = value.kind == ValueKind::Flag;
    row.comma = matches!(value.kind, ValueKind::List(_, ir::Separator::Comma));
    row
}
