//! Processes: what one may take, and has taken.

use std::process::{Child, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use super::Result;

pub use self::usage::{limit, so_far};

/// The status of a child that ended in time; otherwise it is killed.
///
/// # Errors
/// The child cannot be waited for or killed.
pub fn wait(child: &mut Child, limit: Duration) -> Result<Option<ExitStatus>> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(Some(status));
        }
        if start.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

#[cfg(unix)]
mod usage {
    use nix::sys::resource::{Resource, UsageWho, getrusage, setrlimit};

    use super::Result;

    /// Limits this process to CPU seconds, and bytes of address space.
    ///
    /// # Errors
    /// The system does not let it.
    pub fn limit(seconds: u64, memory: u64) -> Result<()> {
        setrlimit(Resource::RLIMIT_CPU, seconds, seconds + 1)?;
        // A core of several gigabytes for each document that fails helps nobody.
        setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
        #[cfg(target_os = "linux")]
        setrlimit(Resource::RLIMIT_AS, memory, memory)?;
        Ok(())
    }

    /// CPU seconds, and megabytes at most.
    ///
    /// # Errors
    /// The system does not tell.
    pub fn so_far() -> Result<(f64, u64)> {
        let usage = getrusage(UsageWho::RUSAGE_SELF)?;
        let seconds = |time: nix::sys::time::TimeVal| time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6;
        let kilobytes = u64::try_from(usage.max_rss()).unwrap_or_default();
        Ok((seconds(usage.user_time()) + seconds(usage.system_time()), kilobytes / 1024))
    }
}

/// Elsewhere only the clock of the parent limits a worker.
#[cfg(not(unix))]
mod usage {
    use super::Result;

    /// Limits nothing.
    ///
    /// # Errors
    /// Never.
    pub fn limit(_: u64, _: u64) -> Result<()> {
        Ok(())
    }

    /// Nothing that is known.
    ///
    /// # Errors
    /// Never.
    pub fn so_far() -> Result<(f64, u64)> {
        Ok((0.0, 0))
    }
}
