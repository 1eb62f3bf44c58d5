//! What is behind the server: the state of a subscription, and what each operation does to it.
//!
//! How a resource behaves is said by its file in `resources/`: what its operations do, how records are shown, by what
//! they are filtered, what is there at the start. Answers are completed by the vendor's schemas.

mod address;
mod calendar;
mod caller;
mod expression;
mod files;
mod function;
mod hosts;
mod objects;
mod random;
mod records;
mod scope;
mod settings;
mod tables;
mod template;
#[cfg(test)]
mod tests;

pub use settings::Settings;

use crate::answers;
use crate::check::{Call, Checker, Refusal};
use crate::document::{Element, compose, write};
use crate::exchange::{Answer, Incoming};
use crate::server::Handler;
use caller::Caller;
use files::Resources;
use http::StatusCode;
use qualys_codegen::ir::{Model, Operation};
use scope::{Nothing, Scope, Values};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use tables::Tables;

/// The state of a subscription, and the behaviour of its API.
///
/// It is a [`Handler`], so that a [`Sandbox`](crate::Sandbox) can serve it.
pub struct Service {
    model: &'static Model,
    checker: Checker,
    settings: Settings,
    tables: Tables,
    hosts: hosts::Hosts,
    state: Mutex<State>,
}

/// What calls change.
struct State {
    records: records::Records,
    objects: objects::Objects,
}

impl Service {
    /// A subscription as the settings say.
    ///
    /// # Panics
    ///
    /// When the files that are built into this crate have an error, which its tests rule out.
    pub fn new(model: &'static Model, settings: Settings) -> Self {
        let resources =
            Resources::read().unwrap_or_else(|flaw| panic!("the resources of this crate are wrong: {flaw}"));
        let tables = resources.tables;
        let scope = start(&settings, &tables);
        let state = State {
            records: records::Records::new(resources.records, &scope),
            objects: objects::Objects::new(resources.objects, &scope),
        };
        let vulnerabilities = hosts::Vulnerability::all(state.records.of("vm/2.0/knowledge_base"));
        let hosts = hosts::Hosts::new(resources.hosts, &scope, vulnerabilities);
        Self { model, checker: Checker::new(model), settings, tables, hosts, state: Mutex::new(state) }
    }

    /// The answer to a call that the descriptions allow.
    pub fn answer(&self, call: &Call, incoming: &Incoming) -> Answer {
        let outcome = self.carry_out(call, incoming);
        outcome.unwrap_or_else(|refusal| answers::refusal(&refusal, incoming.family(), incoming.received))
    }

