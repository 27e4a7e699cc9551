//! Texts that match a regular expression.

use regex_syntax::hir::{Class, Hir, HirKind};
use serde_json::json;

/// Returns `true` if a validator takes the expression.
#[must_use]
pub fn is_valid(pattern: &str) -> bool {
    jsonschema::validator_for(&json!({ "pattern": pattern })).is_ok()
}

/// A text that matches, where the expression is a simple one; others of different variants, longer ones of higher.
#[must_use]
pub fn text(pattern: &str, variant: usize) -> Option<String> {
    let parsed = |pattern: &str| regex_syntax::parse(pattern).ok();
    let hir = parsed(pattern).or_else(|| parsed(&translated(pattern)))?;
    let mut out = Writer { variant, out: String::new(), turn: 0 };
    out.write(&hir)?;
    Some(out.out)
}

/// Escapes of ECMA 262 that are none here.
fn translated(pattern: &str) -> String {
    pattern.replace("\\/", "/").replace("\\_", "_").replace("\\-", "-").replace("\\@", "@").replace("\\:", ":")
}

struct Writer {
    variant: usize,
    out: String,
    turn: usize,
}

impl Writer {
    fn write(&mut self, hir: &Hir) -> Option<()> {
        if self.out.len() > 5_000 {
            return None;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => {}
            HirKind::Literal(literal) => self.out.push_str(std::str::from_utf8(&literal.0).ok()?),
            HirKind::Class(class) => {
                let sign = self.sign(class)?;
                self.out.push(sign);
            }
            HirKind::Repetition(repetition) => {
                let most = repetition.max.unwrap_or(u32::MAX);
                let count = repetition.min.saturating_add(u32::try_from(self.variant).ok()?).min(most).min(2_000);
                for _ in 0..count.max(repetition.min) {
                    self.write(&repetition.sub)?;
                }
            }
            HirKind::Capture(capture) => self.write(&capture.sub)?,
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.write(part))?,
            HirKind::Alternation(members) => self.write(&members[self.variant % members.len()])?,
        }
        Some(())
    }

    /// A sign of a class: letters and digits rather than others, each time another one.
    fn sign(&mut self, class: &Class) -> Option<char> {
        let Class::Unicode(class) = class else { return None };
        let is_in = |sign: &char| class.ranges().iter().any(|range| (range.start()..=range.end()).contains(sign));
        let usual: Vec<char> = "abz09AZ-_. /".chars().filter(is_in).collect();
        self.turn += 1;
        match usual.get((self.turn + self.variant) % usual.len().max(1)) {
            Some(sign) => Some(*sign),
            None => class.ranges().first().map(|range| range.start()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_valid, text};

    #[test]
    fn texts_match_their_pattern() {
        for pattern in
            ["^[a-z]{3,5}$", r"^\d+(\.\d{1,2})?$", "a|b|c", "^(?:arn:x:[^/]{2}\\/.*)$", "^[\u{20}-\u{ff}]{2}$"]
        {
            let validator = jsonschema::validator_for(&serde_json::json!({ "pattern": pattern })).unwrap();
            for variant in 0..4 {
                let text = text(pattern, variant).unwrap();
                assert!(validator.is_valid(&serde_json::json!(text)), "{text} for {pattern}");
            }
        }
        assert!(!is_valid("[a"));
        assert_eq!(text("(?=a)b", 0), None);
    }
}
