//! The stage of a run that takes long: a line on a terminal, which is erased before anything else is written.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use callsmith::terminal;

use crate::text::{FAINT, PLACE, Text};

/// A run that takes no longer shows no stage.
const DELAY: Duration = Duration::from_secs(1);
/// The time between two pictures.
const TICK: Duration = Duration::from_millis(100);
/// The columns of a terminal that does not tell its width.
const WIDTH: usize = 80;
/// Moves to the start of the line and erases it.
const ERASE: &str = "\r\u{1b}[2K";

/// The stage of a run. Copies share it.
#[derive(Clone, Debug)]
pub(crate) struct Progress(Option<Arc<Shared>>);

#[derive(Debug)]
struct Shared {
    started: Instant,
    is_coloured: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    stage: Option<String>,
    is_drawn: bool,
    has_thread: bool,
    has_ended: bool,
}

impl Progress {
    /// Shows stages of a run that began at some time.
    pub(crate) fn shown(started: Instant, is_coloured: bool) -> Self {
        Self(Some(Arc::new(Shared { started, is_coloured, state: Mutex::default() })))
    }

    /// Shows nothing.
    pub(crate) fn hidden() -> Self {
        Self(None)
    }

    /// Begins a stage.
    pub(crate) fn stage(&self, stage: impl Into<String>) {
        let Some(shared) = &self.0 else { return };
        let mut state = shared.lock();
        if state.has_ended {
            return;
        }
        state.stage = Some(stage.into());
        if !state.has_thread {
            state.has_thread = true;
            let shared = shared.clone();
            // Without a thread nothing is shown, and all else works. It ends with the process.
            let _ = thread::Builder::new().spawn(move || shared.draw_for_ever());
        }
    }

    /// Shows a stage within another one.
    pub(crate) fn during<T>(&self, stage: impl Into<String>, work: impl FnOnce() -> T) -> T {
        let outer = self.0.as_ref().and_then(|shared| shared.lock().stage.clone());
        self.stage(stage);
        let result = work();
        match outer {
            Some(outer) => self.stage(outer),
            None => self.rest(),
        }
        result
    }

    /// Ends the stage, and erases it.
    pub(crate) fn rest(&self) {
        if let Some(shared) = &self.0 {
            let mut state = shared.lock();
            state.stage = None;
            state.erase();
        }
    }

    /// Ends all stages: a thread that still works begins none.
    pub(crate) fn end(&self) {
        if let Some(shared) = &self.0 {
            shared.lock().has_ended = true;
        }
        self.rest();
    }

    /// Writes something else. The stage comes back with the next picture.
    pub(crate) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        let Some(shared) = &self.0 else { return write() };
        // Held until all is written.
        let mut state = shared.lock();
        state.erase();
        write()
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn draw_for_ever(&self) {
        thread::sleep(DELAY.saturating_sub(self.started.elapsed()));
        loop {
            self.draw();
            thread::sleep(TICK);
        }
    }

    fn draw(&self) {
        let mut state = self.lock();
        let Some(stage) = &state.stage else { return };
        let width = terminal_size::terminal_size_of(io::stderr()).map_or(WIDTH, |(width, _)| usize::from(width.0));
        let time = format!(" {:.1} s", self.started.elapsed().as_secs_f64());
        // One column stays free: behind the last one some terminals begin a new line.
        let mut text = Text::new(self.is_coloured);
        text.styled(PLACE, &cut(stage, width.saturating_sub(time.len() + 1))).styled(FAINT, &time);
        // Where standard error is closed there is nobody to tell.
        let _ = io::stderr().lock().write_all(format!("{ERASE}{}", text.as_str()).as_bytes());
        state.is_drawn = true;
    }
}

impl State {
    fn erase(&mut self) {
        if std::mem::take(&mut self.is_drawn) {
            let _ = io::stderr().lock().write_all(ERASE.as_bytes());
        }
    }
}

/// A stage in one line that is no longer than a width.
fn cut(stage: &str, width: usize) -> String {
    let line = terminal::line(stage);
    if line.chars().count() <= width {
        return line.into_owned();
    }
    line.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::{Progress, cut};

    fn stage(progress: &Progress) -> Option<String> {
        progress.0.as_ref().and_then(|shared| shared.lock().stage.clone())
    }

    #[test]
    fn a_stage_within_another_one_gives_it_back() {
        let progress = Progress::shown(Instant::now(), false);
        progress.stage("outer");
        progress.during("inner", || assert_eq!(stage(&progress).as_deref(), Some("inner")));
        assert_eq!(stage(&progress).as_deref(), Some("outer"));
        progress.during("inner", || progress.end());
        assert_eq!(stage(&progress), None);
        progress.stage("late");
        assert_eq!(stage(&progress), None);
        progress.during("late", || assert_eq!(stage(&progress), None));
    }

    #[test]
    fn a_stage_is_one_line() {
        assert_eq!(cut("reading", 7), "reading");
        assert_eq!(cut("reading", 6), "readi…");
        assert_eq!(cut("a\nb\u{1b}", 20), "a\\nb\\u{1b}");
        assert_eq!(cut("reading", 0), "…");
    }
}
