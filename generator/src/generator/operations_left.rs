//! The operations that would be left of a document that is refused.

use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use super::Generator;
use super::run::run;
#[cfg(doc)]
use crate::Options;
use crate::diagnostic::{Code, Report};
use crate::limits;

/// The number of operations that [`Options::keep_going`] would leave of a document that is refused with some findings.
/// `None` where the option is on and where nothing would be left. Nor does it say more of a document that is too large,
/// cannot be read, or takes more than five seconds.
#[must_use]
pub fn operations_left(generator: &Generator, reports: &[Report]) -> Option<usize> {
    count_operations_left(generator, limits::OPERATIONS_LEFT, reports)
}

/// Counts the operations of a run that keeps going, and is given some time.
fn count_operations_left(generator: &Generator, time: Duration, reports: &[Report]) -> Option<usize> {
    // A text that cannot be read has no rest, and one that is too large would cost the time once more.
    let ends = |report: &Report| matches!(report.code, Code::TooLarge | Code::Syntax);
    if generator.options.keep_going || reports.iter().any(ends) {
        return None;
    }
    let mut generator = generator.clone().keep_going(true);
    generator.until = Instant::now().checked_add(time);
    let types_only = generator.options.types_only;
    // Not a scoped thread: nothing waits for it once the time is over. It ends with the stage that it is in.
    let (sender, receiver) = mpsc::channel();
    let count = move || {
        let left = run(&generator, &mut |_| ()).1.ok().map(|generated| generated.model.api.operations.len());
        // Sending fails where nothing waits any more, and then there is nobody to tell.
        let _ = sender.send(left.filter(|left| *left > 0 || types_only));
    };
    thread::Builder::new().spawn(count).ok()?;
    receiver.recv_timeout(time).ok().flatten()
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::thread;
    use std::time::{Duration, Instant};

    use super::{count_operations_left, operations_left};
    use crate::error::Error;
    use crate::generator::tests::generator;

    #[test]
    fn operations_left_are_counted() {
        let generator = generator(|_| Err("no network".to_owned()));
        let Err(Error::Document(reports)) = generator.generate() else { panic!("the document is refused") };
        assert_eq!(operations_left(&generator, &reports), Some(2));
        assert_eq!(count_operations_left(&generator, Duration::ZERO, &reports), None, "no stage begins");
    }

    /// The second request for the file takes a minute.
    #[test]
    fn operations_left_have_a_bound_in_time() {
        let is_requested = AtomicBool::new(false);
        let generator = generator(move |_| {
            if is_requested.swap(true, Ordering::Relaxed) {
                thread::sleep(Duration::from_secs(60));
            }
            Err("no network".to_owned())
        });
        let Err(Error::Document(reports)) = generator.generate() else { panic!("the document is refused") };
        let before = Instant::now();
        assert_eq!(count_operations_left(&generator, Duration::from_millis(200), &reports), None);
        assert!(before.elapsed() < Duration::from_secs(30), "{:?}", before.elapsed());
    }
}
