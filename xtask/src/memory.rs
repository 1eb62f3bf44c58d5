//! `cargo xtask memory`: streams a gigabyte of host detections from the sandbox through the client, and says what memory
//! the client took.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};

/// How many hosts make a gigabyte of detections.
const HOSTS: u64 = 205_000;

pub(crate) fn run(root: &Path, hosts: Option<u64>) -> Result<ExitCode, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let cargo = |arguments: &[&str]| {
        let mut command = Command::new(&cargo);
        command.current_dir(root).args(arguments);
        command
    };
    let built = ["build", "--quiet", "--release"];
    succeed(cargo(&[&built[..], &["--package", "qualys-examples", "--example", "stream_memory"]].concat()))?;
    succeed(cargo(&[&built[..], &["--package", "qualys-sandbox"]].concat()))?;

    let hosts = hosts.unwrap_or(HOSTS).to_string();
    let built =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder));
    let mut sandbox = Command::new(built.join("release").join("qualys-sandbox"));
    sandbox.args(["--hosts", &hosts]).stdout(Stdio::piped());
    let sandbox = sandbox.spawn().map_err(|error| format!("the sandbox did not start: {error}"))?;
    let mut sandbox = Sandbox(sandbox);
    let output = sandbox.0.stdout.take().ok_or("the sandbox says nothing")?;
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let variables: Vec<(String, String)> =
        lines.by_ref().filter_map(|line| variable(&line)).take(3).collect();

    let client =
        ["run", "--quiet", "--release", "--package", "qualys-examples", "--example", "stream_memory"];
    let outcome = succeed(cargo(&client).envs(variables));
    // What the sandbox says of the call, with its size.
    if let Some(line) = lines.find(|line| line.contains("/detection/")) {
        println!("the sandbox: {}", line.trim());
    }
    outcome.map(|()| ExitCode::SUCCESS)
}

/// A sandbox that ends with this.
struct Sandbox(Child);

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A line such as `export QUALYS_USERNAME='sandbox_user'`.
fn variable(line: &str) -> Option<(String, String)> {
    let (name, value) = line.trim().strip_prefix("export ")?.split_once('=')?;
    Some((name.to_owned(), value.trim_matches(['\'', '"']).to_owned()))
}

fn succeed(mut command: impl std::borrow::BorrowMut<Command>) -> Result<(), String> {
    let command = command.borrow_mut();
    let status = command.status().map_err(|error| format!("cargo did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err("the command above failed".to_owned()) }
}
