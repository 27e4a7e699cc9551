//! The place at which a union could not be read. A union is read apart from the text around it, so an error of it has
//! no place there. The address of the text at fault tells the place, where that text is a part of the body.

use std::cell::RefCell;

use super::failure::{end_of, message_of, within_opening};

thread_local! {
    /// The last fault of a union.
    static LAST_FAULT: RefCell<Option<DecodeFault>> = const { RefCell::new(None) };
}

/// A value that could not be read.
pub(super) struct DecodeFault {
    /// The address at which the value ends, or at which reading stopped.
    address: usize,
    /// The message of the error, by which the fault is known again.
    message: String,
}

impl DecodeFault {
    /// The offset in a body, if the fault is in it.
    pub(super) fn offset_in(&self, body: &[u8]) -> Option<usize> {
        self.address.checked_sub(body.as_ptr().addr()).filter(|offset| *offset <= body.len())
    }
}

/// Notes that a text could not be read. What was noted of a part of it with the same error is more exact.
#[cold]
pub(super) fn note(error: &serde_json::Error, text: &str) {
    let message = message_of(error);
    let is_known = LAST_FAULT.with_borrow(|last| last.as_ref().is_some_and(|last| last.message == message));
    if is_known || error.line() == 0 {
        return;
    }
    let end = end_of(text.as_bytes(), error.line(), error.column());
    let end = within_opening(&message, &text.as_bytes()[..end]).len();
    set(Some(DecodeFault { address: text.as_ptr().addr() + end, message }));
}

/// The fault of an error, which is forgotten.
pub(super) fn take(message: &str) -> Option<DecodeFault> {
    LAST_FAULT.take().filter(|fault| fault.message == message)
}

/// Notes that a union could not be read, at the fault of its variant, or where its own value begins.
pub(super) fn of_union(inner: Option<DecodeFault>, start: Option<usize>, message: &str) {
    let address = inner.map(|inner| inner.address).or(start);
    set(address.map(|address| DecodeFault { address, message: message.to_owned() }));
}

/// Forgets what was noted: it was read otherwise.
pub(super) fn forget() {
    set(None);
}

fn set(fault: Option<DecodeFault>) {
    LAST_FAULT.set(fault);
}
