//! A compact text of a syntax tree, for tests.

use super::{
    AttributeUse, Attributes, ComplexContent, ComplexType, Compositor, Declaration, Derivation,
    DerivationSet, Facet, Form, IdentityConstraint, LocalElement, ModelGroup, NameTest, Particle, Path,
    Presence, ProcessContents, Reference, Schema, SimpleType, SimpleUse, Term, TypeUse, ValueConstraint,
    Variety, Wildcard, WildcardNamespace, WildcardNamespaces,
};

pub(super) fn dump(schema: &Schema) -> String {
    let mut lines = Lines::default();
    let form = |form| if form == Form::Qualified { "qualified" } else { "unqualified" };
    let target = schema.target_namespace.as_deref().unwrap_or("-");
    let (elements, attributes) = (form(schema.element_form_default), form(schema.attribute_form_default));
    lines.add(format!("schema {target} elements {elements}, attributes {attributes}"), &schema.docs);
    for include in &schema.includes {
        lines.add(format!("include {}", include.location.text), &None);
    }
    for import in &schema.imports {
        let text =
            |name: &Option<super::Name>| name.as_ref().map_or("-".to_string(), |name| name.text.clone());
        lines.add(format!("import {} from {}", text(&import.namespace), text(&import.location)), &None);
    }
    for redefine in &schema.redefines {
        lines.add(format!("redefine {}", redefine.location.text), &None);
        lines.nested(|lines| redefine.declarations.iter().for_each(|one| lines.declaration(one)));
    }
    schema.declarations.iter().for_each(|declaration| lines.declaration(declaration));
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
    depth: usize,
}

impl Lines {
    fn add(&mut self, line: impl AsRef<str>, docs: &Option<String>) {
        let docs = docs.as_ref().map_or(String::new(), |docs| format!(" // {}", docs.replace('\n', "⏎")));
        let indent = "  ".repeat(self.depth);
        self.text.push_str(&format!("{indent}{}{docs}\n", line.as_ref().trim_end()));
    }

    fn nested(&mut self, work: impl FnOnce(&mut Self)) {
        self.depth += 1;
        work(self);
        self.depth -= 1;
    }

    fn declaration(&mut self, declaration: &Declaration) {
        match declaration {
            Declaration::Element(one) => {
                let mut line = format!("element {}{}", one.name.text, constraint(&one.value_constraint));
                for (present, word) in [(one.is_abstract, " abstract"), (one.nillable, " nillable")] {
                    line.push_str(if present { word } else { "" });
                }
                if let Some(head) = &one.substitution_group {
                    line.push_str(&format!(" for {}", head.name));
                }
                line.push_str(&sets(one.block, one.is_final));
                self.add(line, &one.docs);
                self.nested(|lines| {
                    lines.type_use(&one.type_use);
                    lines.identity_constraints(&one.identity_constraints);
                });
            }
            Declaration::ComplexType(one) => self.complex_type(one),
            Declaration::SimpleType(one) => self.simple_type(one),
            Declaration::Attribute(one) => {
                let line = format!("attribute {}{}", one.name.text, constraint(&one.value_constraint));
                self.add(line, &one.docs);
                self.nested(|lines| one.type_use.iter().for_each(|one| lines.simple_use(one)));
            }
            Declaration::Group(one) => {
                self.add(format!("group {}", one.name.text), &one.docs);
                self.nested(|lines| lines.model_group(&one.model, ""));
            }
            Declaration::AttributeGroup(one) => {
                self.add(format!("attributeGroup {}", one.name.text), &one.docs);
                self.nested(|lines| lines.attributes(&one.attributes));
            }
            Declaration::Notation(name) => self.add(format!("notation {}", name.name.text), &None),
        }
    }

    fn type_use(&mut self, type_use: &Option<TypeUse>) {
        match type_use {
            None => {}
            Some(TypeUse::Named(reference)) => self.add(type_name(reference), &None),
            Some(TypeUse::Simple(one)) => self.simple_type(one),
            Some(TypeUse::Complex(one)) => self.complex_type(one),
        }
    }

