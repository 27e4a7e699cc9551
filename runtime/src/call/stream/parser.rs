//! Event streams: from lines to events (WHATWG HTML, "Server-sent events").

use std::time::Duration;

use bytes::Bytes;
use serde_core::de::IgnoredAny;

/// An event before its data is decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RawEvent {
    /// The name, where it has one.
    pub(super) name: String,
    pub(super) data: String,
    /// The last identifier that the stream gave.
    pub(super) id: String,
    pub(super) retry: Option<Duration>,
}

impl RawEvent {
    /// The event as a JSON object of what the stream says of it. The data of events with one of the names in `json` is JSON, that of others a text.
    pub(super) fn to_json(&self, json: &[&str]) -> String {
        let text = |text: &str| serde_json::Value::from(text).to_string();
        let is_json = json.contains(&self.name.as_str()) && serde_json::from_str::<IgnoredAny>(&self.data).is_ok();
        let data = if is_json { self.data.clone() } else { text(&self.data) };
        let fields = [
            (!self.name.is_empty()).then(|| format!("\"event\":{}", text(&self.name))),
            Some(format!("\"data\":{data}")),
            (!self.id.is_empty()).then(|| format!("\"id\":{}", text(&self.id))),
            self.retry.map(|retry| format!("\"retry\":{}", retry.as_millis())),
        ];
        let fields: Vec<String> = fields.into_iter().flatten().collect();
        format!("{{{}}}", fields.join(","))
    }
}

/// Lines of an event stream that become events.
#[derive(Debug, Default)]
pub(super) struct EventParser {
    /// `true` if a line was seen: a byte order mark may stand before the first.
    has_begun: bool,
    name: String,
    data: String,
    has_data: bool,
    retry: Option<Duration>,
    /// The last identifier, of an event that may not be whole yet.
    next_id: String,
    /// The last identifier of a whole event: it holds for those that follow too.
    pub(super) id: String,
    /// The pause before a reconnection that the service asks for.
    pub(super) pause: Option<Duration>,
}

impl EventParser {
    /// Takes a line, and gives the event that it ends.
    pub(super) fn line(&mut self, line: &Bytes) -> Option<RawEvent> {
        let line = if std::mem::replace(&mut self.has_begun, true) {
            line
        } else {
            line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line)
        };
        if line.is_empty() {
            return self.event();
        }
        let (field, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &[] as &[u8]),
        };
        // One space after the colon is no part of the value. Text that is not UTF-8 gets replacement characters, and is
        // no error.
        let value = String::from_utf8_lossy(value.strip_prefix(b" ").unwrap_or(value));
        match field {
            b"event" => self.name = value.into_owned(),
            b"data" => {
                if std::mem::replace(&mut self.has_data, true) {
                    self.data.push('\n');
                }
                self.data.push_str(&value);
            }
            b"id" if !value.contains('\0') => self.next_id = value.into_owned(),
            b"retry" if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = Some(Duration::from_millis(value.parse().unwrap_or(u64::MAX)));
                self.pause = self.retry;
            }
            // A comment, or a field of which nothing is known.
            _ => {}
        }
        None
    }

    /// The event of the lines so far, unless none of them has data.
    fn event(&mut self) -> Option<RawEvent> {
        let (name, data, retry) = (std::mem::take(&mut self.name), std::mem::take(&mut self.data), self.retry.take());
        // The identifier counts even where the event has no data and is dropped.
        self.id.clone_from(&self.next_id);
        std::mem::take(&mut self.has_data).then(|| RawEvent { name, data, id: self.id.clone(), retry })
    }

    /// Forgets an event that has begun: another connection begins a new one.
    pub(super) fn restart(&mut self) {
        let (id, next_id) = (self.id.clone(), std::mem::take(&mut self.id));
        *self = Self { id, next_id, pause: self.pause, ..Self::default() };
    }

    /// The number of bytes of an event that has not ended.
    pub(super) fn pending(&self) -> usize {
        self.data.len() + self.name.len() + self.next_id.len()
    }
}
