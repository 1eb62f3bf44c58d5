//! A clock that only goes on when somebody waits.

use qualys::Timer;
use qualys_sandbox::clock::ManualClock;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Waits take no time, and are noted. The sandbox's clock goes on with them.
#[derive(Debug, Clone)]
pub(crate) struct TestTimer {
    began: Instant,
    waits: Arc<Mutex<Vec<Duration>>>,
    clock: ManualClock,
}

impl TestTimer {
    pub(crate) fn new(clock: ManualClock) -> Self {
        Self { began: Instant::now(), waits: Arc::default(), clock }
    }

    /// The waits so far, in seconds.
    pub(crate) fn waits(&self) -> Vec<f64> {
        self.waits.lock().unwrap().iter().map(Duration::as_secs_f64).collect()
    }
}

impl Timer for TestTimer {
    fn now(&self) -> Instant {
        self.began + self.waits.lock().unwrap().iter().sum::<Duration>()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        self.waits.lock().unwrap().push(time);
        self.clock.advance(time);
        Box::pin(std::future::ready(()))
    }
}
