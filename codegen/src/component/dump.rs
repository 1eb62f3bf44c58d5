//! A compact text of components, for tests.

use super::{
    AttributeUse, Components, Compositor, ContentType, Derivation, NamespaceConstraint, Particle, Term,
    TypeDefinition, ValueConstraint, Wildcard,
};

pub(super) fn dump(components: &Components) -> String {
    let mut text = String::new();
    for (name, id) in &components.global_elements {
        let Some(element) = components.element(*id) else { continue };
        text.push_str(&format!("element {name}: {}\n", type_name(components, &element.type_definition)));
        let substitutes = components.substitutes.get(id).map_or(&[][..], Vec::as_slice);
        let names: Vec<_> = substitutes
            .iter()
            .filter_map(|id| components.element(*id))
            .map(|one| one.name.to_string())
            .collect();
        if !names.is_empty() {
            text.push_str(&format!("  or {}\n", names.join(", ")));
        }
    }
    for (name, attribute) in &components.global_attributes {
        text.push_str(&format!("attribute {name}: {}\n", attribute.datatype.label()));
    }
    for (name, one) in &components.types {
        if let TypeDefinition::Simple(datatype) = one {
            let base = datatype.base.as_ref().map_or(String::new(), |base| base.label());
            text.push_str(&format!("simple {name} of {base}\n"));
        }
    }
    for one in &components.complex_types {
        let by = match one.derivation {
            Derivation::Extension => "extends",
            Derivation::Restriction => "restricts",
        };
        let name = one.name.as_ref().map_or_else(|| format!("({})", one.path), ToString::to_string);
        let base = type_name(components, &one.base);
        text.push_str(&format!("complex {name} {by} {base}: {}\n", content(components, &one.content)));
        for attribute in &one.attributes {
            text.push_str(&format!("  {}\n", attribute_use(attribute)));
        }
        if let Some(any) = &one.attribute_wildcard {
            text.push_str(&format!("  @{}\n", wildcard(any)));
        }
    }
    text.replace('`', "")
}

fn type_name(components: &Components, one: &TypeDefinition) -> String {
    components.type_name(one)
}

fn content(components: &Components, content: &ContentType) -> String {
    match content {
        ContentType::Empty => "empty".to_string(),
        ContentType::Simple(datatype) => datatype.label(),
        ContentType::Elements(one) => particle(components, one),
        ContentType::Mixed(one) => format!("text, {}", particle(components, one)),
    }
}

fn particle(components: &Components, one: &Particle) -> String {
    let bounds = match (one.min, one.max) {
        (1, Some(1)) => String::new(),
        (0, Some(1)) => "?".to_string(),
        (0, None) => "*".to_string(),
        (1, None) => "+".to_string(),
        (min, max) => format!("{{{min}..{}}}", max.map_or(String::new(), |max| max.to_string())),
    };
    let term = match &one.term {
        Term::Element { element, .. } => components.element(*element).map_or(String::new(), |element| {
            let is_global = components
                .global_elements
                .get(&element.name)
                .is_some_and(|id| components.element(*id).is_some_and(|global| global.span == element.span));
            match is_global {
                true => element.name.to_string(),
                false => format!("{}: {}", element.name, type_name(components, &element.type_definition)),
            }
        }),
        Term::Group(compositor, members) => {
            let members: Vec<_> = members.iter().map(|member| particle(components, member)).collect();
            let between = match compositor {
                Compositor::Sequence => ", ",
                Compositor::Choice => " | ",
                Compositor::All => " & ",
            };
            format!("({})", members.join(between))
        }
        Term::Wildcard(one) => wildcard(one),
    };
    format!("{term}{bounds}")
}

fn attribute_use(one: &AttributeUse) -> String {
    let required = if one.required { "!" } else { "" };
    let constraint = one.value_constraint.as_ref().or(one.attribute.value_constraint.as_ref());
    let constraint = constraint.map_or(String::new(), |constraint| match constraint {
        ValueConstraint::Default(value) => format!(" = {value:?}"),
        ValueConstraint::Fixed(value) => format!(" == {value:?}"),
    });
    format!("@{}{required}: {}{constraint}", one.attribute.name, one.attribute.datatype.label())
}

fn wildcard(one: &Wildcard) -> String {
    let named = |namespace: &Option<String>| namespace.clone().unwrap_or_else(|| "-".to_string());
    let namespaces = match &one.namespaces {
        NamespaceConstraint::Any => String::new(),
        NamespaceConstraint::Not(namespace) => format!(" but {}", named(namespace)),
        NamespaceConstraint::OneOf(listed) => {
            format!(" of {}", listed.iter().map(named).collect::<Vec<_>>().join(" "))
        }
    };
    format!("any{namespaces} {:?}", one.process_contents)
}
