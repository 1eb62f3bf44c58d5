//! The server alone, with answers of the test's own, read from the socket byte by byte.

#[path = "server/control.rs"]
mod control;
#[path = "server/faults.rs"]
mod faults;
#[path = "server/gate.rs"]
mod gate;
#[path = "server/lifecycle.rs"]
mod lifecycle;
#[path = "server/limits.rs"]
mod limits;
#[path = "server/log.rs"]
mod log;
#[path = "server/raw.rs"]
mod raw;
#[path = "server/stream.rs"]
mod stream;

use qualys_sandbox::exchange::{Answer, Family, Incoming};

/// A list of hosts, or of findings.
const HOSTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<HOST_LIST_OUTPUT>\n  <RESPONSE>\n    \
    <DATETIME>2024-02-06T08:05:09Z</DATETIME>\n    <HOST_LIST>\n      \
    <HOST><ID>11</ID><IP>192.0.2.1</IP><OS><![CDATA[Linux > 2]]></OS></HOST>\n      \
    <HOST><ID>12</ID><IP>192.0.2.2</IP><OS><![CDATA[Windows]]></OS></HOST>\n      \
    <HOST><ID>13</ID><IP>192.0.2.3</IP><OS><![CDATA[é]]></OS></HOST>\n    \
    </HOST_LIST>\n  </RESPONSE>\n</HOST_LIST_OUTPUT>\n";
const FINDINGS: &str = "<ServiceResponse><responseCode>SUCCESS</responseCode><count>2</count>\
    <hasMoreRecords>false</hasMoreRecords><data><Finding><id>501</id><status>NEW</status></Finding>\
    <Finding><id>502</id><status>ACTIVE</status></Finding></data></ServiceResponse>";

fn lists(incoming: &Incoming) -> Answer {
    Answer::xml(match incoming.family() {
        Family::Fo => HOSTS,
        Family::Qps => FINDINGS,
    })
}
