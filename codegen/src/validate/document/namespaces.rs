//! Which namespace each prefix of a document means (Namespaces in XML 1.0).

use crate::diagnostic::Diagnostic;
use crate::document::Element;
use crate::dtd::characters::is_name_start;
use crate::dtd::parser::shortened;
use crate::source::Span;
use crate::validate::Name;
use crate::xsd::XML_NAMESPACE;
use std::collections::HashMap;

/// The namespace of declarations of namespaces.
const XMLNS_NAMESPACE: &str = "http://www.w3.org/2000/xmlns/";

/// The namespaces that are declared in the elements that are open.
#[derive(Debug, Default)]
pub(super) struct Scopes<'d> {
    /// By prefix, innermost last. The default namespace has an empty prefix, what is in none an empty namespace.
    bindings: HashMap<&'d str, Vec<&'d str>>,
    /// How many were declared when each open element began, and with its own.
    open: Vec<usize>,
    /// The declarations of all open elements.
    declared: Vec<(&'d str, &'d str)>,
}

impl<'d> Scopes<'d> {
    /// An element begins. `is_strict` says whether declarations that may not be are errors.
    pub(super) fn enter(
        &mut self,
        element: &'d Element,
        tag: Span,
        is_strict: bool,
    ) -> Result<(), Diagnostic> {
        self.open.push(self.declared.len());
        for attribute in &element.attributes {
            let prefix = match attribute.name.split_once(':') {
                Some(("xmlns", prefix)) => prefix,
                None if &*attribute.name == "xmlns" => "",
                _ => continue,
            };
            let namespace = &*attribute.value;
            let span = if attribute.specified { attribute.span } else { tag };
            if let Some(error) = may_not_be(prefix, namespace, span).filter(|_| is_strict) {
                return Err(error);
            }
            self.bindings.entry(prefix).or_default().push(namespace);
            self.declared.push((prefix, namespace));
        }
        Ok(())
    }

    /// What the innermost open element declares, by prefix.
    pub(super) fn declared(&self) -> &[(&'d str, &'d str)] {
        self.open.last().and_then(|from| self.declared.get(*from..)).unwrap_or_default()
    }

    /// The innermost open element ends.
    pub(super) fn leave(&mut self) {
        let from = self.open.pop().unwrap_or(0);
        for (prefix, _) in self.declared.drain(from.min(self.declared.len())..) {
            if let Some(bindings) = self.bindings.get_mut(prefix) {
                bindings.pop();
            }
        }
    }

    /// The namespace of a name; one without a prefix is that of an element. `is_strict` says whether it is an error that
    /// there is none.
    pub(super) fn namespace(
        &self,
        name: Name<'_>,
        span: Span,
        is_strict: bool,
    ) -> Result<Option<&'d str>, Diagnostic> {
        let prefix = name.prefix.unwrap_or_default();
        if is_strict && name.prefix.is_some() && (prefix.is_empty() || !is_local(name.local)) {
            let message =
                format!("`{}:{}` is no name with a prefix", shortened(prefix), shortened(name.local));
            return Err(Diagnostic::error(span, message).label("expected a prefix, one colon and a name"));
        }
        let bound = self.bindings.get(prefix).and_then(|bindings| bindings.last()).copied();
        match bound {
            _ if prefix == "xml" => Ok(Some(XML_NAMESPACE)),
            Some("") | None if is_strict && !prefix.is_empty() => {
                let shown = shortened(prefix);
                let error = Diagnostic::error(span, format!("the prefix `{shown}` is not declared"));
                Err(match prefix {
                    "xmlns" => error.label("only declarations of namespaces have it"),
                    _ => error
                        .label("expected a declaration of it in this tag or around it")
                        .help(format!("declare it: `xmlns:{shown}=\"…\"`, or take the prefix out")),
                })
            }
            Some("") | None => Ok(None),
            Some(namespace) => Ok(Some(namespace)),
        }
    }
}

/// Why a declaration of a namespace may not be, if so.
fn may_not_be(prefix: &str, namespace: &str, span: Span) -> Option<Diagnostic> {
    let error = |message: String, label: &str| Some(Diagnostic::error(span, message).label(label));
    let shown = shortened(prefix);
    match (prefix, namespace) {
        ("xml", XML_NAMESPACE) => None,
        ("xmlns", _) => error("the prefix `xmlns` may not be declared".to_owned(), "expected another prefix"),
        ("xml", _) => {
            let message = "the prefix `xml` means one namespace, and is declared for another".to_owned();
            error(message, "expected `http://www.w3.org/XML/1998/namespace`, or no declaration")
        }
        (_, XML_NAMESPACE | XMLNS_NAMESPACE) => {
            let message = format!("the namespace `{namespace}` may have no other prefix than its own");
            error(message, "expected another namespace")
        }
        ("", _) => None,
        (_, "") => {
            let message = format!("the prefix `{shown}` is declared without a namespace");
            error(message, "expected a namespace; only the default one can be taken back")
        }
        (prefix, _) if !is_local(prefix) => {
            error(format!("`{shown}` is no prefix"), "expected a name without a colon")
        }
        _ => None,
    }
}

/// Whether a part of a name is a name without a colon.
fn is_local(name: &str) -> bool {
    name.starts_with(is_name_start) && !name.contains(':')
}
