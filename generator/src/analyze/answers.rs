//! Which operations answer with the same responses.

use std::collections::HashMap;

use super::Group;
use crate::ir::{Answer, Api, Codec, OperationId, Reading, Side};
use crate::spec::Status;

/// The responses of an operation, and how they are read.
type Responses<'a> = (Side, Reading, &'a [Status], &'a [Answer]);

/// For each operation whose responses have types of their own, and the same ones as those of an earlier operation of its
/// group: that one. Services answer to most operations with the same errors; one enum for all of them is shorter to compile,
/// and one function can handle them.
pub(super) fn same(api: &Api, groups: &[Group]) -> HashMap<(OperationId, Side), OperationId> {
    let mut same = HashMap::new();
    for group in groups {
        let mut known: HashMap<Responses<'_>, OperationId> = HashMap::new();
        for (id, side) in group.operations.iter().flat_map(|id| Side::BOTH.map(|side| (*id, side))) {
            let (payload, reading) = (api.operation(id).payload(side), api.operation(id).reading);
            if payload.codec != Codec::ByStatus {
                continue;
            }
            let first = *known.entry((side, reading, &payload.statuses, &payload.answers)).or_insert(id);
            if first != id {
                same.insert((id, side), first);
            }
        }
    }
    same
}
