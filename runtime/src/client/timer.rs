//! Time, as the client sees it when it waits before a call.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant};

/// What time it is, and waiting. The client takes it for waits between attempts and for limits; give it another one to
/// test without waiting.
pub trait Timer: fmt::Debug + Send + Sync {
    /// Now.
    fn now(&self) -> Instant;
    /// Ends after a time.
    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>>;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemTimer;

impl Timer for SystemTimer {
    fn now(&self) -> Instant {
        Instant::now()
    }
    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(tokio::time::sleep(time))
    }
}
