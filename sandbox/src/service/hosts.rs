//! Hosts and what was found on them. A host is a function of its number: it is made when it is asked for, so that lists of
//! any length cost no memory.

mod detection;
mod field;
mod host;
mod plan;
mod resource;
mod selection;
mod stream;
mod text;

pub(super) use detection::Vulnerability;
pub(super) use resource::{File, Resource};
#[cfg(test)]
pub(super) use text::Value;

use super::caller::Caller;
use super::records::{page_limit, warning};
use super::scope::Scope;
use super::settings::Settings;
use crate::check::{Call, Refusal};
use crate::document::Element;
use crate::exchange::{Answer, Content};
use bytes::{Bytes, BytesMut};
use indexmap::IndexMap;
use plan::Plan;
use qualys_codegen::ir::Operation;
use selection::Selection;
use std::sync::Arc;
use stream::{Frame, Stream};

/// Answers of so many hosts are made in memory.
const IN_MEMORY: usize = 1000;

/// All hosts.
pub(super) struct Hosts {
    resources: IndexMap<String, Resource>,
    world: Arc<World>,
}

/// What hosts are made of.
#[derive(Debug)]
pub(super) struct World {
    /// How many hosts there are.
    pub(super) hosts: u64,
    /// Detections of a host, at most.
    pub(super) detections: u64,
    /// The time of what is there at the start, in seconds.
    pub(super) epoch: i64,
    /// The vulnerabilities that are found.
    pub(super) vulnerabilities: Vec<Vulnerability>,
    /// Numbers and titles of asset groups.
    pub(super) asset_groups: Vec<(String, String)>,
    /// Numbers and names of tags.
    pub(super) tags: Vec<(String, String)>,
}

impl Hosts {
    /// The hosts that the settings ask for.
    pub(super) fn new(
        resources: Vec<(String, Resource)>,
        scope: &Scope<'_>,
        vulnerabilities: Vec<Vulnerability>,
    ) -> Self {
        let settings: &Settings = scope.settings;
        let pairs = |table: &str, name: &str| {
            let rows = scope.tables.rows(table).iter();
            rows.filter_map(|row| Some((row.get("id")?.clone(), row.get(name)?.clone()))).collect()
        };
        let world = World {
            hosts: settings.hosts,
            detections: u64::from(settings.detections_per_host),
            epoch: settings.epoch.as_second(),
            vulnerabilities,
            asset_groups: pairs("asset_group", "title"),
            tags: pairs("tag", "name"),
        };
        Self { resources: resources.into_iter().collect(), world: Arc::new(world) }
    }

    /// Whether the operations of a description are about hosts.
    pub(super) fn knows(&self, api: &str) -> bool {
        self.resources.contains_key(api)
    }

    /// The descriptions whose operations are about hosts.
    pub(super) fn apis(&self) -> impl Iterator<Item = &String> {
        self.resources.keys()
    }

    /// The names of the parameters that something is done with, or that are known to do nothing.
    pub(super) fn parameters(&self, api: &str) -> Option<Vec<String>> {
        self.resources.get(api).map(Resource::parameters)
    }

    /// The answer to a list.
    pub(super) fn answer(
        &self,
        call: &Call,
        described: &Operation,
        caller: &Caller<'_>,
        request: Option<Element>,
        doctype: String,
        scope: &Scope<'_>,
    ) -> Result<Answer, Refusal> {
        let Some(resource) = self.resources.get(&call.api) else {
            return Err(Refusal {
                status: 400,
                code: "1907".to_owned(),
                text: "this is not known here".to_owned(),
            });
        };
        let selection = Selection::new(resource, call, scope)?;
        let (template, list) = match resource.numbers.as_ref().filter(|(when, ..)| when.holds(scope)) {
            Some((_, template, list)) => (template, list),
            None => (&resource.record, &resource.list),
        };
        let limit = described.page.map_or(usize::MAX, |_| page_limit(call, scope.settings.page_limit));
        let warnings: Box<dyn Fn(u64) -> Element + Send> = {
            let (call, url) = (call.clone(), caller.url.clone());
            Box::new(move |next| warning(&call, &url, limit, next))
        };
        let plan = Plan::new(template, list, scope);
        let frame = Frame::new(&described.returns.root, request, doctype, list, scope.now);
        let stream = Stream::new(Arc::clone(&self.world), selection, plan, frame, limit, warnings);
        let mut answer = Answer::xml_in_pieces(stream);
        if limit <= IN_MEMORY
            && let Content::Pieces(pieces) = answer.content
        {
            let whole = pieces.fold(BytesMut::new(), |mut whole, piece| {
                whole.extend_from_slice(&piece);
                whole
            });
            answer.content = Content::Whole(Bytes::from(whole));
        }
        Ok(answer)
    }
}
