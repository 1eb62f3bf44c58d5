//! Checks of calls against the descriptions of the operations.

mod filter;
mod form;
mod route;
mod rules;
mod service_request;
#[cfg(test)]
mod tests;

use crate::document::Element;
use crate::document::validity::Schemas;
use crate::exchange::{Family, Incoming};
use indexmap::IndexMap;
use qualys_codegen::ir::{Model, Operation};
use route::{Found, Route};
use std::fmt;

/// A call that the descriptions allow.
#[derive(Clone, PartialEq, Eq)]
pub struct Call {
    /// The description that has the operation: `vm/2.0/schedule_scan`.
    pub api: String,
    /// The operation: `create`.
    pub operation: String,
    /// Parameters of path, query string and form, decoded, in the order of their arrival.
    pub arguments: IndexMap<String, String>,
    /// The XML that it carries.
    pub body: Option<Element>,
}

/// Names alone: values may be secrets.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("api", &self.api)
            .field("operation", &self.operation)
            .field("arguments", &self.arguments.keys().collect::<Vec<_>>())
            .field("body", &self.body.as_ref().map(|body| &body.name))
            .finish()
    }
}

impl Call {
    /// The value of a parameter.
    pub fn argument(&self, name: &str) -> Option<&str> {
        self.arguments.get(name).map(String::as_str)
    }
}

/// Why the service refuses a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The HTTP status.
    pub status: u16,
    /// The vendor's code: a number such as 1905, or for `/qps/rest/` a word such as `INVALID_REQUEST`. Empty where the
    /// web server answers itself, with a page of HTML.
    pub code: String,
    /// What is wrong. For a 301 it is the path that the call is sent on to.
    pub text: String,
}

/// Checks calls against the descriptions of a model.
#[derive(Debug)]
pub struct Checker {
    model: &'static Model,
    schemas: Schemas,
    routes: Vec<Route>,
}

impl Checker {
    /// A checker of all operations of a model.
    pub fn new(model: &'static Model) -> Self {
        Self { model, schemas: Schemas::new(model), routes: route::all(model) }
    }

    /// The operation that a call asks for, if the descriptions allow it as it is. Credentials are not looked at.
    ///
    /// # Errors
    ///
    /// When the service would refuse it.
    pub fn check(&self, incoming: &Incoming) -> Result<Call, Refusal> {
        let found = match route::find(&self.routes, &incoming.path) {
            Found::Routes(found) => found,
            Found::WithSlash(path) => return Err(Refusal::page(301, path)),
            Found::WithoutNumber => return Err(Refusal::word(404, "INVALID_URL", NO_NUMBER)),
            Found::Nothing => {
                let text = format!("The requested URL {} was not found on this server.", incoming.path);
                return Err(Refusal::page(404, text));
            }
        };
        match incoming.family() {
            Family::Fo => form::check(self.model, &found, incoming),
            Family::Qps => service_request::check(self.model, &self.schemas, &found, incoming),
        }
    }

    /// The schemas by which documents are checked.
    pub fn schemas(&self) -> &Schemas {
        &self.schemas
    }

    /// The description of a call's operation.
    pub fn operation(&self, call: &Call) -> Option<&'static Operation> {
        self.model.apis.get(&call.api)?.operations.get(&call.operation)
    }
}

/// What is said of a path that ends where a number is expected.
const NO_NUMBER: &str = "The path has no id at its end.";

impl Refusal {
    /// A page of the web server.
    fn page(status: u16, text: impl Into<String>) -> Self {
        Self { status, code: String::new(), text: text.into() }
    }

    /// A code of `/api/` and `/msp/`.
    fn number(code: u16, text: impl Into<String>) -> Self {
        Self { status: 400, code: code.to_string(), text: text.into() }
    }

    /// A code of `/qps/rest/`.
    fn word(status: u16, code: &str, text: impl Into<String>) -> Self {
        Self { status, code: code.to_owned(), text: text.into() }
    }
}
