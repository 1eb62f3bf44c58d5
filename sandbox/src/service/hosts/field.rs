//! The values that templates and filters of hosts can name.

use crate::service::expression::{Expression, Flaw};

/// A value of a host or of a detection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// A value of a host.
    Host(HostField),
    /// A value of a detection.
    Detection(DetectionField),
    /// The number of a tag, inside `each="tags"`.
    TagId,
    /// The name of a tag, inside `each="tags"`.
    TagName,
}

macro_rules! fields {
    ($(#[$docs:meta])* $name:ident { $($variant:ident = $text:literal,)* }) => {
        $(#[$docs])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $($variant,)* }

        impl $name {
            fn of(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

fields! {
    /// Values of hosts.
    HostField {
        Id = "id",
        AssetId = "asset_id",
        Address = "ip",
        Ipv6 = "ipv6",
        TrackingMethod = "tracking_method",
        Network = "network",
        NetworkName = "network_name",
        Os = "os",
        OsHostname = "os_hostname",
        OsCpe = "os_cpe",
        Dns = "dns",
        Hostname = "hostname",
        Domain = "domain",
        Netbios = "netbios",
        AgentId = "agent_id",
        InstanceId = "instance_id",
        CloudProvider = "cloud_provider",
        CloudService = "cloud_service",
        LastProcessed = "last_processed",
        LastScanned = "last_scanned",
        ScanDuration = "scan_duration",
        LastAuthenticated = "last_authenticated",
        LastCompliance = "last_compliance",
        LastScap = "last_scap",
        Owner = "owner",
        AssetGroups = "asset_groups",
        Tags = "tags",
        Compliance = "compliance",
        Risk = "risk",
        Criticality = "criticality",
        FirstFound = "first_seen",
    }
}

fields! {
    /// Values of detections.
    DetectionField {
        Unique = "detection.unique_id",
        Qid = "detection.qid",
        Type = "detection.type",
        Severity = "detection.severity",
        Port = "detection.port",
        Protocol = "detection.protocol",
        Ssl = "detection.ssl",
        Service = "detection.service",
        Results = "detection.results",
        Status = "detection.status",
        FirstFound = "detection.first_found",
        LastFound = "detection.last_found",
        TimesFound = "detection.times_found",
        LastTest = "detection.last_test",
        LastUpdate = "detection.last_update",
        LastFixed = "detection.last_fixed",
        FirstReopened = "detection.first_reopened",
        LastReopened = "detection.last_reopened",
        TimesReopened = "detection.times_reopened",
        Ignored = "detection.ignored",
        Disabled = "detection.disabled",
        LastProcessed = "detection.last_processed",
        Score = "detection.score",
        ScoreSeverity = "detection.score_severity",
        Running = "detection.running",
        Information = "detection.information",
    }
}

impl Field {
    /// The field that an expression names.
    pub(super) fn of(expression: &Expression) -> Result<Self, Flaw> {
        let Expression::Name(name) = expression else {
            return Err(Flaw(format!("{expression:?}: values of hosts are named, not computed")));
        };
        let field = match name.as_str() {
            "tag.id" => Some(Self::TagId),
            "tag.name" => Some(Self::TagName),
            _ => {
                HostField::of(name).map(Self::Host).or_else(|| DetectionField::of(name).map(Self::Detection))
            }
        };
        field.ok_or_else(|| Flaw(format!("hosts have no value `{name}`")))
    }
}
