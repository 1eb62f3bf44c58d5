//! Faults by HTTP.

use crate::raw::{call, get};
use qualys_sandbox::Sandbox;

const FAULTS: &str = "/sandbox/faults";
const LIST: &str = "/api/2.0/fo/asset/host/?action=list";

#[test]
fn faults_come_and_go() {
    let sandbox = Sandbox::builder().handler(crate::lists).start().unwrap();
    let form = "fault=status%3D503&path=/api/2.0/fo/asset/&action=list&nth=2&times=1";
    let said = call(&sandbox, "POST", FAULTS, &[], form);
    assert_eq!((said.status, &*said.text()), (201, "status=503: call 2 of list at /api/2.0/fo/asset/…\n"));
    assert_eq!(call(&sandbox, "POST", FAULTS, &[], "fault=stall&times=always&action=never").status, 201);
    assert_eq!([get(&sandbox, LIST).status, get(&sandbox, LIST).status], [200, 503]);
    assert_eq!(call(&sandbox, "GET", FAULTS, &[], "").text(), "stall: all calls of never\n");
    assert_eq!(call(&sandbox, "DELETE", FAULTS, &[], "").status, 200);
    assert_eq!(sandbox.waiting_faults(), Vec::<String>::new());
    // None of this is a call of the service.
    assert_eq!(sandbox.calls().len(), 2);
}

#[test]
fn what_is_wrong_is_said() {
    let sandbox = Sandbox::builder().handler(crate::lists).start().unwrap();
    let check = |form: &str, expected: &str| {
        let said = call(&sandbox, "POST", FAULTS, &[], form);
        assert_eq!(said.status, 400);
        assert!(said.text().starts_with(expected), "{}", said.text());
    };
    check("path=/api/", "fault is missing");
    check("fault=drip", "\"drip\" is no fault, expected drip=BYTES/MILLISECONDS");
    check("fault=fire", "\"fire\" is no fault, expected one of reset, reset-after=BYTES, ");
    check("fault=stall&times=often", "times is \"often\", expected a number");
    check("fault=stall&when=now", "when=now is not known, expected fault, path");
    assert_eq!(call(&sandbox, "GET", "/sandbox/", &[], "").status, 404);
}
