//! `conformance SUITE DIR`: what `cargo xtask conformance` starts, and the workers that it starts in turn.

use lexopt::ValueExt as _;
use qualys_conformance::command::Command;
use qualys_conformance::run::WORKER_FAILED;
use qualys_conformance::suite::{self, Suite};
use qualys_conformance::{in_use, worker};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

const HELP: &str = "\
cargo xtask conformance SUITE DIR    run a suite whose files are in DIR, unpacked or as .tar.xz

suites: xmlconf, xsts, xsts-main, xsts-nist, xsts-valid, schemas-in-use

  --update         write what comes out as what is expected from now on
  --filter TEXT    only rows whose id contains TEXT
  --every N        only one row of N
  --jobs N         how many rows at a time
  --seconds N      how long a row may take
  --check          schemas-in-use: run `cargo check` on the crates instead
";

fn main() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1).peekable();
    if arguments.next_if(|first| first == "worker").is_some() {
        return work(arguments.map(PathBuf::from).collect());
    }
    match run() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn work(arguments: Vec<PathBuf>) -> ExitCode {
    let done = match arguments.as_slice() {
        [name, folder] => Suite::of(&name.to_string_lossy())
            .ok_or_else(|| "no such suite".to_owned())
            .and_then(|suite| worker::serve(suite, &suite.find(folder, &suite::output())?)),
        _ => Err("a worker needs a suite and a folder".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(WORKER_FAILED as u8)
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut values = Vec::new();
    let (mut filter, mut every, mut jobs, mut seconds) = (None, 1, None, None);
    let (mut update, mut check) = (false, false);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next().map_err(|error| error.to_string())? {
        let number = |parser: &mut lexopt::Parser| {
            let value = parser.value().and_then(|value| value.parse::<usize>());
            value.map_err(|error| error.to_string())
        };
        match argument {
            lexopt::Arg::Value(value) => values.push(value),
            lexopt::Arg::Long("update") => update = true,
            lexopt::Arg::Long("check") => check = true,
            lexopt::Arg::Long("filter") => {
                let value = parser.value().map_err(|error| error.to_string())?;
                filter = Some(value.to_string_lossy().into_owned());
            }
            lexopt::Arg::Long("every") => every = number(&mut parser)?,
            lexopt::Arg::Long("jobs") => jobs = Some(number(&mut parser)?),
            lexopt::Arg::Long("seconds") => seconds = Some(number(&mut parser)?),
            lexopt::Arg::Long("help") | lexopt::Arg::Short('h') => {
                print!("{HELP}");
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(format!("{}\n\n{}", other.unexpected(), HELP.trim_end())),
        }
    }
    let [name, folder] = values.as_slice() else { return Err(HELP.trim_end().to_owned()) };
    let name = name.to_string_lossy();
    let suite = Suite::of(&name).ok_or_else(|| format!("no suite `{name}`\n\n{}", HELP.trim_end()))?;
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let mut command = Command::new(suite, &PathBuf::from(folder), &program);
    if check {
        if suite != Suite::SchemasInUse {
            return Err("--check goes with schemas-in-use".to_owned());
        }
        return in_use::check::run(&command.places()?, filter.as_deref(), update);
    }
    (command.filter, command.every, command.update) = (filter, every, update);
    command.settings.jobs = jobs.unwrap_or(command.settings.jobs);
    if let Some(seconds) = seconds {
        command.settings.budget = Duration::from_secs(seconds as u64);
    }
    let ran = command.run()?;
    print!("{}", ran.text);
    print!("{}", ran.differences.render(suite));
    Ok(if ran.differences.is_regression() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
