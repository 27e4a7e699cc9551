//! Says what is wrong with a text that is not JSON, with the bracket or quotation mark that is open where that is why.

use super::fault::SyntaxFault;

/// The fault that the reader found at a place, in its words.
pub(super) fn fault(text: &str, message: &str, offset: usize) -> SyntaxFault {
    let open = Open::at(text, offset);
    let sign = text.get(offset..).and_then(|rest| rest.chars().next());
    match (message, open) {
        ("EOF while parsing a string", Open { text: Some(start), .. }) => {
            unclosed(start, "the quotation mark `\"` is not closed")
        }
        (_, Open { text: Some(start), .. }) if message.starts_with("control character") => {
            unclosed(start, "the quotation mark `\"` is not closed in its line")
        }
        (_, Open { bracket: Some(bracket), .. }) if message.starts_with("EOF") => {
            let (kind, close) = if text[bracket..].starts_with('[') { ("an array", ']') } else { ("an object", '}') };
            let fault = SyntaxFault::at(offset, format!("this is not JSON: the text ends within {kind}"));
            fault.related(bracket, "the bracket that is open").help(format!("close it with `{close}`"))
        }
        (_, Open { bracket, .. }) => {
            let fault = SyntaxFault::at(offset, format!("this is not JSON: {message}"));
            let fault = match help(message, sign) {
                Some(help) => fault.help(help),
                None => fault,
            };
            match bracket.filter(|bracket| message.starts_with("expected `,`") && text[*bracket..offset].contains('\n'))
            {
                Some(bracket) => fault.related(bracket, "the bracket around it"),
                None => fault,
            }
        }
    }
}

fn unclosed(start: usize, message: &str) -> SyntaxFault {
    SyntaxFault::at(start, message).help("write `\"` at the end of the text")
}

/// Text to write, by the words of the reader and the sign that it stopped at.
fn help(message: &str, sign: Option<char>) -> Option<&'static str> {
    Some(match (message, sign) {
        ("trailing comma", _) => "remove the comma",
        ("number out of range", _) => "write a number of at most 308 digits, or a text in quotation marks",
        (_, Some('/' | '#')) => "JSON has no comments: remove it",
        ("key must be a string", _) | (_, Some('\'')) => "write keys and texts in double quotation marks",
        ("expected value" | "expected ident", Some('A'..='Z' | 'a'..='z')) => {
            "the words of JSON are `true`, `false` and `null`"
        }
        _ => return None,
    })
}

/// The brackets and quotation marks that are open at a place.
#[derive(Clone, Copy)]
struct Open {
    /// The innermost bracket.
    bracket: Option<usize>,
    /// The quotation mark of the text around the place.
    text: Option<usize>,
}

impl Open {
    fn at(text: &str, offset: usize) -> Self {
        let mut brackets: Vec<usize> = Vec::new();
        let mut quoted = None;
        let mut bytes = text.bytes().enumerate().take(offset);
        while let Some((at, byte)) = bytes.next() {
            match byte {
                b'\\' if quoted.is_some() => {
                    bytes.next();
                }
                b'"' => quoted = if quoted.is_some() { None } else { Some(at) },
                b'[' | b'{' if quoted.is_none() => brackets.push(at),
                b']' | b'}' if quoted.is_none() => {
                    brackets.pop();
                }
                _ => {}
            }
        }
        Self { bracket: brackets.last().copied(), text: quoted }
    }
}
