//! Findings about schemas that change nothing in the client.
//!
//! * In: composed schemas, resolved operations, and the values that the document gives.
//! * Out: findings, each once for its place in the document.
//! * Afterwards: each keyword that says something of values, and that no type, documentation or check says, has been named.
//!
//! The stage walks all schemas that values are sent or received as, whether they become a type or not. So it sees those
//! of texts and bytes, of events, of headers and of streamed items too. So no later stage has to ask.

mod encodings;
mod keywords;
mod parameters;
mod reach;
mod xml;

use crate::collections::HashSet;

pub(crate) use reach::{ReachedSchemas, reached};

use crate::diagnostic::{Anchor, Diagnostics};
use crate::resolve::Service;
use crate::values::{self, LoosenedSchemas, Validity};

/// Reports what the document says of schemas and no client does.
pub(crate) fn lint(
    service: &Service,
    validity: &Validity<'_>,
    loosened: &LoosenedSchemas,
    reached: &ReachedSchemas,
    diagnostics: &mut Diagnostics,
) {
    let mut findings = loosened.reports(validity);
    for operation in &service.operations {
        findings.extend(operation.parameters.iter().flat_map(|parameter| parameters::findings(parameter, validity)));
        findings.extend(operation.parameters.iter().filter_map(encodings::of_parameter));
        let sent = operation.body.iter().flat_map(|body| &body.content);
        let headers = sent.clone().flat_map(|content| &content.parts).flat_map(|part| &part.headers);
        findings.extend(headers.flat_map(|header| parameters::of_part_header(header, validity)));
        let bodies = sent.clone().map(encodings::Encoded::of_content);
        let queries = operation.parameters.iter().filter_map(encodings::Encoded::of_query);
        for encoded in bodies.chain(queries) {
            findings.extend(encoded.findings(service.parts, validity));
        }
        let received = operation.responses.iter().flat_map(|response| &response.content);
        findings.extend(sent.chain(received).flat_map(encodings::findings));
    }
    for id in reached.schemas.iter().copied() {
        let schema = validity.schemas.get(id);
        let usage = keywords::Usage {
            is_decoded: reached.decoded.contains(&id),
            is_raw: reached.raw.contains(&id),
            is_json: reached.json.contains(&id),
        };
        findings.extend(keywords::findings(schema, usage));
        findings.extend(xml::findings(schema));
        findings.extend(values::findings(validity, id));
    }
    // Merging copies nodes with their origins, so one place of the document may be met in several schemas.
    let mut seen = HashSet::default();
    for finding in findings {
        let place = match finding.anchor {
            Anchor::Node(origin, part) => Some((origin, part)),
            Anchor::Nowhere | Anchor::Option(_) | Anchor::Offset(..) => None,
        };
        if seen.insert((place, finding.code, finding.message.clone())) {
            diagnostics.push(finding);
        }
    }
}
