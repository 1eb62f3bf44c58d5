//! The run: hands rows to workers, and sees that none of them holds up the others.

use crate::row::Verdict;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How to run.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The program and its arguments that start a worker.
    pub worker: Vec<PathBuf>,
    /// How many workers.
    pub jobs: usize,
    /// How long one row may take.
    pub budget: Duration,
    /// How much memory one worker may take, in bytes.
    pub memory: u64,
    /// How many rows a worker gets at once; neighbours often share a schema.
    pub batch: usize,
}

impl Settings {
    /// What holds unless something else is said.
    pub fn new(worker: Vec<PathBuf>) -> Self {
        let jobs = std::thread::available_parallelism().map_or(1, usize::from);
        Self { worker, jobs, budget: Duration::from_secs(20), memory: 2 << 30, batch: 32 }
    }
}

/// What came of a row.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The row.
    pub index: usize,
    /// What the product says.
    pub verdict: Verdict,
    /// How long it took.
    pub took: Duration,
    /// The most memory meanwhile, in KiB; 0 if that was not measured.
    pub peak: u64,
}

/// Has rows evaluated, by index, and tells `each` answer as it comes. The answers are in the order of the rows.
pub fn run(
    rows: &[usize],
    settings: &Settings,
    each: &(dyn Fn(&Answer) + Sync),
) -> Result<Vec<Answer>, String> {
    let batches = rows.chunks(settings.batch.max(1)).map(|batch| batch.iter().copied().collect());
    let queue: Mutex<VecDeque<VecDeque<usize>>> = Mutex::new(batches.collect());
    let next = || queue.lock().ok().and_then(|mut queue| queue.pop_front());
    let work = || -> Result<Vec<Answer>, String> {
        let mut answers = Vec::new();
        let mut worker = None;
        while let Some(mut batch) = next() {
            while !batch.is_empty() {
                let running = match worker.take() {
                    Some(running) => running,
                    None => Worker::start(settings)?,
                };
                worker = running.ask(&mut batch, settings, &mut |answer| {
                    each(&answer);
                    answers.push(answer);
                })?;
            }
        }
        Ok(answers)
    };
    let mut answers = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..settings.jobs.max(1)).map(|_| scope.spawn(work)).collect();
        let mut answers = Vec::with_capacity(rows.len());
        for thread in threads {
            answers.extend(thread.join().map_err(|_| "the run panicked".to_owned())??);
        }
        Ok::<_, String>(answers)
    })?;
    answers.sort_by_key(|answer| answer.index);
    Ok(answers)
}

struct Worker {
    process: Child,
    lines: Receiver<String>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Worker {
    fn start(settings: &Settings) -> Result<Self, String> {
        let (program, arguments) = settings.worker.split_first().ok_or("no worker to start")?;
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().map_err(|error| format!("{}: {error}", program.display()))?;
        let output = process.stdout.take().ok_or("the worker has no output")?;
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let read = BufReader::new(output).lines().map_while(Result::ok);
            for line in read {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self { process, lines })
    }

    /// Asks for rows and takes each off when it is answered; gives itself back if it can be asked again.
    fn ask(
        mut self,
        rows: &mut VecDeque<usize>,
        settings: &Settings,
        each: &mut dyn FnMut(Answer),
    ) -> Result<Option<Self>, String> {
        let question = rows.iter().map(usize::to_string).collect::<Vec<_>>().join(" ");
        let input = self.process.stdin.as_mut().ok_or("the worker has no input")?;
        // A worker that is gone says so by its silence.
        let _ = writeln!(input, "{question}").and_then(|()| input.flush());
        // The first answer waits for the worker to have read its catalogue.
        let mut start = Instant::now();
        let mut allowance = settings.budget + Duration::from_secs(60);
        while let Some(index) = rows.front().copied() {
            let broken =
                |reason: String, took| Answer { index, verdict: Verdict::Broken(reason), took, peak: 0 };
            match self.lines.recv_timeout(Duration::from_millis(50)) {
                Ok(line) => {
                    let answer = answer(&line).filter(|answer| answer.index == index);
                    let answer = answer.ok_or_else(|| format!("a worker answered {line:?}"))?;
                    rows.pop_front();
                    each(answer);
                    start = Instant::now();
                    allowance = settings.budget;
                }
                Err(RecvTimeoutError::Timeout) => {
                    let took = start.elapsed();
                    let memory = resident(self.process.id());
                    let reason = if took > allowance {
                        format!("took longer than {} s", settings.budget.as_secs())
                    } else if memory > settings.memory {
                        format!("took more than {} MiB of memory", settings.memory >> 20)
                    } else {
                        continue;
                    };
                    rows.pop_front();
                    each(broken(reason, took));
                    return Ok(None);
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let status = self.process.wait().map_err(|error| error.to_string())?;
                    if status.code() == Some(WORKER_FAILED) {
                        return Err("a worker could not read the suite".to_owned());
                    }
                    rows.pop_front();
                    each(broken(format!("the process crashed: {status}"), start.elapsed()));
                    return Ok(None);
                }
            }
        }
        Ok(Some(self))
    }
}

/// The exit code of a worker that found no suite to work on.
pub const WORKER_FAILED: i32 = 3;

fn answer(line: &str) -> Option<Answer> {
    let mut parts = line.splitn(5, '\t');
    let index = parts.next()?.parse().ok()?;
    let took = Duration::from_millis(parts.next()?.parse().ok()?);
    let peak = parts.next()?.parse().ok()?;
    let word = parts.next()?;
    let reason = parts.next()?.to_owned();
    let verdict = match word {
        "accepted" => Verdict::Accepted,
        "refused" => Verdict::Refused(reason),
        "out" => Verdict::OutOfScope(reason),
        "broken" => Verdict::Broken(reason),
        _ => return None,
    };
    Some(Answer { index, verdict, took, peak })
}

/// The memory that a process has now, in bytes; 0 where the system does not say.
fn resident(process: u32) -> u64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) << 10
}
