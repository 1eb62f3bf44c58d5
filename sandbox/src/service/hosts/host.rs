//! A host, made of its number.

use super::World;
use super::field::HostField;
use super::text::Value;
use crate::service::random::mix;

/// The number of the first host.
pub(super) const FIRST_ID: u64 = 1_000_000;

/// The networks of documentation, for the first hosts; the others are in 10.0.0.0/8.
const DOCUMENTATION: [u32; 3] = [0xC000_0200, 0xC633_6400, 0xCB00_7100];

const SYSTEMS: [(&str, &str); 6] = [
    ("Windows Server 2022 Standard 64 bit Edition", "cpe:/o:microsoft:windows_server_2022::::"),
    ("Ubuntu Linux 24.04 LTS", "cpe:/o:canonical:ubuntu_linux:24.04:::"),
    ("Red Hat Enterprise Linux 9.4", "cpe:/o:redhat:enterprise_linux:9.4:::"),
    ("Windows 11 Enterprise 64 bit Edition", "cpe:/o:microsoft:windows_11::::"),
    ("Debian Linux 12", "cpe:/o:debian:debian_linux:12:::"),
    ("Amazon Linux 2023", "cpe:/o:amazon:linux:2023:::"),
];

const TRACKING: [&str; 5] = ["IP", "DNS", "NETBIOS", "AGENT", "EC2"];

/// A host.
#[derive(Debug, Clone, Copy)]
pub(super) struct Host<'a> {
    pub(super) world: &'a World,
    /// Its place among the hosts, from 0.
    pub(super) number: u64,
    /// What it has at random.
    seed: u64,
}

impl<'a> Host<'a> {
    /// The host with a number.
    pub(super) fn new(world: &'a World, number: u64) -> Self {
        Self { world, number, seed: mix(number, 11) }
    }

    /// Its identifier.
    pub(super) fn id(self) -> u64 {
        FIRST_ID + self.number
    }

    /// What it has at random, for the things made of it.
    pub(super) fn seed(self) -> u64 {
        self.seed
    }

    /// When it was scanned last, in seconds: in the days before the start.
    pub(super) fn last_scanned(self) -> i64 {
        self.world.epoch - (self.seed % (21 * 86_400)) as i64
    }

    /// Its address.
    pub(super) fn address(self) -> u32 {
        let (network, place) = (self.number / 254, (self.number % 254) as u32 + 1);
        match usize::try_from(network).ok().and_then(|network| DOCUMENTATION.get(network)) {
            Some(network) => network + place,
            None => 0x0A00_0000 | (self.number as u32 & 0x00FF_FFFF),
        }
    }

    /// One of its values.
    pub(super) fn value(self, field: HostField) -> Value<'a> {
        let system = SYSTEMS[self.pick(3, SYSTEMS.len())];
        let tracking = TRACKING[self.pick(8, TRACKING.len())];
        let (in_cloud, has_agent) = (tracking == "EC2", matches!(tracking, "EC2" | "AGENT"));
        let only = |holds: bool, value: Value<'a>| if holds { value } else { Value::Absent };
        match field {
            HostField::Id => Value::Number(self.id()),
            HostField::AssetId => Value::Number(self.id() + 5_000_000),
            HostField::Address => Value::Address(self.address()),
            HostField::Ipv6 | HostField::LastScap => Value::Absent,
            HostField::TrackingMethod => Value::Text(tracking),
            HostField::Network => Value::Number(0),
            HostField::NetworkName => Value::Text("Global Default Network"),
            HostField::Os => Value::Text(system.0),
            HostField::OsHostname | HostField::Dns => Value::Numbered("host-", self.number, ".example.com"),
            HostField::OsCpe => Value::Text(system.1),
            HostField::Hostname => Value::Numbered("host-", self.number, ""),
            HostField::Domain => Value::Text("example.com"),
            HostField::Netbios => {
                only(system.0.starts_with("Windows"), Value::Numbered("HOST-", self.number, ""))
            }
            HostField::AgentId => only(has_agent, Value::Uuid(self.seed, mix(self.seed, 1))),
            HostField::InstanceId => only(in_cloud, Value::Numbered("i-0", self.id(), "")),
            HostField::CloudProvider => only(in_cloud, Value::Text("AWS")),
            HostField::CloudService => only(in_cloud, Value::Text("EC2")),
            HostField::LastProcessed => Value::Time(self.last_scanned() + 420),
            HostField::LastScanned => Value::Time(self.last_scanned()),
            HostField::ScanDuration => Value::Number(120 + self.seed % 1800),
            HostField::LastAuthenticated => only(self.pick(12, 3) > 0, Value::Time(self.last_scanned())),
            HostField::LastCompliance => {
                only(self.is_compliance(), Value::Time(self.last_scanned() - 3 * 86_400))
            }
            HostField::Owner => Value::Text("sandbox_user"),
            HostField::AssetGroups => Value::Pairs(self.some(&self.world.asset_groups, 17)),
            HostField::Tags => Value::Pairs(self.some(&self.world.tags, 22)),
            HostField::Compliance => Value::Number(u64::from(self.is_compliance())),
            HostField::Risk => Value::Number((self.seed >> 30) % 1001),
            HostField::Criticality => Value::Number(1 + (self.seed >> 40) % 5),
            HostField::FirstFound => {
                Value::Time(self.world.epoch - (400 * 86_400) - (self.seed % (100 * 86_400)) as i64)
            }
        }
    }

    /// One or two neighbours of a list.
    fn some(self, all: &'a [(String, String)], shift: u32) -> &'a [(String, String)] {
        let start = self.pick(shift, all.len());
        let end = (start + 1 + self.pick(shift + 20, 2)).min(all.len());
        all.get(start..end).unwrap_or_default()
    }

    fn is_compliance(self) -> bool {
        self.pick(5, 2) == 0
    }

    /// A number below another one.
    fn pick(self, shift: u32, below: usize) -> usize {
        ((self.seed >> shift) % below.max(1) as u64) as usize
    }
}
