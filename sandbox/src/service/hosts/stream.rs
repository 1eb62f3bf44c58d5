//! A list of hosts, made piece by piece while it is sent.

use super::World;
use super::host::Host;
use super::plan::Plan;
use super::selection::Selection;
use crate::answers::date_time;
use crate::document::{Element, write};
use bytes::Bytes;
use jiff::Timestamp;
use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

/// Pieces are about as long as this.
const PIECE: usize = 64 * 1024;

/// The document around the hosts.
pub(super) struct Frame {
    root: Element,
    doctype: String,
    list: String,
}

impl Frame {
    /// A document with hosts in the element at a path.
    pub(super) fn new(
        root: &str,
        request: Option<Element>,
        doctype: String,
        list: &str,
        now: Timestamp,
    ) -> Self {
        let mut root = Element::new(root);
        if let Some(request) = request {
            root.push(request);
        }
        root.set("RESPONSE/DATETIME", date_time(now));
        Self { root, doctype, list: list.to_owned() }
    }

    /// The document without hosts.
    fn empty(&self) -> String {
        write::document(&self.root, Some(&self.doctype))
    }

    /// What stands before the hosts, and what after them.
    fn halves(&self, warning: Option<Element>) -> (String, String) {
        let mut root = self.root.clone();
        root.make(&self.list);
        if let Some(warning) = warning {
            root.make("RESPONSE").push(warning);
        }
        write::halves(&root, Some(&self.doctype), &self.list)
    }
}

/// The pieces of a list.
pub(super) struct Stream {
    world: Arc<World>,
    selection: Selection,
    plan: Plan,
    frame: Frame,
    /// What tells that hosts follow from this number on.
    warning: Box<dyn Fn(u64) -> Element + Send>,
    /// The places that were not looked at.
    places: Range<u64>,
    /// How many hosts there may still be.
    left: usize,
    is_first: bool,
    is_over: bool,
    ready: VecDeque<Bytes>,
}

impl Stream {
    /// The hosts of a selection, at most so many.
    pub(super) fn new(
        world: Arc<World>,
        selection: Selection,
        plan: Plan,
        frame: Frame,
        limit: usize,
        warning: Box<dyn Fn(u64) -> Element + Send>,
    ) -> Self {
        let places = selection.places(&world);
        Self {
            world,
            selection,
            plan,
            frame,
            warning,
            places,
            left: limit,
            is_first: true,
            is_over: false,
            ready: VecDeque::new(),
        }
    }

    /// Writes the next host that is asked for; gives its number.
    fn host(&mut self, out: &mut Vec<u8>) -> Option<u64> {
        for place in self.places.by_ref() {
            let host = Host::new(&self.world, place);
            if self.selection.has(host) && self.plan.write(host, &self.selection, out) {
                return Some(host.id());
            }
        }
        None
    }

    /// Makes the next pieces.
    fn make(&mut self) {
        let mut piece = Vec::with_capacity(PIECE + PIECE / 4);
        let mut has_more = true;
        while has_more && self.left > 0 && piece.len() < PIECE {
            has_more = self.host(&mut piece).is_some();
            self.left -= usize::from(has_more);
        }
        if self.is_first && piece.is_empty() {
            self.is_over = true;
            self.ready.push_back(self.frame.empty().into());
            return;
        }
        if self.is_first {
            self.ready.push_back(self.frame.halves(None).0.into());
            self.is_first = false;
        }
        if !piece.is_empty() {
            self.ready.push_back(piece.into());
        }
        if !has_more || self.left == 0 {
            let next = if has_more { self.host(&mut Vec::new()) } else { None };
            let warning = next.map(|next| (self.warning)(next));
            self.ready.push_back(self.frame.halves(warning).1.into());
            self.is_over = true;
        }
    }
}

impl Iterator for Stream {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        if self.ready.is_empty() && !self.is_over {
            self.make();
        }
        self.ready.pop_front()
    }
}
