//! `qualys-sandbox`: starts the server, says how to point a client at it, and logs the calls.

use lexopt::{Arg, Parser, ValueExt as _};
use qualys_sandbox::Sandbox;
use qualys_sandbox::fault::{Fault, NAMES, Rule};
use qualys_sandbox::log::line;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

const HELP: &str = "\
qualys-sandbox: a server that behaves like the Qualys API, on loopback

    --port N          the port; without it, any that is free
    --user NAME       the login of the account
    --password TEXT   its password
    --hosts N         how many hosts there are
    --empty           no schedules, scans, web applications and so on at the start
    --unlimited       any number of calls
    --fault FAULT     what goes wrong at the next call; can be given several times, for the calls after it
    --quiet           no line for each call
    --help            this text

Faults can be injected while it runs; a path, an action, the nth such call, and how many times can be said:

    curl -d fault=stall -d path=/api/2.0/fo/scan/ -d action=list -d nth=1 -d times=2 URL/sandbox/faults

The faults:
";

fn main() -> ExitCode {
    let outcome = Settings::of(Parser::from_env()).and_then(|settings| match settings.help {
        true => help(),
        false => run(settings),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// What the command line says.
#[derive(Default)]
struct Settings {
    port: u16,
    user: Option<String>,
    password: Option<String>,
    hosts: Option<u64>,
    empty: bool,
    unlimited: bool,
    faults: Vec<Fault>,
    quiet: bool,
    help: bool,
}

impl Settings {
    fn of(mut arguments: Parser) -> Result<Self, String> {
        Self::parse(&mut arguments)
            .map_err(|error| format!("{error}\nqualys-sandbox --help says what there is"))
    }

    fn parse(arguments: &mut Parser) -> Result<Self, lexopt::Error> {
        let mut settings = Self::default();
        while let Some(argument) = arguments.next()? {
            match argument {
                Arg::Long("port") => settings.port = arguments.value()?.parse()?,
                Arg::Long("user") => settings.user = Some(arguments.value()?.string()?),
                Arg::Long("password") => settings.password = Some(arguments.value()?.string()?),
                Arg::Long("hosts") => settings.hosts = Some(arguments.value()?.parse()?),
                Arg::Long("empty") => settings.empty = true,
                Arg::Long("unlimited") => settings.unlimited = true,
                Arg::Long("fault") => settings.faults.push(arguments.value()?.parse()?),
                Arg::Long("quiet") | Arg::Short('q') => settings.quiet = true,
                Arg::Long("help") | Arg::Short('h') => settings.help = true,
                other => return Err(other.unexpected()),
            }
        }
        Ok(settings)
    }
}

fn help() -> Result<(), String> {
    let mut out = io::stdout().lock();
    let width = NAMES.iter().map(|(form, _)| form.len()).max().unwrap_or(0);
    let mut write = || {
        out.write_all(HELP.as_bytes())?;
        NAMES.iter().try_for_each(|(form, what)| writeln!(out, "    {form:width$}  {what}"))
    };
    unless_closed(write())
}

fn run(settings: Settings) -> Result<(), String> {
    let color =
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut builder = Sandbox::builder().port(settings.port).seed(!settings.empty);
    let has_own_password = settings.password.is_some();
    if let Some(user) = settings.user {
        builder = builder.user(user);
    }
    if let Some(password) = settings.password {
        builder = builder.password(password);
    }
    if let Some(hosts) = settings.hosts {
        builder = builder.hosts(hosts);
    }
    if settings.unlimited {
        builder = builder.unlimited();
    }
    if !settings.quiet {
        // Who closed the output does not want to read on; the calls are served all the same.
        builder = builder.on_call(move |record| drop(writeln!(io::stdout(), "{}", line(record, color))));
    }
    // Before the server is there, so that no interrupt is lost.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let sandbox = builder.start().map_err(|error| format!("port {}: {error}", settings.port))?;
    for fault in settings.faults {
        sandbox.inject(fault, Rule::new());
    }
    unless_closed(greet(&sandbox, has_own_password))?;
    let interrupted = runtime.block_on(tokio::signal::ctrl_c());
    sandbox.stop();
    interrupted.map_err(|error| format!("waiting for an interrupt: {error}"))
}

fn greet(sandbox: &Sandbox, has_own_password: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "The sandbox is at {}\n\nPoint a client at it:\n", sandbox.url())?;
    for (name, value) in sandbox.environment() {
        match name {
            "QUALYS_PASSWORD" if has_own_password => {
                writeln!(out, "    export {name}=...    # the one given")?
            }
            _ => writeln!(out, "    export {name}='{}'", value.replace('\'', r"'\''"))?,
        }
    }
    writeln!(out, "\nCalls (time, status, method, path, action, parameters, size, duration), until Ctrl-C:\n")
}

/// Nobody has to read to the end.
fn unless_closed(outcome: io::Result<()>) -> Result<(), String> {
    match outcome {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.to_string()),
        _ => Ok(()),
    }
}