    fn complex_type(&mut self, one: &ComplexType) {
        let name = one.name.as_ref().map_or("-", |name| &name.text);
        let abstract_word = if one.is_abstract { " abstract" } else { "" };
        let mixed = if one.mixed { " mixed" } else { "" };
        let by = |derivation: &Derivation| match derivation {
            Derivation::Extension => "extends",
            Derivation::Restriction => "restricts",
        };
        let from = match &one.content {
            ComplexContent::Direct { .. } => String::new(),
            ComplexContent::Simple { derivation, base, .. } => {
                format!(" simple content {} {}", by(derivation), base.name)
            }
            ComplexContent::Complex { derivation, base, .. } => format!(" {} {}", by(derivation), base.name),
        };
        let sets = sets(one.block, one.is_final);
        self.add(format!("complexType {name}{abstract_word}{mixed}{sets}{from}"), &one.docs);
        self.nested(|lines| match &one.content {
            ComplexContent::Direct { particle, attributes }
            | ComplexContent::Complex { particle, attributes, .. } => {
                particle.iter().for_each(|particle| lines.particle(particle));
                lines.attributes(attributes);
            }
            ComplexContent::Simple { inline, facets, attributes, .. } => {
                inline.iter().for_each(|inline| lines.simple_type(inline));
                facets.iter().for_each(|facet| lines.facet(facet));
                lines.attributes(attributes);
            }
        });
    }

    fn particle(&mut self, particle: &Particle) {
        let bounds = match (particle.min, particle.max) {
            (1, Some(1)) => String::new(),
            (min, None) => format!(" {min}.."),
            (min, Some(max)) => format!(" {min}..{max}"),
        };
        match &particle.term {
            Term::Element(element) => self.local_element(element, &bounds),
            Term::ElementReference { reference, docs } => {
                self.add(format!("ref {}{bounds}", reference.name), docs);
            }
            Term::ModelGroup(group) => self.model_group(group, &bounds),
            Term::GroupReference(reference) => self.add(format!("group {}{bounds}", reference.name), &None),
            Term::Any(one) => self.add(format!("any{}{bounds}", wildcard(one)), &None),
        }
    }

    fn local_element(&mut self, element: &LocalElement, bounds: &str) {
        let nillable = if element.nillable { " nillable" } else { "" };
        let form = element.form.map_or(String::new(), |form| format!(" {form:?}"));
        let constraint = constraint(&element.value_constraint);
        let line =
            format!("{}{bounds}{constraint}{nillable}{form}{}", element.name.text, sets(element.block, None));
        if let Some(TypeUse::Named(reference)) = &element.type_use {
            return self.add(format!("{line} {}", type_name(reference)), &element.docs);
        }
        self.add(line, &element.docs);
        self.nested(|lines| {
            lines.type_use(&element.type_use);
            lines.identity_constraints(&element.identity_constraints);
        });
    }

    fn identity_constraints(&mut self, constraints: &[IdentityConstraint]) {
        for one in constraints {
            let kind = match (&one.refer, one.unique) {
                (Some(refer), _) => format!("keyref to {}", refer.name),
                (None, true) => "unique".to_string(),
                (None, false) => "key".to_string(),
            };
            let fields: Vec<_> = one.fields.iter().map(|field| paths(field)).collect();
            let line = format!("{kind} {}: {} by {}", one.name.text, paths(&one.selector), fields.join(", "));
            self.add(line, &None);
        }
    }

    fn model_group(&mut self, group: &ModelGroup, bounds: &str) {
        let word = match group.compositor {
            Compositor::Sequence => "sequence",
            Compositor::Choice => "choice",
            Compositor::All => "all",
        };
        self.add(format!("{word}{bounds}"), &None);
        self.nested(|lines| group.particles.iter().for_each(|particle| lines.particle(particle)));
    }

    fn attributes(&mut self, attributes: &Attributes) {
        for one in &attributes.uses {
            match one {
                AttributeUse::Local(one) => {
                    let constraint = constraint(&one.value_constraint);
                    self.add(format!("@{}{}{constraint}", one.name.text, presence(one.presence)), &one.docs);
                    self.nested(|lines| one.type_use.iter().for_each(|one| lines.simple_use(one)));
                }
                AttributeUse::Reference(one) => {
                    let constraint = constraint(&one.value_constraint);
                    let line = format!("@ref {}{}{constraint}", one.reference.name, presence(one.presence));
                    self.add(line, &one.docs);
                }
                AttributeUse::Group(reference) => self.add(format!("@group {}", reference.name), &None),
            }
        }
        if let Some(any) = &attributes.any {
            self.add(format!("@any{}", wildcard(any)), &None);
        }
    }

