//! IPv4 addresses: single ones, ranges and networks, and sets of them.

use std::net::Ipv4Addr;

/// Addresses from the first to the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Range {
    /// The first address.
    pub(super) first: u32,
    /// The last address; not before the first.
    pub(super) last: u32,
}

impl Range {
    /// Reads `10.0.0.1`, `10.0.0.1-10.0.0.9` or `10.0.0.0/24`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some((network, length)) = text.split_once('/') {
            let (network, length): (u32, u32) = (address(network)?, length.trim().parse().ok()?);
            let hosts = u32::MAX.checked_shr(length).unwrap_or(0);
            return (length <= 32).then_some(Self { first: network & !hosts, last: network | hosts });
        }
        let (first, last) = match text.split_once('-') {
            Some((first, last)) => (address(first)?, address(last)?),
            None => (address(text)?, address(text)?),
        };
        (first <= last).then_some(Self { first, last })
    }

    /// Reads several with commas between them.
    pub(super) fn parse_all(text: &str) -> Option<Vec<Self>> {
        text.split(',').filter(|part| !part.trim().is_empty()).map(Self::parse).collect()
    }

    /// Whether an address is among them.
    pub(super) fn contains(self, address: u32) -> bool {
        (self.first..=self.last).contains(&address)
    }

    /// The addresses that are in both.
    pub(super) fn intersection(self, other: Self) -> Option<Self> {
        let both = Self { first: self.first.max(other.first), last: self.last.min(other.last) };
        (both.first <= both.last).then_some(both)
    }

    /// The addresses that are not in the other: none, one range or two.
    pub(super) fn without(self, other: Self) -> Vec<Self> {
        let Some(cut) = self.intersection(other) else { return vec![self] };
        let before = (cut.first > self.first).then(|| Self { first: self.first, last: cut.first - 1 });
        let after = (cut.last < self.last).then(|| Self { first: cut.last + 1, last: self.last });
        before.into_iter().chain(after).collect()
    }

    /// The first address, as text.
    pub(super) fn start(self) -> String {
        Ipv4Addr::from(self.first).to_string()
    }

    /// The last address, as text.
    pub(super) fn end(self) -> String {
        Ipv4Addr::from(self.last).to_string()
    }
}

/// The ranges in order, those that touch as one.
pub(super) fn joined(mut ranges: Vec<Range>) -> Vec<Range> {
    ranges.sort_unstable();
    let mut joined: Vec<Range> = Vec::new();
    for range in ranges {
        match joined.last_mut().filter(|last| range.first <= last.last.saturating_add(1)) {
            Some(last) => last.last = last.last.max(range.last),
            None => joined.push(range),
        }
    }
    joined
}

fn address(text: &str) -> Option<u32> {
    text.trim().parse::<Ipv4Addr>().ok().map(u32::from)
}
