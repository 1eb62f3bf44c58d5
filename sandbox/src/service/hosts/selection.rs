//! Which hosts and which of their detections a call asks for.

use super::World;
use super::detection::Detection;
use super::field::{DetectionField, Field, HostField};
use super::host::{FIRST_ID, Host};
use super::resource::Resource;
use super::text::Value;
use crate::check::{Call, Refusal};
use crate::service::records::{Wanted, unreadable};
use crate::service::scope::Scope;
use jiff::Timestamp;
use std::ops::Range;

/// What a call asks for.
pub(super) struct Selection {
    hosts: Vec<(HostField, Wanted)>,
    detections: Vec<(DetectionField, Wanted)>,
    hidden: Vec<DetectionField>,
    tags: Option<Tags>,
}

/// Sets of tags that hosts must and must not have.
struct Tags {
    by_name: bool,
    include: Vec<String>,
    needs_all: bool,
    exclude: Vec<String>,
    excludes_all: bool,
}

impl Selection {
    /// What a call asks for.
    pub(super) fn new(resource: &Resource, call: &Call, scope: &Scope<'_>) -> Result<Self, Refusal> {
        let (mut hosts, mut detections) = (Vec::new(), Vec::new());
        for (name, (field, filter)) in &resource.filters {
            let default = resource.defaults.get(name).map(String::as_str);
            let Some(text) = call.argument(name).or(default) else { continue };
            let wanted = filter.wanted(text, scope.now).ok_or_else(|| unreadable(name, text))?;
            match field {
                Field::Host(field) => hosts.push((*field, wanted)),
                Field::Detection(field) => detections.push((*field, wanted)),
                Field::TagId | Field::TagName => {}
            }
        }
        let hidden = resource.hidden.iter().filter(|(_, unless)| !unless.holds(scope));
        let hidden = hidden.filter_map(|(field, _)| match field {
            Field::Detection(field) => Some(*field),
            _ => None,
        });
        Ok(Self { hosts, detections, hidden: hidden.collect(), tags: Tags::of(call) })
    }

    /// The places among which the hosts are.
    pub(super) fn places(&self, world: &World) -> Range<u64> {
        let mut places = 0..world.hosts;
        for (field, wanted) in &self.hosts {
            if let (HostField::Id, Wanted::Numbers(ranges)) = (field, wanted) {
                let low = ranges.iter().map(|(low, _)| *low).min().unwrap_or(0);
                let high = ranges.iter().map(|(_, high)| *high).max().unwrap_or(0);
                places.start = places.start.max(low.saturating_sub(FIRST_ID));
                places.end = places.end.min(high.saturating_add(1).saturating_sub(FIRST_ID));
            }
        }
        places
    }

    /// Whether a host is asked for.
    pub(super) fn has(&self, host: Host<'_>) -> bool {
        self.hosts.iter().all(|(field, wanted)| allows(wanted, &host.value(*field)))
            && self.tags.as_ref().is_none_or(|tags| tags.allow(host))
    }

    /// Whether a detection is asked for.
    pub(super) fn shows(&self, detection: Detection<'_>) -> bool {
        let is_hidden = |field: &DetectionField| detection.value(*field) == Value::Number(1);
        !self.hidden.iter().any(is_hidden)
            && self.detections.iter().all(|(field, wanted)| match detection.value(*field) {
                // What was gathered has no status.
                Value::Absent if *field == DetectionField::Status => true,
                value => allows(wanted, &value),
            })
    }
}

/// Whether a value is wanted.
fn allows(wanted: &Wanted, value: &Value<'_>) -> bool {
    match (wanted, value) {
        (Wanted::NotSince(_), Value::Absent) => true,
        (Wanted::Holds(wanted), Value::Absent) => !wanted,
        (_, Value::Absent) => false,
        (Wanted::Numbers(_), Value::Number(number)) => wanted.allows_number(*number),
        (Wanted::Times(..) | Wanted::NotSince(_), Value::Time(seconds)) => {
            Timestamp::from_second(*seconds).is_ok_and(|time| wanted.allows_time(time))
        }
        (Wanted::Addresses(ranges), Value::Address(address)) => {
            ranges.iter().any(|range| range.contains(*address))
        }
        (Wanted::Texts(texts), Value::Text(own)) => texts.iter().any(|text| text == own),
        (_, Value::Pairs(pairs)) => pairs.iter().any(|(id, name)| wanted.allows(id) || wanted.allows(name)),
        (_, value) => wanted.allows(&value.text()),
    }
}

impl Tags {
    fn of(call: &Call) -> Option<Self> {
        if call.argument("use_tags") != Some("1") {
            return None;
        }
        let list = |name: &str| {
            let text = call.argument(name).unwrap_or_default();
            text.split(',').map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty()).collect()
        };
        let is_all = |name: &str| call.argument(name) == Some("all");
        Some(Self {
            by_name: call.argument("tag_set_by") == Some("name"),
            include: list("tag_set_include"),
            needs_all: is_all("tag_include_selector"),
            exclude: list("tag_set_exclude"),
            excludes_all: is_all("tag_exclude_selector"),
        })
    }

    fn allow(&self, host: Host<'_>) -> bool {
        let Value::Pairs(own) = host.value(HostField::Tags) else { return false };
        let has =
            |tag: &String| own.iter().any(|(id, name)| if self.by_name { name == tag } else { id == tag });
        let among =
            |tags: &[String], all: bool| if all { tags.iter().all(has) } else { tags.iter().any(has) };
        let is_included = self.include.is_empty() || among(&self.include, self.needs_all);
        is_included && (self.exclude.is_empty() || !among(&self.exclude, self.excludes_all))
    }
}