    fn simple_use(&mut self, one: &SimpleUse) {
        match one {
            SimpleUse::Named(reference) => self.add(type_name(reference), &None),
            SimpleUse::Inline(one) => self.simple_type(one),
        }
    }

    fn simple_type(&mut self, one: &SimpleType) {
        let name = one.name.as_ref().map_or("-", |name| &name.text);
        let word = match &one.variety {
            Variety::Restriction { .. } => "restricts",
            Variety::List(_) => "list of",
            Variety::Union(_) => "union of",
        };
        self.add(format!("simpleType {name}{} {word}", sets(None, one.is_final)), &one.docs);
        self.nested(|lines| match &one.variety {
            Variety::Restriction { base, facets } => {
                lines.simple_use(base);
                facets.iter().for_each(|facet| lines.facet(facet));
            }
            Variety::List(item) => lines.simple_use(item),
            Variety::Union(members) => members.iter().for_each(|member| lines.simple_use(member)),
        });
    }

    fn facet(&mut self, facet: &Facet) {
        let fixed = if facet.fixed { " fixed" } else { "" };
        self.add(format!("{} {:?}{fixed}", facet.kind.name(), facet.value), &facet.docs);
    }
}

fn type_name(reference: &Reference) -> String {
    format!(": {}", reference.name)
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Optional => "",
        Presence::Required => " required",
        Presence::Prohibited => " prohibited",
    }
}

fn constraint(constraint: &Option<ValueConstraint>) -> String {
    match constraint {
        None => String::new(),
        Some(ValueConstraint::Default(value)) => format!(" default={value:?}"),
        Some(ValueConstraint::Fixed(value)) => format!(" fixed={value:?}"),
    }
}

fn wildcard(wildcard: &Wildcard) -> String {
    let namespaces = match &wildcard.namespaces {
        WildcardNamespaces::Any => String::new(),
        WildcardNamespaces::Other => " other".to_string(),
        WildcardNamespaces::Listed(listed) => {
            let listed: Vec<_> = listed
                .iter()
                .map(|one| match one {
                    WildcardNamespace::Target => "target",
                    WildcardNamespace::Local => "local",
                    WildcardNamespace::Named(name) => name,
                })
                .collect();
            format!(" of {}", listed.join(" "))
        }
    };
    match wildcard.process_contents {
        ProcessContents::Strict => namespaces,
        ProcessContents::Lax => format!("{namespaces} lax"),
        ProcessContents::Skip => format!("{namespaces} skip"),
    }
}

/// `block` and `final` where they are given.
fn sets(block: Option<DerivationSet>, is_final: Option<DerivationSet>) -> String {
    let shown = |name: &str, set: Option<DerivationSet>| {
        let Some(set) = set else { return String::new() };
        let words = [
            (set.extension, "extension"),
            (set.restriction, "restriction"),
            (set.substitution, "substitution"),
            (set.list, "list"),
            (set.union, "union"),
        ];
        let words: Vec<_> = words.iter().filter(|(has, _)| *has).map(|(_, word)| *word).collect();
        format!(" {name}=[{}]", words.join(" "))
    };
    shown("block", block) + &shown("final", is_final)
}

fn paths(paths: &[Path]) -> String {
    let test = |test: &NameTest| match test {
        NameTest::Any => "*".to_string(),
        NameTest::Namespace(namespace) => format!("{{{namespace}}}*"),
        NameTest::Name(name) => name.to_string(),
    };
    let path = |path: &Path| {
        let mut steps: Vec<_> = path.steps.iter().map(test).collect();
        steps.extend(path.attribute.as_ref().map(|attribute| format!("@{}", test(attribute))));
        if steps.is_empty() {
            steps.push(".".to_string());
        }
        format!("{}{}", if path.any_depth { ".//" } else { "" }, steps.join("/"))
    };
    paths.iter().map(path).collect::<Vec<_>>().join(" | ")
}
