//! What the service refuses does not compile: each case of `refused/` begins with what that is.

#[test]
fn what_the_service_refuses_does_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/refused/*.rs");
}