    /// The operations that are carried out, by description.
    pub fn operations(&self) -> BTreeMap<String, Vec<String>> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = BTreeMap::new();
        let mut add = |api: &String, names: Vec<&str>| {
            all.insert(api.clone(), names.into_iter().map(str::to_owned).collect());
        };
        state.records.0.iter().for_each(|(api, store)| add(api, store.resource.operations().collect()));
        state.objects.0.iter().for_each(|(api, store)| add(api, store.operations().collect()));
        self.hosts.apis().for_each(|api| add(api, vec!["list"]));
        all
    }

    /// The parameters of a description that change what is done or shown, and those that are known to change nothing.
    /// Descriptions with XML bodies have none.
    pub fn parameters(&self, api: &str) -> Vec<String> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let records = state.records.0.get(api).map(|store| store.resource.parameters());
        records.or_else(|| self.hosts.parameters(api)).unwrap_or_default()
    }

    fn carry_out(&self, call: &Call, incoming: &Incoming) -> Result<Answer, Refusal> {
        let api = self.model.apis.get(&call.api);
        let Some((api, described)) = api.and_then(|api| Some((api, api.operations.get(&call.operation)?)))
        else {
            let text = format!("{} of {} is not described", call.operation, call.api);
            return Err(Refusal { status: 400, code: "1907".to_owned(), text });
        };
        let caller = Caller::of(incoming);
        let scope = Scope {
            now: incoming.received,
            user: &incoming.user,
            asked: &call.arguments as &dyn Values,
            ..start(&self.settings, &self.tables)
        };
        let is_echoed = call.argument("echo_request") == Some("1");
        let echo = is_echoed.then(|| records::echo(call, api, &caller, scope.now));
        if self.hosts.knows(&call.api) {
            let doctype = doctype(described, &caller);
            return self.hosts.answer(call, described, &caller, echo, doctype, &scope);
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let is_form = state.records.0.contains_key(&call.api);
        let partial = match is_form {
            true => records::answer(&mut state.records, call, described, &caller, &scope)?,
            false => objects::answer(&mut state.objects, call, Some(api), &scope)?,
        };
        drop(state);
        let mut root = partial;
        if let Some(echo) = echo {
            root.push(echo);
        }
        Ok(self.finished(described, &root, &caller, &scope))
    }

    /// A document with all that its schema requires; an error of the service if that makes none that is valid.
    fn finished(
        &self,
        described: &Operation,
        root: &Element,
        caller: &Caller<'_>,
        scope: &Scope<'_>,
    ) -> Answer {
        let module = &described.returns.module;
        let failure = |reason: String| {
            let text = format!("{module}: {reason}");
            answers::generic_return(StatusCode::INTERNAL_SERVER_ERROR, scope.now, "999", &text)
        };
        let mut root = match compose::complete(self.model, module, root, scope.now) {
            Ok(root) => root,
            Err(misfit) => return failure(misfit.to_string()),
        };
        let text = if described.path.starts_with("/qps/") {
            root.attributes = vec![
                ("xmlns:xsi".to_owned(), "http://www.w3.org/2001/XMLSchema-instance".to_owned()),
                ("xsi:noNamespaceSchemaLocation".to_owned(), schema_location(described, caller)),
            ];
            write::document(&root, None)
        } else {
            write::document(&root, Some(&doctype(described, caller)))
        };
        match self.checker.schemas().check(module, "answer", &text) {
            Ok(()) => Answer::xml(text),
            Err(invalid) => failure(invalid.to_string()),
        }
    }
}

impl Handler for Service {
    fn handle(&self, incoming: &Incoming) -> Answer {
        match self.checker.check(incoming) {
            Ok(call) => self.answer(&call, incoming),
            Err(refusal) => answers::refusal(&refusal, incoming.family(), incoming.received),
        }
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// What there is to see before there is a call.
fn start<'a>(settings: &'a Settings, tables: &'a Tables) -> Scope<'a> {
    Scope {
        now: settings.epoch,
        user: "sandbox_user",
        settings,
        tables,
        objects: None,
        record: &Nothing,
        asked: &Nothing,
        posted: &Nothing,
        it: None,
        number: 0,
    }
}

/// The address of the DTD of an answer.
fn doctype(described: &Operation, caller: &Caller<'_>) -> String {
    let name = described.returns.module.rsplit('/').next().unwrap_or_default();
    match described.returns.root.as_str() {
        "SIMPLE_RETURN" => format!("{}/api/2.0/simple_return.dtd", caller.origin),
        _ => format!("{}{}{name}.dtd", caller.origin, folder(&described.path)),
    }
}

/// The address of the XSD of an answer: `https://…/qps/xsd/3.0/was/webapp.xsd`.
fn schema_location(described: &Operation, caller: &Caller<'_>) -> String {
    let mut parts = described.returns.module.split('/');
    let (family, version, name) = (parts.next(), parts.next(), parts.next());
    let (family, version, name) =
        (family.unwrap_or_default(), version.unwrap_or_default(), name.unwrap_or_default());
    format!("{}/qps/xsd/{version}/{family}/{name}.xsd", caller.origin)
}

/// A path up to its last slash.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or(path, |slash| &path[..=slash])
}
